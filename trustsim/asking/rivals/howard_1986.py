"""Therapy as a dose: so many sessions, so many improved; and why those who stay gain no more.

Claims   each patient needs a number of sessions of their own, spread log-normally, so that the
         probit of the share improved is a straight line in the logarithm of sessions (the dose
         model). Patients end when they have had enough: those still there are those who need more,
         and however long they stay no more of them have improved at their end (good enough level)
Source   Howard, Kopta, Krause & Orlinsky (1986), American Psychologist 41(2), 159-164,
         doi:10.1037/0003-066X.41.2.159: half improved by 8 sessions, three quarters by 26; the line
         is drawn through these two, not read from the paper. Barkham et al. (2006), Journal of
         Consulting and Clinical Psychology 74(1), 160-167, doi:10.1037/0022-006X.74.1.160: .88
         improved of those who ended after 1 session, down to .62 after 12; their account is in
         words, and what follows of it here is assumed. Of both the abstract was read
Can      say how many have improved after so many sessions, and of those who end when, how many;
         be fitted to who has improved after how many sessions
Cannot   say why a session helps, whom, or with which therapist: nothing happens between two people;
         alliance; drop-out (one chance, the same for all, assumed); relapse; trust in what a
         therapist says; development; the social world in which a patient goes on living
"""

from typing import NamedTuple

import numpy as np
import scipy
from scipy.special import log_ndtr, ndtr, ndtri

from trustsim.mistakes import Mistake

OTHER_ENDINGS = 0.02  # assumed: how many of those not yet improved end after each session


class Dose(NamedTuple):
    """The straight line: probit of the share improved = intercept + slope ln(sessions)."""

    intercept: float
    slope: float


def through(first, second):
    """The line through two points, each (sessions, share improved)."""
    (few, fewer), (many, more) = first, second
    slope = (ndtri(more) - ndtri(fewer)) / np.log(many / few)
    return Dose(float(ndtri(fewer) - slope * np.log(few)), float(slope))


HOWARD = through((8, 0.50), (26, 0.75))


def share_improved(sessions, dose=HOWARD):
    """Share of all patients who have improved after so many sessions, were everybody to stay.

    Any number above 0, any shape; one share for each.
    """
    return ndtr(dose.intercept + dose.slope * np.log(checked(sessions)))


def newly_improved(sessions, dose=HOWARD):
    """Share of those not improved before who have improved after this session; the first is 1."""
    after = checked(sessions)
    if (after < 1.0).any():
        raise Mistake(f"sessions {sessions!r}: the first session is 1")
    with np.errstate(divide="ignore"):  # before the first session nobody has improved
        before = ndtr(dose.intercept + dose.slope * np.log(after - 1.0))
    return (share_improved(after, dose) - before) / (1.0 - before)


def share_improved_at_end(sessions, dose=HOWARD, other_endings=OTHER_ENDINGS):
    """Share improved of those who end after just so many sessions: who has improved, ends.

    ``other_endings`` is the share of those not yet improved who end all the same after each
    session, in [0, 1]; with 0 only the improved end.
    """
    check_endings(other_endings)
    improved = newly_improved(sessions, dose)
    return improved / (improved + (1.0 - improved) * other_endings)


def share_staying(sessions, dose=HOWARD, other_endings=OTHER_ENDINGS):
    """Share of patients who go on after so many sessions: not improved, nor ended otherwise."""
    check_endings(other_endings)
    return (1.0 - share_improved(sessions, dose)) * (1.0 - other_endings) ** checked(sessions)


def fit(sessions, improved):
    """The line of greatest likelihood for who has improved (1) or not (0) after how many sessions.

    Two lists, one entry for each patient. Raises Mistake where no line is likeliest: everybody
    who improved had at least as many sessions as anybody who did not, or at most as many.
    """
    dose, outcome = checked(sessions), np.asarray(improved, dtype=float)
    if dose.ndim != 1 or dose.shape != outcome.shape:
        raise Mistake(
            f"sessions {dose.shape}, improved {outcome.shape}: give two lists of one length, an "
            "entry for each patient"
        )
    if not np.isin(outcome, (0.0, 1.0)).all():
        raise Mistake("improved: each patient has improved (1) or not (0), nothing between")
    yes, no = dose[outcome == 1.0], dose[outcome == 0.0]
    if not (yes.size and no.size and yes.min() < no.max() and no.min() < yes.max()):
        raise Mistake(
            "no line fits best: some who improved must have had fewer sessions than some who did "
            "not, and some more"
        )
    sign, logarithm = 2.0 * outcome - 1.0, np.log(dose)

    def surprise(line):
        """Minus the mean log-likelihood, and its slopes along intercept and slope of the line."""
        probit = sign * (line[0] + line[1] * logarithm)
        pull = -sign * np.exp(-0.5 * probit * probit - log_ndtr(probit)) / np.sqrt(2.0 * np.pi)
        return -log_ndtr(probit).mean(), np.array([pull.mean(), (pull * logarithm).mean()])

    return Dose(*scipy.optimize.minimize(surprise, HOWARD, jac=True, tol=1e-10).x.tolist())


def checked(sessions):
    """Numbers of sessions as an array; raises Mistake unless all are above 0."""
    numbers = np.asarray(sessions, dtype=float)
    if not (np.isfinite(numbers) & (numbers > 0.0)).all():
        raise Mistake(f"sessions {sessions!r}: must be above 0")
    return numbers


def check_endings(other_endings):
    """Raise unless this is a share."""
    if not 0.0 <= other_endings <= 1.0:
        raise Mistake(f"other_endings {other_endings}: must lie in [0, 1]")


SAYS = {"share improved by session": share_improved}
