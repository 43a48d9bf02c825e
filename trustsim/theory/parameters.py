"""The one table of parameters: default, range, unit and source of every number in the theory.

Checks, ``trustsim parameters``, the JSON Schema and the documentation are derived from here.
The mechanisms of the theory are the groups of ``Theory``; what differs between partners, learners
and populations follows below it.
"""

from typing import Annotated, NamedTuple, get_type_hints

from trustsim.theory.about import OLDEST, ages, assumed, fitted, read_off
from trustsim.theory.extending import extended, extension

FONAGY = "Fonagy & Allison (2014), doi:10.1037/a0036505"
AGES = ages()


class Arousal(NamedTuple):
    """Distress rises when nobody answers and falls when somebody does."""

    onset_low: Annotated[
        float, assumed(0, 1, "arousal", "least arousal at the onset of distress, at reactivity 1")
    ] = 0.3
    onset_high: Annotated[
        float,
        assumed(0, 1, "arousal", "greatest arousal at the onset of distress, at reactivity 1"),
    ] = 0.9
    escalation: Annotated[
        float, fitted(0, 2, "arousal per signal", "rise of arousal when a signal is not noticed")
    ] = 0.311
    alarm: Annotated[float, fitted(0, 1, "arousal", "rise of arousal at a frightening answer")] = (
        0.766
    )
    pain: Annotated[float, fitted(0, 1, "arousal", "rise of arousal at a rebuff")] = 0.461
    tension_rate: Annotated[
        float,
        assumed(
            0,
            1,
            "per encounter",
            "how fast the resting arousal follows what is left after encounters",
        ),
    ] = 0.02


class Strategy(NamedTuple):
    """Seek, minimise or maximise: what has brought relief is done again."""

    consistency: Annotated[
        float,
        fitted(
            0,
            200,
            "per unit of relief",
            "how consistently the strategy of greater relief is chosen",
        ),
    ] = 61.9
    default_answered: Annotated[
        float, assumed(0.1, 100, "cases", "answered calls credited beforehand")
    ] = 1.0
    default_unanswered: Annotated[
        float, assumed(0.1, 100, "cases", "unanswered calls credited beforehand")
    ] = 1.0
    uncertainty_bonus: Annotated[
        float, fitted(0, 1, "relief", "bonus for calling louder while the answer is uncertain")
    ] = 0.257
    minimising_gain: Annotated[
        float, fitted(0.01, 1, "signal per arousal", "strength of the signal when minimising")
    ] = 0.352
    maximising_gain: Annotated[
        float, fitted(1, 4, "signal per arousal", "strength of the signal when maximising")
    ] = 2.66
    effort: Annotated[
        float, fitted(0, 2, "relief", "cost of showing more or less than is felt")
    ] = 0.165
    untried: Annotated[
        float,
        fitted(
            0.1, 1000, "uses", "uses of every strategy credited beforehand that brought nothing"
        ),
    ] = 32.7
    retention: Annotated[
        float,
        assumed(0, 1, "share per use", "what remains of the older uses after one more use"),
    ] = 0.99


class Noticing(NamedTuple):
    """Whether a partner notices a signal depends on its strength, the day and the moment."""

    signal_weight: Annotated[
        float, fitted(0, 20, "logit per signal", "how much more a strong signal is noticed")
    ] = 5.22
    day_share: Annotated[
        float,
        assumed(
            0, 1, "share of variance", "share of a partner's ups and downs that lasts a day or more"
        ),
    ] = 0.5
    day_memory: Annotated[
        float,
        assumed(0, 0.99, "correlation", "how much of one day's mood carries over to the next"),
    ] = 0.8


class Mirroring(NamedTuple):
    """To be recognised soothes; unmarked mirroring is contagion."""

    strain: Annotated[
        float,
        fitted(
            0,
            20,
            "logit per signal",
            "how much a strong signal disturbs the partner's own mentalising",
        ),
    ] = 2.6
    contact: Annotated[
        float,
        fitted(0, 1, "share of arousal", "relief from any mirroring, recognised or not"),
    ] = 0.141
    recognised: Annotated[
        float,
        fitted(
            0,
            1,
            "share of arousal",
            "further relief from being mirrored congruently and with a mark, and letting it in",
        ),
    ] = 0.732
    unmarked: Annotated[
        float, fitted(0, 1, "share of arousal", "contagion when it is not marked")
    ] = 0.181


