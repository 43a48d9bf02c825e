"""Scripts of one visit of one child: mother against stranger, and accuracy of informants.

"Read" means read in the source named, "recalled" means from memory and not checked (neither paper
was available in full text), "chosen" means that no source said and a rule had to be picked.
Trials count from 1 (chosen).
"""

from typing import NamedTuple

TRIALS = 4  # of each kind: naming known objects, and questions about each task's objects
ODD_TRIAL = 3  # the one trial in which a 75 % informant is wrong and a 25 % informant right
ACCURACIES = ((100, 0), (100, 25), (75, 0), (75, 25))


class Question(NamedTuple):
    """The child is asked whom to ask, or who is right; "first" and "second" speaker differ."""

    task: str
    trial: int
    question: str  # "ask" or "endorse"
    share_for_first: float  # 0.5 when there is nothing to see or go by


class Label(NamedTuple):
    """An informant names an object whose name the child knows."""

    condition: str
    trial: int
    informant: str  # "first" or "second"
    right: bool


def mother_stranger() -> list[Question]:
    """Corriveau et al. (2009): the mother speaks first, the stranger second.

    - Three tasks, two with cues that fit both claims equally and one with cues for the stranger:
      read (abstract). What is named in each, and that the mother always makes the improbable claim
      in 75/25: read (Fonagy & Allison 2014, seed 000).
    - Novel, 50/50, 75/25, in this order: read as the order of description (seed 000), chosen as
      the order of testing.
    - All three in one visit: chosen, as the brief has it. Read (abstract): the children were seen
      at 50 and 61 months; recalled, unsure: novel objects at the first, hybrids at the second.
    - Four trials a task: recalled, unsure; the usual number in this laboratory. Read (Corriveau &
      Harris 2009, Dev. Sci. 12, introduction): four pre-test trials with a familiar teacher.
    - Both whom the child turns to and whom it believes are measured: read (seed 000). Both in every
      trial, asking first, then the two claims, then endorsing: recalled.
    - Endorsing: 0.5 for novel objects and 50/50 hybrids, 0.25 for 75/25, the mother's part of the
      animal: read (seed 000, abstract) as the make-up of the picture; that share is chosen as the
      weight of what is seen.
    - Asking: 0.5 in every task and trial. Chosen, following from the order: the picture is in
      sight, but which name either will give is not known yet, so it speaks for neither. That the
      mother was improbable in earlier trials is experience with her, not something to see here.
    """
    shares = {"novel": 0.5, "50/50": 0.5, "75/25": 0.25}
    return [
        question
        for task, share in shares.items()
        for trial in range(1, TRIALS + 1)
        for question in _ask_then_endorse(task, trial, share)
    ]


def accuracy_of_informants() -> list[Label | Question]:
    """Pasquini et al. (2007): informants of different accuracy name known, then novel objects.

    - The four pairs of accuracies, known objects first, then conflicting names for novel objects
      from the same two informants: read (abstract). The percentages are over four trials: read
      (evidence.toml, accuracy_tracking).
    - Four conditions in one visit, in the order of the brief, two new informants in each: chosen,
      as the brief has it. Read (abstract): the pairs were spread over two experiments.
    - Which trial breaks the rule: no source at hand says; chosen, the third for both informants.
      Neither first nor last, so that no first or last impression decides. The same for both, so
      that in 75/25 they contradict each other in every trial, exactly one of them right, as in
      100/0; in 100/25 both are right in that trial, in 75/0 both wrong.
    - Both informants name each object, the first one before the second: that both do is recalled;
      the fixed order is chosen (no order is known to matter for a child that counts).
    - Four test trials: recalled.
    - Endorsing: read (abstract: which of the two labels goes with the object). Asking before it in
      each trial: recalled, and evidence.toml speaks of asking. No explicit judgement of the
      informants (recalled as part of the study): left out, there is no type for it here.
    - 0.5 for asking and endorsing alike: chosen; a novel object shows nothing about its name, and
      before the claims there is only the informants' record, which is not something to see.
    - No feedback in the test trials, hence no Label among them: recalled.
    """
    script: list[Label | Question] = []
    for first, second in ACCURACIES:
        condition = f"{first}/{second}"
        for trial in range(1, TRIALS + 1):
            script.append(Label(condition, trial, "first", _right(first, trial)))
            script.append(Label(condition, trial, "second", _right(second, trial)))
        for trial in range(1, TRIALS + 1):
            script += _ask_then_endorse(condition, trial, 0.5)
    return script


def _ask_then_endorse(task: str, trial: int, share_for_first: float) -> list[Question]:
    """Asked before the claims, the child has nothing to go by; after them, what it sees counts."""
    return [
        Question(task, trial, "ask", 0.5),
        Question(task, trial, "endorse", share_for_first),
    ]


def _right(percent: int, trial: int) -> bool:
    """Always as usual, except that 75 % and 25 % turn to the opposite in the odd trial."""
    usually = percent > 50
    return not usually if percent in (25, 75) and trial == ODD_TRIAL else usually
