"""Therapy on the interpersonal circle: each answers the other's act, and the client's bond follows.

Claims   people act on a circle of dominance and warmth, and are content where an act meets its
         complement; a client brings a cold past, expects the more hopefully the stronger the bond
         is, and takes acts for what it is used to (Sullivan's parataxic distortion). A good
         therapist first complements, then does not, and then does again (Tracey's three stages)
Source   Tracey (1993), Journal of Counseling Psychology 40(4), 396-409 (abstract read), as made a
         program by De Bie (2025), github.com/NoahBio/ciit-tracey-model (documents and source read;
         its numbers are taken): the client with the "frequency amplifier" and the cold past. Of its
         therapists here is the one who complements; in the place of the one who knows the client's
         mind stands one who leads out of the cold, and begins when that one does (else assumed)
Can      say how the bond grows by session, how much is misperceived, how many leave; set beside
         each other a therapist who only complements and one who leads out of a cold pattern
Cannot   say when somebody leaves (the client looks back once, after session 10), nor who improves
         (the program calls a satisfied client a success; there are no symptoms), hence no dose;
         trust in messages (nothing is said); development (the past is a list of fifty exchanges);
         the social world; a therapist who is moved. A session is a single exchange
"""

from typing import NamedTuple

import numpy as np
from scipy.special import expit

from trustsim.mistakes import Mistake, choice
from trustsim.theory.chance import WORD, Moment, luck

ACTS = (
    "dominant", "warm dominant", "warm", "warm submissive",
    "submissive", "cold submissive", "cold", "cold dominant",
)  # fmt: skip
COMPLEMENT = (4 - np.arange(8)) % 8  # warmth meets warmth, and dominance submission
UNCHILLED = np.array([0, 1, 2, 3, 4, 4, 2, 0])  # each act without its coldness; mere cold as warm
WARM, COLD = (
    np.array([n for n, act in enumerate(ACTS) if side in act]) for side in ("warm", "cold")
)
WORTH = np.array([  # of a client's act (row) that is answered by each; the middle of the program's
    [-30, -40,   0,  30,  40,  30,   0, -40],
    [-20,  10,  40,  60,  20, -20, -40, -60],
    [  0,  40,  50,  40,   0, -60, -50, -60],
    [ 20,  60,  40,  10, -20, -60, -40, -20],
    [ 40,  30,   0, -40, -30, -40,   0,  30],
    [ 20,   0, -20, -30, -10,   0,  20,  30],
    [  0, -30, -20, -30,   0,  20,  30,  20],
    [-20, -30, -10,   0,  20,  30,  20,   0],
])  # fmt: skip
TASTE = 10.0  # how far at most a client's own worths lie from these
REMEMBERED = 50  # exchanges
RECENT = 15  # exchanges in which the commonest act is looked for
STUCK = 0.8  # share of its past acts in which a client was cold in any case
RAPPORT = (10, 0.1)  # the session and the bond from which on the leading therapist leads
OF_WORTH, OF_PAST, OF_SESSION = 512, 516, 520  # what is decided by chance


class Client(NamedTuple):
    """How a client remembers, expects, chooses, perceives and leaves; the program's numbers."""

    accuracy: float = 0.5  # share of acts perceived as they are, .2 to .9; or one for each dyad
    slope: float = 5.0  # of the bond
    offset: float = 0.8  # satisfaction, as a share of what is possible, at which the bond is .5
    recency: float = 2.0  # what the newest exchange counts, if the oldest counts 1
    familiarity: float = 1.0  # how much an answer counts for more, the more often it was met
    temperature: float = 3.0  # of the choice among acts; the mean of the program's
    reviews: tuple = (10,)  # sessions after which it leaves if it is less satisfied than at first


CLIENT = Client()


class Courses(NamedTuple):
    """What became of some dyads; each (session, dyad). Who has left is played on all the same."""

    bond: np.ndarray  # after the session, in (0, 1)
    misperceived: np.ndarray  # has the client taken the therapist's act for another?
    left: np.ndarray  # has it left by now?