class Play(NamedTuple):
    """In play a partner follows the child's lead or stimulates regardless of it."""

    onset_low: Annotated[
        float, assumed(0, 1, "arousal", "least excitement at the start of play, at reactivity 1")
    ] = 0.1
    onset_high: Annotated[
        float, assumed(0, 1, "arousal", "greatest excitement at the start of play, at reactivity 1")
    ] = 0.5
    stimulation: Annotated[
        float,
        fitted(
            0,
            1,
            "arousal",
            "rise of arousal by intrusive stimulation that the child does not turn away from",
        ),
    ] = 0.318


class Threat(NamedTuple):
    """Threat is learnt fast and unlearnt slowly."""

    rise: Annotated[
        float, fitted(0, 1, "per fright", "how fast expected threat rises with fright")
    ] = 0.162
    fall: Annotated[
        float,
        fitted(
            0, 1, "per encounter of distress", "how slowly expected threat falls without fright"
        ),
    ] = 0.0252
    spread: Annotated[
        float,
        assumed(
            0,
            1,
            "share",
            "how much of a fright by somebody known is feared of people all along; of safety, "
            "theory.trust.spread is learnt",
            "what is unlearnt hangs on where it was, more than what was learnt: Bouton (2002), "
            "Biol. Psychiatry 52, 976-986, abstract (a direction only)",
        ),
    ] = 1.0


class Trust(NamedTuple):
    """What is counted for and against the helpfulness and the knowledge of somebody."""

    default_helped: Annotated[
        float,
        assumed(
            0.1,
            100,
            "cases",
            "cases of help that everybody is credited with beforehand",
            "Gergely & Csibra: natural pedagogy assumes a benevolent teacher, by " + FONAGY,
        ),
    ] = 2.0
    default_harmed: Annotated[
        float, assumed(0.1, 100, "cases", "cases of harm expected beforehand")
    ] = 1.0
    default_knew: Annotated[
        float,
        assumed(0.1, 100, "cases", "cases of knowledge that everybody is credited with beforehand"),
    ] = 1.0
    default_erred: Annotated[
        float, assumed(0.1, 100, "cases", "cases of ignorance expected beforehand")
    ] = 1.0
    retention: Annotated[
        float,
        assumed(0, 1, "share per case", "what remains of the older counts after one more case"),
    ] = 0.99
    recognised: Annotated[
        float,
        assumed(
            0,
            10,
            "cases",
            "weight of being recognised: mirrored congruently, with a mark, and letting it in",
            FONAGY,
        ),
    ] = 1.0
    cue: Annotated[
        float,
        assumed(
            0,
            10,
            "cases",
            "weight of an ostensive cue in what is let in",
            FONAGY,
        ),
    ] = 1.0
    answered: Annotated[
        float,
        fitted(
            0,
            10,
            "cases",
            "weight, for help, of being answered in time, and against it of being left alone or "
            "overridden",
        ),
    ] = 0.925
    unkind: Annotated[
        float, assumed(0, 10, "cases", "weight of an act that is taken for unkind")
    ] = 2.0
    understood: Annotated[
        float,
        fitted(
            0,
            1,
            "cases",
            "weight, for knowledge or against it, of having one's state read rightly or wrongly",
        ),
    ] = 0.261
    rebuffed: Annotated[float, assumed(0, 10, "cases", "weight of a rebuff")] = 2.0
    frightened: Annotated[float, assumed(0, 10, "cases", "weight of a fright")] = 4.2
    spread: Annotated[
        float,
        fitted(
            0,
            1,
            "share",
            "how much of what is learnt of somebody known is learnt of people all along",
        ),
    ] = 0.343
    doubt: Annotated[
        float,
        fitted(0.01, 100, "cases", "cases of doubt about somebody new; credit is in proportion"),
    ] = 0.462


