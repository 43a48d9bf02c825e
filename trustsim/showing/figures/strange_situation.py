"""One child in the Strange Situation: arousal and behaviour in every quarter minute."""

import numpy as np

from trustsim.showing.figures.biographies import STRATEGIES
from trustsim.showing.figures.style import QUIET, blank, style
from trustsim.study.protocols import strange_situation as protocol

AWAY, CONFLICT = "#9aa3ad", "#CC79A7"


def strange_situation(outcomes, settings, child):
    """The visit of one child, from ``outcomes`` (interval, 4), with the class that it earns."""
    strategy, before, _, conflict = np.asarray(outcomes, dtype=float).T
    names = list(STRATEGIES)
    colours = [AWAY if s < 0 else STRATEGIES[names[int(s)]] for s in strategy]
    scored = protocol.read(np.asarray(outcomes, dtype=float), settings)
    episodes = protocol.episode_of_interval()
    x = np.arange(len(before)) + episodes
    with style():
        figure, axes = blank(1, 1, (10.5, 3.4))
        axis = axes[0, 0]
        axis.bar(x, before, color=colours, width=0.9)
        broken = conflict == 1.0
        axis.plot(x[broken], before[broken] + 0.04, "D", color=CONFLICT, markersize=4)
        for reunion in protocol.REUNIONS:
            coded = x[episodes == reunion]
            axis.axvspan(coded[0] - 0.5, coded[-1] + 0.5, color=QUIET, alpha=0.12, linewidth=0)
        for name, colour in {**STRATEGIES, "mother away": AWAY}.items():
            axis.bar([0], [0], color=colour, label=name)
        axis.plot([], [], "D", color=CONFLICT, markersize=4, label="approach breaks down")
        axis.bar([0], [0], color=QUIET, alpha=0.12, label="reunions: coded")
        axis.set_xticks([x[episodes == e][0] for e in range(1, 9)], range(1, 9))
        axis.set_xlabel("episode, in quarter minutes (reunions: 5 and 8)")
        axis.set_ylabel("arousal")
        axis.set_ylim(0, 1.08)
        axis.legend(loc="upper left", bbox_to_anchor=(1, 1), fontsize=9)
        kind = protocol.CLASSES[int(scored["attachment"])]
        axis.set_title(f"Child {child}: {kind}")
    return figure
