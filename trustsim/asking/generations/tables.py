"""What is told of lines of descent: shares by generation, who breaks a cycle, and one line."""

import pandas as pd

from trustsim.asking.generations.config import UNCHANGED
from trustsim.asking.generations.harshness import maltreated
from trustsim.measures import estimate, estimate_of_share, estimated
from trustsim.study.protocols.adult_interview import STATES
from trustsim.study.protocols.strange_situation import CLASSES

ATTACHED, STATE, UNRESOLVED = "attachment", "state of mind", "unresolved"
MEANS = {  # what is told as a mean, as in the portraits
    "trust_in_figure": "trust in the attachment figure",
    "trust_in_unknown": "trust in somebody unknown",
    "vigilance": "vigilance to somebody unknown",
    "clarity": "clarity",
    "reflective functioning": "reflective functioning (-1 to 9)",
}
CAREGIVERS = {  # what mothers are like: read off at birth (eq. 53), and as met by each person
    "sensitivity": "sensitivity as a mother (sd)",
    "mentalising": "mentalising as a mother (sd)",
    "fright": "frightening answers of one's mother",
}
CYCLE = ("maintain", "break", "initiate", "free")  # the maltreatment of one's own childhood
DONE = ("fright", "rejection")  # to each person, by her mother
CARRIED = ("dread", "threat")  # the scale of the interview; what is expected of the figure
CARE = ("sensitivity", "mentalising", "disruption", "addressing")
TOLD_OF_ONE = (*DONE, *MEANS, *CARRIED, *CARE)


def shares_of(descent, arm):
    """What is told as a share: words -> who shows it (generation, world, line)."""
    seen = {}
    if descent.has(ATTACHED):
        child = descent.column(ATTACHED, arm)
        seen |= {f"infants {name}": child == k for k, name in enumerate(CLASSES)}
    if descent.has(STATE):
        state = descent.column(STATE, arm)
        seen |= {f"grown-ups {name}": state == k for k, name in enumerate(STATES)}
        seen |= {"grown-ups unresolved": descent.column(UNRESOLVED, arm) == 1.0}
    return seen


def course(descent):
    """Shares, trust, vigilance and caregiving in each generation of each arm: a row each."""
    rows = []
    for arm in descent.asked.arms:
        for words, those in shares_of(descent, arm).items():
            lines = those.shape[2]
            rows += [
                (arm, g, words, *estimate_of_share(each.mean(1), lines))
                for g, each in enumerate(those)
            ]
        for name, words in (MEANS | CAREGIVERS).items():
            if descent.has(name):
                values = descent.column(name, arm)
                rows += [
                    (arm, g, words, *estimated(name, each.mean(1), each.shape[1]))
                    for g, each in enumerate(values)
                ]
    return pd.DataFrame(rows, columns=["arm", "generation", "what", "mean", "low", "high"])


def cycle(descent):
    """Who maltreats who was maltreated, who does not, and who begins with it: a row each.

    Maltreated is who is met more harshly than nine in ten of the first generation, and who is so to
    her own child maltreats.
    """
    rows = []
    for arm in descent.asked.arms:
        harsh = maltreated(descent, arm)
        was, does = harsh[:-1], harsh[1:]
        those = (was & does, was & ~does, ~was & does, ~was & ~does)
        for g in range(len(was)):
            rows += [
                (arm, g, words, *estimate_of_share(each[g].mean(1), each.shape[2]))
                for words, each in zip(CYCLE, those, strict=True)
            ]
    return pd.DataFrame(rows, columns=["arm", "generation", "mothers who", "mean", "low", "high"])


def differences(descent):
    """What became of the same lines with what differs and without it, by generation: a row each.

    ``mean`` is the difference from the lines in which nothing differs; ``changed`` the share of
    lines that show something else.
    """
    rows = []
    for arm in descent.asked.arms:
        if arm == UNCHANGED:
            continue
        both = [shares_of(descent, each) for each in (arm, UNCHANGED)]
        for words in both[0]:
            with_it, without = (each[words] for each in both)
            for g, (one, other) in enumerate(zip(with_it, without, strict=True)):
                moved = (one.astype(float) - other).mean(1)
                rows.append((arm, g, words, *estimate(moved), (one != other).mean()))
        for name, words in MEANS.items():
            if descent.has(name):
                one, other = descent.column(name, arm), descent.column(name)
                rows += [
                    (arm, g, words, *estimate((a - b).mean(1)), (a != b).mean())
                    for g, (a, b) in enumerate(zip(one, other, strict=True))
                ]
    columns = ["arm", "generation", "what", "mean", "low", "high", "changed"]
    return pd.DataFrame(rows, columns=columns)


def of_line(descent, number):
    """One line, from the first of it to the last, in every arm: a row for each person."""
    world, line = divmod(number, descent.asked.life.children)
    rows = []
    for arm in descent.asked.arms:
        seen = {name: values[:, world, line] for name, values in descent.seen[arm].items()}
        harsh = maltreated(descent, arm)[:, world, line]
        rows.append(
            pd.DataFrame(
                {"line": number, "arm": arm, "generation": range(descent.asked.number)}
                | named_classes(seen)
                | {"met harshly": harsh}
                | {name: seen[name] for name in TOLD_OF_ONE if name in seen}
            )
        )
    return pd.concat(rows, ignore_index=True)


def named_classes(seen):
    """The classes of one line in words."""
    words = {}
    if ATTACHED in seen:
        words["as an infant"] = [CLASSES[int(c)] for c in seen[ATTACHED]]
    if STATE in seen:
        words["grown up"] = [STATES[int(s)] for s in seen[STATE]]
        words["unresolved"] = seen[UNRESOLVED] == 1.0
    return words