class Memory(NamedTuple):
    """Beside what was lately stands what has been all along: the working model."""

    weight: Annotated[
        float,
        assumed(0, 1, "share", "weight of what has been all along in every expectation"),
    ] = 0.7
    slowness: Annotated[
        float,
        assumed(0, 1, "ratio", "pace of the lasting store in comparison with the other"),
    ] = 0.05
    brought: Annotated[
        float,
        assumed(0, 1, "share", "share of the working model of the figure brought to a new bond"),
    ] = 0.5


class Clarity(NamedTuple):
    """Being mirrored rightly confirms the child's own reading of things."""

    default_clear: Annotated[
        float, assumed(0.1, 100, "cases", "confirmed readings credited beforehand")
    ] = 1.0
    default_unclear: Annotated[
        float, assumed(0.1, 100, "cases", "disconfirmed readings credited beforehand")
    ] = 1.0
    retention: Annotated[
        float,
        assumed(0, 1, "share per case", "what remains of the older counts after one more case"),
    ] = 0.99


class Attention(NamedTuple):
    """What is not attended to is not heard; an ostensive cue calls, and so does any noise."""

    uncalled: Annotated[
        float,
        assumed(0, 1, "probability", "how often a child attends to somebody who does not call it"),
    ] = 0.7
    called: Annotated[
        float,
        assumed(
            0, 1, "probability", "how often it does when a cue, or anything else, catches its eye"
        ),
    ] = 0.9


class Vigilance(NamedTuple):
    """The gate: vigilance towards the source, lowered for one message by an ostensive cue."""

    openness: Annotated[
        float,
        assumed(
            -10,
            10,
            "logit",
            "readiness to take in a message of somebody of even trust, without a cue",
            FONAGY,
        ),
    ] = -1.0
    cue: Annotated[
        float, assumed(0, 10, "logit", "how far an ostensive cue opens the gate", FONAGY)
    ] = 2.0
    trust: Annotated[float, assumed(0, 10, "logit", "how far trust opens the gate")] = 2.0
    threat: Annotated[float, assumed(0, 20, "logit", "how far expected threat closes the gate")] = (
        4.0
    )
    generic: Annotated[
        float,
        assumed(
            0,
            1,
            "share",
            "how much of what is let in with a cue is kept as true of the kind, not of the speaker",
            FONAGY,
        ),
    ] = 1.0
    check: Annotated[
        float,
        assumed(
            0, 1, "probability", "how surely a wrong message is thrown out at full clarity and calm"
        ),
    ] = 0.46


class Mentalising(NamedTuple):
    """Strong arousal of the attachment system turns reflective scrutiny off."""

    steepness: Annotated[
        float, assumed(0, 100, "logit per arousal", "how sharply mentalising gives way to arousal")
    ] = 10.0
    switch_point: Annotated[
        float,
        assumed(
            0,
            10,
            "arousal",
            "arousal at which mentalising is half off",
            "Fonagy & Luyten (2009)",
        ),
    ] = 0.53


class Reflection(NamedTuple):
    """Mentalising is a capacity: it grows, over years, by being mentalised."""

    default_reflective: Annotated[
        float,
        assumed(
            0.1, 100_000, "cases", "cases of being addressed or recognised credited beforehand"
        ),
    ] = 1.0
    default_unreflective: Annotated[
        float, assumed(0.1, 100_000, "cases", "cases against, credited beforehand")
    ] = 4000.0
    retention: Annotated[
        float,
        assumed(0, 1, "share per case", "what remains of the older counts after one more case"),
    ] = 0.9999
    threshold: Annotated[
        float,
        fitted(
            0,
            1,
            "share of cases",
            "share of being addressed or recognised at which reflection is half",
        ),
    ] = 0.352
    steepness: Annotated[
        float, fitted(0, 200, "logit per share", "how sharply reflection rises with that share")
    ] = 27.8
    addressed: Annotated[
        float, assumed(0, 10, "cases", "weight of being addressed, beside being recognised")
    ] = 1.0


