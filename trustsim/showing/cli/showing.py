"""The command that opens the pages for students."""

from pathlib import Path
from typing import Annotated

import typer

from trustsim.showing.cli.app import app


@app.command()
def dashboard(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 is any free one.")] = 8765,
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open it in a browser.")] = True,
    page: Annotated[str, typer.Option(help="Page to open, as its address ends.")] = "/",
    share: Annotated[bool, typer.Option("--share", help="With a room, by a code.")] = False,
    host: Annotated[
        str | None, typer.Option(help="Address of this computer to share at; its own if unset.")
    ] = None,
    room: Annotated[
        Path | None, typer.Option(help="Folder that keeps the room; today's if unset.")
    ] = None,
):
    """Open the pages in which a student watches trust grow (in a browser, on this computer).

    With --share others in the network come in with a code, and a lecturer asks them questions.
    """
    from trustsim.mistakes import Mistake
    from trustsim.showing.dashboard.classroom.sharing import share as share_with
    from trustsim.showing.dashboard.serve import serve

    if share and page != "/":
        raise Mistake("--page: with --share the lecturer's page is opened")
    if share:
        return share_with(port, host, room, show)
    for name, given in {"--host": host, "--room": room}.items():
        if given is not None:
            raise Mistake(f"{name}: goes with --share; without it nobody else is served")
    serve(port, show, page)