def complementary(act, bond, session):
    """The therapist who answers each act with its complement."""
    return COMPLEMENT[act]


def leading(act, bond, session):
    """The therapist who does so too, but with some rapport answers as if nothing had been cold."""
    first, least = RAPPORT
    rapport = (session >= first) & (bond > least)
    return COMPLEMENT[np.where(rapport, UNCHILLED[act], act)]


THERAPISTS = {"complementary": complementary, "leading": leading}


def courses(therapist="complementary", client=CLIENT, dyads=1000, sessions=100, seed=1):
    """Play some dyads.

    Chance is looked up by dyad and session, so that neither one dyad more nor another therapist
    changes what happens by chance to anybody.
    """
    check(therapist, client, dyads, sessions, seed)
    who = np.arange(dyads)
    worth, weights = worths(dyads, seed), memory_weights(client.recency)
    acts, seen = np.empty((2, REMEMBERED + sessions, dyads), dtype=int)  # by client, of therapist
    acts[:REMEMBERED], seen[:REMEMBERED] = cold_past(dyads, seed)

    def satisfaction(sessions):
        """What the exchanges remembered after so many sessions are worth to each client."""
        memory = slice(sessions, sessions + REMEMBERED)
        return remembered(worth[who, acts[memory], seen[memory]], weights)

    played = Courses(*(np.empty((sessions, dyads), kind) for kind in (float, bool, bool)))
    at_first, left = satisfaction(0), np.zeros(dyads, dtype=bool)
    bond = bonds(at_first, worth, client)
    for session in range(1, sessions + 1):
        now = REMEMBERED + session - 1
        past = seen[now - REMEMBERED : now]
        choosing, perceiving, _, _ = chances(seed, dyads, session, OF_SESSION)
        hopes = expected(worth, bond, memory_shares(past, weights), client.familiarity)
        acts[now] = chosen(hopes, client.temperature, choosing)
        answer = THERAPISTS[therapist](acts[now], bond, session)
        seen[now] = np.where(perceiving < client.accuracy, answer, usual(past[-RECENT:]))
        bond = bonds(satisfaction(session), worth, client)
        if session in client.reviews:
            left = left | (satisfaction(session) < at_first)
        for record, what in zip(played, (bond, seen[now] != answer, left), strict=True):
            record[session - 1] = what
    return played


def alliance(sessions, therapist="complementary", client=CLIENT, dyads=1000, seed=1):
    """Mean bond, after each of these sessions, of those who have not left."""
    bond, _, left = at(sessions, therapist, client, dyads, seed)
    return np.ma.masked_array(bond, left).mean(1).filled(np.nan)


def share_left(sessions, therapist="complementary", client=CLIENT, dyads=1000, seed=1):
    """Share of clients who have left by each of these sessions."""
    return at(sessions, therapist, client, dyads, seed).left.mean(1)


def at(sessions, therapist, client, dyads, seed):
    """The courses at these sessions only, the first being 1; (session, dyad)."""
    asked = np.asarray(sessions)
    if asked.ndim != 1 or not asked.size or asked.dtype.kind not in "iu" or asked.min() < 1:
        raise Mistake(
            f"sessions {sessions!r}: give a list of whole numbers, the first session is 1"
        )
    played = courses(therapist, client, dyads, int(asked.max()), seed)
    return Courses(*(each[asked - 1] for each in played))


def bonds(satisfaction, worth, client=CLIENT):
    """Bond by how satisfied a client is within what is possible to it; a number for each dyad."""
    least, most = worth.min((1, 2)), worth.max((1, 2))
    return expit(2.0 * client.slope * ((satisfaction - least) / (most - least) - client.offset))


def expected(worth, bond, shares, familiarity=CLIENT.familiarity):
    """What a client expects of each act (dyad, act): the better the bond, the better an answer.

    An act's answers stand in order of their worth, from the worst (bond 0) to the best (bond 1);
    ``shares`` (dyad, answer) says how often each was met, by which its worth counts for more.
    """
    ordered = np.sort(worth * (1.0 + familiarity * shares[:, None, :]), axis=-1)
    place = bond * (len(ACTS) - 1)
    below = np.minimum(place.astype(int), len(ACTS) - 2)
    low, high = (
        np.take_along_axis(ordered, each[:, None, None], -1)[..., 0] for each in (below, below + 1)
    )
    return low + (place - below)[:, None] * (high - low)