class Misreading(NamedTuple):
    """An act that does not say what it means can be taken for an unkind one."""

    likely: Annotated[
        float,
        fitted(
            0,
            1,
            "probability",
            "how often an act without a cue is taken for unkind, without clarity and mentalising",
        ),
    ] = 0.233


class Circumstances(NamedTuple):
    """What a family has to bear comes and goes over months, and tells on those who care.

    One standard deviation of it does about as much as caregivers differ from each other.
    """

    memory: Annotated[
        float,
        assumed(0, 0.9999, "correlation", "how much of one month's hardship carries over"),
    ] = 0.9
    availability: Annotated[
        float,
        assumed(0, 10, "logit", "what one standard deviation of hardship takes from availability"),
    ] = 0.7
    congruence: Annotated[
        float,
        assumed(0, 10, "logit", "what it takes from reading the child's state rightly"),
    ] = 1.4
    fright: Annotated[
        float, assumed(0, 10, "logit", "what it adds to the frightening of answers")
    ] = 2.8


class Learning(NamedTuple):
    """What a message teaches about the world and about the one who gave it."""

    checkable: Annotated[
        float,
        assumed(
            0, 1, "probability", "how often a child can see for itself whether a message was right"
        ),
    ] = 0.5
    evident: Annotated[
        float,
        fitted(0, 1, "share of doubt", "doubt that is gone where a child can see for itself"),
    ] = 0.882
    alternatives: Annotated[
        float, fitted(2, 20, "answers", "number of answers that a message chooses from")
    ] = 9.79


class Company(NamedTuple):
    """How somebody is met tells on how he meets the other from then on."""

    retention: Annotated[
        float,
        assumed(0, 1, "share per case", "what remains of the older counts after one more case"),
    ] = 0.98
    burden: Annotated[
        float,
        assumed(
            0, 10, "cases", "weight of a call that is louder than what is felt, beside a rebuff"
        ),
    ] = 0.5
    fades: Annotated[
        float,
        assumed(0, 1, "share per month", "what remains after a month of having been comforted"),
    ] = 0.8


class Coming(NamedTuple):
    """Who comes to somebody by appointment: as long as it gives more than it costs."""

    readiness: Annotated[
        float, assumed(-10, 10, "logit", "readiness to come again, at even trust and no relief")
    ] = 3.0
    trust: Annotated[
        float, assumed(0, 20, "logit", "how far trust, above or below even, counts")
    ] = 2.0
    relief: Annotated[
        float,
        assumed(0, 100, "logit per arousal", "how far the relief counts that being there brings"),
    ] = 4.0
    fear: Annotated[float, assumed(0, 20, "logit", "how far expected threat keeps away")] = 4.0
    need: Annotated[
        float, assumed(0, 20, "logit per arousal", "how far it counts that one is ill at ease")
    ] = 2.0


class Practice(NamedTuple):
    """What one does with one's own mind, with nobody's answer."""

    calming: Annotated[
        float,
        assumed(0, 1, "share of arousal", "what attending to what one feels takes away of it"),
    ] = 0.2
    confirms: Annotated[
        float,
        assumed(0, 10, "cases", "weight of having read oneself rightly, beside being recognised"),
    ] = 0.25
    imagined: Annotated[
        float,
        assumed(0, 10, "cases", "weight of imagining a mind, beside being addressed by one"),
    ] = 0.25


