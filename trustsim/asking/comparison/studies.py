"""What was published, study by study: the findings of ``evidence.toml`` as tasks.

How many children there were in a cell is what an abstract says, shared evenly among cells; where
nobody knows, that is said.
"""

from trustsim.asking.comparison.task import HIGH, LOW, Cell, difference, preference, share
from trustsim.asking.patterns import literature
from trustsim.asking.patterns.informants import AGES, FIVE, FOUR, THREE
from trustsim.asking.patterns.mother_stranger import AMBIGUOUS, ASYMMETRIC, TASKS
from trustsim.asking.patterns.part import BELIEVE, STRANGE
from trustsim.study.protocols.accuracy_of_informants import PAIRS
from trustsim.study.protocols.neutral_informant import PAIRS as NEUTRAL_PAIRS
from trustsim.study.protocols.strange_situation import CLASSES, DISORGANISED

YEARS = {THREE: "three_years", FOUR: "four_years"}
INFANT, TEN_MONTHS, SIX_MONTHS, TODDLER, FIFTY, SIXTY_ONE = 12.0, 10.0, 6.0, 18.0, 50.0, 61.0

NEUTRAL = 131 / 6  # children a cell: 131 over three pairs and two ages (abstract)
FAMILIAR = 61 / 3  # 61 over three ages (secondary)
EITHER_WAY = FAMILIAR / 2  # half of them saw the familiar teacher err: recalled
LABELLED = 144 / 6  # 144 over three studies and, assumed, two ages in each (abstract)
MOTHERS = 147  # abstract
AT_RISK = 20_720 / 2  # dyads in the meta-analysis; that half were at risk is assumed
CUED, UNCUED = 1031, 267 / 2  # infants of the MetaLab pool, ostensive and other rows
SHOWN = 20  # not known: assumed


def target(pattern):
    """The numbers that the literature has of a pattern."""
    return literature()[pattern]["target"]


def at(months):
    """An age in words."""
    return f"{months:g} months"


def accuracy_tracking():
    """The more accurate of two, by pair and age."""
    pattern = "accuracy_tracking"
    return [
        share(pattern, f"{pair}, {at(m)}", Cell("accuracy_of_informants", pair, m), published)
        for m, years in YEARS.items()
        for pair, published in zip(PAIRS, target(pattern)[years], strict=True)
    ]


def default_helpfulness():
    """Following an announced liar."""
    pattern = "default_helpfulness"
    return [
        share(pattern, f"liar, {at(m)}", Cell("announced_liar", "liar", m), target(pattern)[years])
        for m, years in YEARS.items()
    ]


def a_not_b():
    """Errors on B trials."""
    return [
        share("a_not_b", words, Cell("a_not_b", words, TEN_MONTHS), target("a_not_b")[key])
        for words, key in (
            ("communicative", "communicative"),
            ("non-communicative", "non_communicative"),
        )
    ]


def strange_situation_low_risk():
    """Shares of the organised classes among the organised, and of the disorganised among all."""
    pattern = "strange_situation_low_risk"
    shares = {name: target(pattern)[name] for name in CLASSES}
    organised = sum(shares.values()) - shares[CLASSES[DISORGANISED]]
    return [
        share(
            pattern,
            name if c == DISORGANISED else f"{name}, of the organised",
            Cell(STRANGE, name, INFANT),
            shares[name] / (1.0 if c == DISORGANISED else organised),
        )
        for c, name in enumerate(CLASSES)
    ]


def strange_situation_risk():
    """What risk moves children into."""
    return [
        difference(
            "strange_situation_risk",
            f"{name}{whole}: {HIGH} - {LOW}",
            (1.0, Cell(STRANGE, name, INFANT, population=HIGH), AT_RISK),
            (-1.0, Cell(STRANGE, name, INFANT, population=LOW), AT_RISK),
        )
        for name, whole in (("disorganised", ""), ("avoidant", " of the organised"))
    ]


def accurate_or_neutral():
    """The better of two, one of whom may only have remarked on things."""
    pattern = "accurate_or_neutral"
    return [
        preference(
            pattern, f"{pair}, {at(m)}", Cell("neutral_informant", pair, m), NEUTRAL, float(found)
        )
        for m, years in YEARS.items()
        for pair, found in zip(NEUTRAL_PAIRS, target(pattern)[years], strict=True)
    ]


