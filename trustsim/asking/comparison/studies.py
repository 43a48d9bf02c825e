"""What was published, study by study: the findings of the patterns as tasks.

How many children there were in a cell is what an abstract says, shared evenly among cells; where
nobody knows, that is said.
"""

from trustsim.asking.comparison.task import PREFERENCE, SHARE, Task, of_contrast
from trustsim.asking.patterns import informants, literature, mother_stranger, ostension
from trustsim.asking.patterns.mother_stranger import AMBIGUOUS, ASYMMETRIC
from trustsim.asking.patterns.part import (
    BELIEVE,
    HIGH_RISK,
    LOW_RISK,
    STRANGE,
    Cell,
    Contrast,
    more,
)
from trustsim.asking.patterns.published import published
from trustsim.study.protocols.strange_situation import CLASSES, DISORGANISED

SIX, TWELVE, EIGHTEEN, PRESCHOOL = 6.0, 12.0, 18.0, (50.0, 61.0)  # months
SHOWN = 20  # infants in a cell of ostension_generalises_tasks: not known, assumed
SHARES = {  # protocol -> its pattern, of which shares were published
    "accuracy_of_informants": "accuracy_tracking",
    "announced_liar": "default_helpfulness",
    "a_not_b": "a_not_b",
}


def children_of(pattern):
    """How many children a published finding is about."""
    return literature()[pattern]["children"]


def of_contrasts(pattern, contrasts, children):
    """The tasks of some contrasts; ``children`` is how many there were in each cell."""
    return [of_contrast(pattern, each, lambda cell: children) for each in contrasts]


def published_shares():
    """Whatever was published as a share of answers, by condition and age."""
    return [
        Task(pattern, f"{name}, {months:g} months", SHARE, (Cell(protocol, name, months),), share)
        for protocol, pattern in SHARES.items()
        for (name, months), share in published(protocol).values.items()
    ]


def strange_situation_low_risk_tasks():
    """Shares of the organised classes among the organised, and of the disorganised among all."""
    pattern, disorganised = "strange_situation_low_risk", CLASSES[DISORGANISED]
    shares = {name: literature()[pattern]["target"][name] for name in CLASSES}
    organised = sum(shares.values()) - shares[disorganised]
    return [
        Task(
            pattern,
            name if name == disorganised else f"{name}, of the organised",
            SHARE,
            (Cell(STRANGE, name, TWELVE),),
            shares[name] / (1.0 if name == disorganised else organised),
        )
        for name in CLASSES
    ]


def strange_situation_risk_tasks():
    """What risk moves children into; that half of all were at risk is assumed."""
    pattern = "strange_situation_risk"
    moved = [
        more(
            f"{name}{whole}: {HIGH_RISK} - {LOW_RISK}",
            *(Cell(STRANGE, name, TWELVE, population=each) for each in (HIGH_RISK, LOW_RISK)),
        )
        for name, whole in (("disorganised", ""), ("avoidant", " of the organised"))
    ]
    return of_contrasts(pattern, moved, children_of(pattern) / 2)


def accurate_or_neutral_tasks():
    """The better of two, one of whom may only have remarked on things: three pairs, two ages."""
    pattern = "accurate_or_neutral"
    return of_contrasts(pattern, informants.merit_or_fault(), children_of(pattern) / 6)


def familiar_teacher_tasks():
    """A familiar teacher at three ages; half of the children saw her err (recalled)."""
    pattern = "familiar_teacher"
    of_an_age = children_of(pattern) / 3
    return [
        *of_contrasts(pattern, informants.familiarity(), of_an_age),
        *of_contrasts(pattern, informants.credit_found(), of_an_age / 2),
    ]


def testimony_against_eyes_tasks():
    """A label that the child's eyes contradict: three studies and, assumed, two ages in each."""
    pattern = "testimony_against_eyes"
    return of_contrasts(pattern, informants.against_eyes(), children_of(pattern) / 6)


def gaze_following_tasks():
    """Looking where the adult looks, with an ostensive cue and with anything less."""
    infants = children_of("gaze_following")
    terms = {
        "ostensive cue following": (1.0, infants["ostensive"]),
        "attention-getter following": (-0.5, infants["other"] / 2),
        "nothing following": (-0.5, infants["other"] / 2),
    }
    less = Contrast(
        "ostensive cue - less",
        tuple((weight, Cell("gaze_following", name, SIX)) for name, (weight, _) in terms.items()),
    )
    return [of_contrast("gaze_following", less, lambda cell: terms[cell.condition][1])]


def ostension_generalises_tasks():
    """Going by what was shown, for somebody else and against evidence."""
    return of_contrasts("ostension_generalises", ostension.generality(EIGHTEEN), SHOWN)


def corriveau_sample_tasks():
    """Whom the whole sample believes, at either age."""
    pattern = "corriveau_sample"
    signs = dict.fromkeys(AMBIGUOUS, 1.0) | {ASYMMETRIC: -1.0}
    return [
        Task(
            pattern,
            f"{'mother' if sign > 0 else 'stranger'}, {task}, {months:g} months",
            PREFERENCE,
            (Cell(BELIEVE, task, months),),
            1.0,
            (sign,),
            (children_of(pattern),),
        )
        for months in PRESCHOOL
        for task, sign in signs.items()
    ]


def members(cell):
    """How many of the children whose mothers were with them are of a class, on the average."""
    share = literature()["strange_situation_low_risk"]["target"][cell.attachment]
    return children_of("corriveau_sample") * share


def corriveau_order_tasks():
    """Secure children side with the mother more than avoidant ones, resistant ones most."""
    *each_task, _, resistant = mother_stranger.class_order(PRESCHOOL)  # all follows from each
    return [of_contrast("corriveau_order", each, members) for each in (*each_task, resistant)]


def corriveau_flexibility_tasks():
    """Secure children go by the cues more than others."""
    found = mother_stranger.cue_following(PRESCHOOL)
    return [of_contrast("corriveau_flexibility", each, members) for each in found]


STUDIES = (
    published_shares,
    strange_situation_low_risk_tasks,
    accurate_or_neutral_tasks,
    familiar_teacher_tasks,
    testimony_against_eyes_tasks,
    gaze_following_tasks,
    ostension_generalises_tasks,
    corriveau_sample_tasks,
    corriveau_order_tasks,
    corriveau_flexibility_tasks,
    strange_situation_risk_tasks,
)


def published_tasks():
    """Every task."""
    return [task for study in STUDIES for task in study()]
