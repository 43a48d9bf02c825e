"""What a page has played, as a config: how to take it home, share it, and read it."""

import solara

from trustsim.showing.dashboard import store
from trustsim.showing.dashboard.address import CopyLink
from trustsim.showing.dashboard.parts import Button, Details, Div, Words, tag
from trustsim.showing.dashboard.picture import Download


@solara.component
def AsConfig(heading, download, file, text, words):
    """A card with the ``text`` of a config, a button for its ``file``, and ``words`` on its use."""
    with Div(words="ts-card"):
        tag("h2", heading)
        with Div(words="ts-row"):
            Download(download, file, lambda: text)
            Button("Undo everything", store.undo)
        CopyLink()
        with Details("What does it say?"):
            Words(text)
            tag("p", words, words="ts-caption")