class Parenting(NamedTuple):
    """What somebody who has been a child is like to a child (rule 18 of the design).

    Four readings of the state of a grown-up become what a caregiver is like, each as it stands
    beside that of grown-ups who were raised in the reference population.
    """

    childhood: Annotated[
        float,
        assumed(0, 1, "share", "how far whoever raised one counts, beside the figure of today"),
    ] = 0.5
    opening_usual: Annotated[
        float,
        read_off(-1, 1, "arousal", "how much more showing distress has brought than hiding it"),
    ] = 0.076
    opening_spread: Annotated[
        float, read_off(0.001, 1, "arousal", "and how far grown-ups differ in it")
    ] = 0.06
    understanding_usual: Annotated[
        float, read_off(-10, 10, "logit", "clarity times mentalising in calm")
    ] = -0.225
    understanding_spread: Annotated[
        float, read_off(0.01, 10, "logit", "and how far grown-ups differ in it")
    ] = 0.947
    unresolved_usual: Annotated[
        float, read_off(0, 1, "probability", "root of the dread that is not seen for what it is")
    ] = 0.237
    unresolved_spread: Annotated[
        float, read_off(0.001, 1, "probability", "and how far grown-ups differ in it")
    ] = 0.166
    addressed_usual: Annotated[
        float,
        read_off(-10, 10, "logit", "how helpful one has found who raised one, and the figure"),
    ] = 1.628
    addressed_spread: Annotated[
        float, read_off(0.01, 10, "logit", "and how far grown-ups differ in it")
    ] = 0.648
    guided: Annotated[
        float,
        assumed(
            0,
            10,
            "standard deviations",
            "how much sensitivity rises, and disruption falls, once all is learnt of caring",
        ),
    ] = 1.0
    beforehand: Annotated[
        float,
        assumed(0.1, 1000, "cases", "messages on caring for and against, credited beforehand"),
    ] = 20.0


class Exploring(NamedTuple):
    """Who is busy with the attachment figure, or afraid, meets fewer people."""

    readiness: Annotated[
        float, assumed(-10, 10, "logit", "readiness to spend a day's lessons with somebody else")
    ] = 0.0
    preoccupation: Annotated[
        float, assumed(0, 10, "logit", "how far maximising holds the child back")
    ] = 2.0
    fear: Annotated[
        float, assumed(0, 20, "logit", "how far expected threat holds the child back")
    ] = 4.0


class Choice(NamedTuple):
    """Whom to believe when two people say different things."""

    consistency: Annotated[
        float,
        assumed(0, 20, "logit per nat", "how consistently the better founded claim is followed"),
    ] = 1.0
    closeness: Annotated[
        float,
        assumed(
            0,
            20,
            "nats",
            "weight of keeping close to the attachment figure by agreeing, per log of the gain",
        ),
    ] = 1.0
    perception: Annotated[
        float,
        assumed(
            0, 20, "nats per nat", "weight of what the child sees, at full clarity and reflection"
        ),
    ] = 1.0
    strangeness: Annotated[
        float, assumed(0, 2, "arousal", "arousal of a mildly strange room, at reactivity 1")
    ] = 0.35


class Theory(NamedTuple):
    """Every mechanism with its numbers."""

    arousal: Arousal = Arousal()
    strategy: Strategy = Strategy()
    noticing: Noticing = Noticing()
    mirroring: Mirroring = Mirroring()
    play: Play = Play()
    threat: Threat = Threat()
    trust: Trust = Trust()
    memory: Memory = Memory()
    clarity: Clarity = Clarity()
    attention: Attention = Attention()
    vigilance: Vigilance = Vigilance()
    mentalising: Mentalising = Mentalising()
    reflection: Reflection = Reflection()
    misreading: Misreading = Misreading()
    circumstances: Circumstances = Circumstances()
    learning: Learning = Learning()
    company: Company = Company()
    coming: Coming = Coming()
    practice: Practice = Practice()
    parenting: Parenting = Parenting()
    exploring: Exploring = Exploring()
    choice: Choice = Choice()


Theory = extended(Theory, extension().mechanisms)


