"""The effect of a change on each child, as a distribution."""

import numpy as np

from trustsim.measures import estimate
from trustsim.showing.figures.style import QUIET, blank, style

SHOWN = {
    "trust_in_figure": "trust in the mother",
    "trust_in_unknown": "trust in a stranger",
    "clarity": "clarity",
    "vigilance_to_figure": "vigilance to the mother",
    "maximise": "maximising",
    "minimise": "minimising",
}
BINS = 41


def twins(lives, words):
    """How the change (in ``words``) altered each child: one panel for each item of its state."""
    shown = {name: title for name, title in SHOWN.items() if name in lives.as_born}
    with style():
        figure, axes = blank(2, 3, (10.5, 5.6))
        for axis, (name, title) in zip(axes.ravel(), shown.items(), strict=True):
            effect = lives.changed[name] - lives.as_born[name]
            reach = max(float(np.quantile(np.abs(effect), 0.995)), 1e-3)
            bins = np.linspace(-reach, reach, BINS)
            axis.hist(np.clip(effect, -reach, reach), bins, color="#56B4E9")
            axis.axvline(0.0, color=QUIET, linewidth=1, linestyle="--")
            mean, low, high = estimate(effect)
            axis.axvline(mean, color="#D55E00", linewidth=2)
            interval = ""
            if len(effect) > 1:  # one child has none
                axis.axvspan(low, high, color="#D55E00", alpha=0.3, linewidth=0)
                interval = f" [{low:+.3f}, {high:+.3f}]"
            axis.set_title(title)
            axis.set_xlabel(f"effect on the child\nmean {mean:+.3f}{interval}")
        for axis in axes[:, 0]:
            axis.set_ylabel("children")
        figure.suptitle(
            f"{words}: {len(effect)} children, each compared with its own twin; mean (line) with "
            "95 % interval (band)",
            fontsize=10,
            color=QUIET,
        )
    return figure