def familiar_teacher():
    """A familiar teacher before, and after she has been right or wrong."""

    def teacher(when, months):
        return Cell("familiar_teacher", when, months)

    def gained(months, outcome, sign):
        return (
            (sign, teacher(f"after {outcome}", months), EITHER_WAY),
            (-sign, teacher("before", months), EITHER_WAY),
        )

    pattern = "familiar_teacher"
    return [
        *(preference(pattern, f"before, {at(m)}", teacher("before", m), FAMILIAR) for m in AGES),
        *(
            difference(pattern, f"{outcome}: {words}, {at(m)}", *gained(m, outcome, sign))
            for m in (FOUR, FIVE)
            for outcome, words, sign in (("right", "rises", 1.0), ("wrong", "falls", -1.0))
        ),
        difference(
            pattern,
            f"wrong: falls more, {at(FIVE)} - {at(THREE)}",
            *gained(FIVE, "wrong", -1.0),
            *gained(THREE, "wrong", 1.0),
        ),
    ]


def testimony_against_eyes():
    """A label that the child's eyes contradict."""

    def more(words, one, other):
        terms = (
            (sign, Cell("label_against_eyes", *each), LABELLED)
            for sign, each in ((1.0, one), (-1.0, other))
        )
        return difference("testimony_against_eyes", words, *terms)

    return [
        more(f"plain, {at(THREE)} - {at(FOUR)}", ("plain", THREE), ("plain", FOUR)),
        *(
            more(f"nothing to see - plain, {at(m)}", ("nothing to see", m), ("plain", m))
            for m in YEARS
        ),
        more(f"meant - plain, {at(FOUR)}", ("meant", FOUR), ("plain", FOUR)),
    ]


def gaze_following():
    """Looking where the adult looks, with an ostensive cue and with anything less."""
    weights = {
        "ostensive cue following": (1.0, CUED),
        "attention-getter following": (-0.5, UNCUED),
        "nothing following": (-0.5, UNCUED),
    }
    terms = (
        (weight, Cell("gaze_following", name, SIX_MONTHS), children)
        for name, (weight, children) in weights.items()
    )
    return [difference("gaze_following", "ostensive cue - less", *terms)]


def ostension_generalises():
    """Going by what was shown, for somebody else and against evidence."""

    def more(words, one, other):
        terms = (
            (sign, Cell("generalisation", name, TODDLER), SHOWN)
            for sign, name in ((1.0, one), (-1.0, other))
        )
        return difference("ostension_generalises", words, *terms)

    return [
        more("somebody else: cue - no cue", "cue, somebody else", "no cue, somebody else"),
        more("no cue: same person - else", "no cue, the same person", "no cue, somebody else"),
        more("against evidence: cue - no cue", "cue, against evidence", "no cue, against evidence"),
    ]


def corriveau_sample():
    """Whom the whole sample believes, at either age."""
    signs = dict.fromkeys(AMBIGUOUS, 1.0) | {ASYMMETRIC: -1.0}
    return [
        preference(
            "corriveau_sample",
            f"{'mother' if sign > 0 else 'stranger'}, {task}, {at(m)}",
            Cell(BELIEVE, task, m),
            MOTHERS,
            weight=sign,
        )
        for m in (FIFTY, SIXTY_ONE)
        for task, sign in signs.items()
    ]


def of_class(name, tasks, weight):
    """Children of one class over some tasks and both ages, with the weight shared among these."""
    members = MOTHERS * target("strange_situation_low_risk")[name]
    cells = [Cell(BELIEVE, task, m, name) for task in tasks for m in (FIFTY, SIXTY_ONE)]
    return [(weight / len(cells), cell, members) for cell in cells]


def corriveau_order():
    """Secure children side with the mother more than avoidant ones, resistant ones most."""

    def lead(one, other, tasks, words):
        terms = (*of_class(one, tasks, 1.0), *of_class(other, tasks, -1.0))
        return difference("corriveau_order", f"{one} - {other}, {words}", *terms)

    return [
        *(lead("secure", "avoidant", (task,), task) for task in TASKS),
        lead("resistant", "secure", TASKS, "all tasks"),
    ]


def corriveau_flexibility():
    """Secure children go by the cues more than others."""

    def flexible(name, sign):
        return (*of_class(name, AMBIGUOUS, sign), *of_class(name, (ASYMMETRIC,), -sign))

    return [
        difference(
            "corriveau_flexibility",
            f"secure - {other}",
            *flexible("secure", 1.0),
            *flexible(other, -1.0),
        )
        for other in CLASSES[1:]
    ]


STUDIES = (
    accuracy_tracking,
    default_helpfulness,
    a_not_b,
    strange_situation_low_risk,
    accurate_or_neutral,
    familiar_teacher,
    testimony_against_eyes,
    gaze_following,
    ostension_generalises,
    corriveau_sample,
    corriveau_order,
    corriveau_flexibility,
    strange_situation_risk,
)


def studies():
    """Every task."""
    return [task for study in STUDIES for task in study()]