class PartnerTraits(NamedTuple):
    """What somebody brings to every encounter: caregiver, stranger, teacher or therapist."""

    availability: Annotated[
        float, assumed(-10, 10, "logit", "readiness to notice a signal of middling strength")
    ] = 2.3
    rejection: Annotated[
        float,
        assumed(
            0,
            1,
            "probability",
            "how often a full signal is rebuffed (Ainsworth's acceptance, reversed)",
        ),
    ] = 0.08
    intrusion: Annotated[
        float,
        assumed(
            0, 1, "probability", "how often the child's lead is overridden (cooperation, reversed)"
        ),
    ] = 0.17
    inconsistency: Annotated[
        float,
        assumed(0, 10, "logit", "how much availability moves from day to day and moment to moment"),
    ] = 0.78
    congruence: Annotated[
        float,
        assumed(
            -10,
            10,
            "logit",
            "how surely the child's state is read rightly, at a signal of middling strength",
        ),
    ] = 1.7
    marking: Annotated[
        float,
        assumed(0, 1, "probability", "how often mirroring is marked as showing the child's state"),
    ] = 0.73
    ostension: Annotated[
        float,
        assumed(
            0,
            1,
            "probability",
            "how often the child is addressed by eye contact, motherese, name or turn-taking",
        ),
    ] = 0.73
    fright: Annotated[float, assumed(0, 1, "probability", "how often an answer is frightening")] = (
        0.002
    )
    knowledge: Annotated[
        float, assumed(0, 1, "probability", "how often the right answer is known")
    ] = 0.9
    helpfulness: Annotated[
        float, assumed(0, 1, "probability", "how often what is known is said")
    ] = 0.95
    contingency: Annotated[
        float,
        assumed(
            0,
            1,
            "probability",
            "how often an answer follows the child's signal and not something else",
        ),
    ] = 1.0
    resonance: Annotated[
        float,
        assumed(
            0,
            2,
            "arousal per strength",
            "how far somebody is aroused by the feeling of another, and so marks it less",
        ),
    ] = 0.0
    reciprocity: Annotated[
        float,
        assumed(
            0,
            10,
            "logit",
            "how far it tells on availability and ostension how somebody is met himself",
        ),
    ] = 0.0


PartnerTraits = extended(PartnerTraits, extension().partner_traits)


class LearnerTraits(NamedTuple):
    """What a child brings along: children differ in how much the same care does to them."""

    reactivity: Annotated[
        float, assumed(0.05, 3, "ratio", "arousal in comparison with the average child")
    ] = 1.0
    recovery: Annotated[
        float,
        assumed(
            0, 1, "share of arousal", "what the child regulates away by itself when left alone"
        ),
    ] = 0.26
    learning: Annotated[
        float,
        assumed(
            0,
            5,
            "ratio",
            "how much relief and recognition teach in comparison with the average child",
        ),
    ] = 1.0


LearnerTraits = extended(LearnerTraits, extension().learner_traits)
OTHERS = PartnerTraits(ostension=0.4, knowledge=0.9, helpfulness=0.95)  # adults: assumption
PLAYMATES = PartnerTraits(ostension=0.2, knowledge=0.333, helpfulness=0.831)  # other children
FITTED = ("playmates.knowledge", "playmates.helpfulness")  # of them; the rest is assumed


class Childhood(NamedTuple):
    """What fills the days."""

    distress: Annotated[int, assumed(0, 50, "encounters a day", "encounters of distress")] = 1
    play: Annotated[int, assumed(0, 50, "encounters a day", "encounters of play")] = 1
    lessons: Annotated[
        int, assumed(0, 50, "encounters a day", "lessons: somebody says something about the world")
    ] = 1
    lessons_from: Annotated[
        float,
        assumed(
            0,
            OLDEST,
            "months",
            "age at the first lesson",
            "joint attention begins at about nine months",
        ),
    ] = 9.0
    others_from: Annotated[
        float, assumed(0, OLDEST, "months", "age from which other people give lessons too")
    ] = 12.0
    playmates_from: Annotated[
        float, assumed(0, OLDEST, "months", "age from which some of the others are children")
    ] = 30.0
    playmates_until: Annotated[
        float, assumed(0, OLDEST, "months", "age from which on their share grows no more")
    ] = 60.0
    playmates: Annotated[
        float, fitted(0, 1, "share", "share of children among the others from then on")
    ] = 0.662


def annotations(group):
    """The ``About`` of every parameter of one group, by name."""
    hints = get_type_hints(group, include_extras=True)
    return {name: hint.__metadata__[0] for name, hint in hints.items()}