def chosen(hopes, temperature, chance):
    """The act that a client chooses by softmax; one for each dyad."""
    odds = np.exp((hopes - hopes.max(-1, keepdims=True)) / temperature).cumsum(-1)
    return (odds < chance[:, None] * odds[:, -1:]).sum(-1)


def usual(acts):
    """The commonest of some acts (exchange, dyad), and of several the latest; one for each dyad."""
    is_act = acts == np.arange(len(ACTS))[:, None, None]
    latest = (is_act * np.arange(len(acts))[:, None]).max(1)
    return (is_act.sum(1) * len(acts) + latest).argmax(0)


def memory_weights(recency=CLIENT.recency):
    """What each exchange that is remembered counts, the oldest first; adding to 1."""
    weights = 1.0 + (recency - 1.0) * np.sqrt(np.linspace(0.0, 1.0, REMEMBERED))
    return weights / weights.sum()


def remembered(what, weights):
    """The weighted mean of what was in each exchange (exchange, dyad); one for each dyad."""
    return (weights[:, None] * what).sum(0)  # no product of matrices: its last bits vary with size


def memory_shares(acts, weights):
    """How often each act was met (dyad, act), as it is remembered."""
    return np.stack([remembered(acts == act, weights) for act in range(len(ACTS))], axis=-1)


def worths(dyads, seed):
    """What each client's acts are worth to it (dyad, act, answer)."""
    drawn = np.stack(chances(seed, dyads, np.arange(16)[:, None], OF_WORTH))  # 4 of 16: 64 in all
    return WORTH + TASTE * (2.0 * drawn.reshape(*WORTH.shape, dyads).transpose(2, 0, 1) - 1.0)


def cold_past(dyads, seed):
    """What a client has done and met before, twice (exchange, dyad): cold, and answered warmly."""
    exchanges = np.arange(REMEMBERED)[:, None]
    sticking, doing, meeting, _ = chances(seed, dyads, exchanges, OF_PAST)
    acts = np.where(sticking < STUCK, one_of(COLD, doing), one_of(np.arange(8), doing))
    met = np.where(np.isin(acts, COLD), one_of(WARM, meeting), one_of(np.arange(8), meeting))
    return acts, met


def one_of(several, chance):
    """One of several, each as likely."""
    return several[(chance * len(several)).astype(int)]


def chances(seed, dyads, when, decision):
    """Four numbers between 0 and 1 for each dyad, at one time or (time, dyad) at several."""
    who, when = np.arange(dyads, dtype=np.uint64), np.asarray(when, dtype=np.uint64)
    return luck(Moment(seed, 0, who, when, 0), decision)


def check(therapist, client, dyads, sessions, seed):
    """Raise where a dyad makes no sense."""
    choice("therapist", therapist, THERAPISTS)
    if np.shape(client.accuracy) not in ((), (dyads,)):
        raise Mistake(f"accuracy: give one number, or {dyads}, one for each dyad")
    if not ((np.asarray(client.accuracy) >= 0.0) & (np.asarray(client.accuracy) <= 1.0)).all():
        raise Mistake(f"accuracy {client.accuracy}: must lie in [0, 1]")
    if not client.recency >= 1.0:
        raise Mistake(f"recency {client.recency}: must be at least 1")
    if not client.temperature > 0.0:
        raise Mistake(f"temperature {client.temperature}: must be above 0")
    if dyads < 1 or sessions < 1:
        raise Mistake(f"dyads {dyads}, sessions {sessions}: must be at least 1")
    if not 0 <= seed <= WORD:
        raise Mistake(f"seed {seed}: must lie in [0, {WORD}]")


SAYS = {"alliance by session": alliance, "drop-out by session": share_left}
