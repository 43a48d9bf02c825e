"""Scripts written twice: by us, and from the papers by somebody who had not seen the project.

The second author's scripts and reasons are in ``blind/second_scripts``. They are compared trial by
trial: tasks, numbers, order, questions, histories, and what there is to see.
"""

from collections import Counter

import pytest
from blind import second_scripts
from blind.second_scripts import Label, Question
from test_procedures import by_arrival, columns, of_kind, script

from trustsim.study.laboratory.script import Event
from trustsim.study.protocols import mother_stranger

SPEAKERS = ("first", "second")
ASKING = (Event.CLAIMS, Event.INFORMANTS)


def questions(name):
    """Our questions in the second author's words, as they are read and shown, in order."""
    asked, trials = [], Counter()
    for row, column in zip(script(name), columns(name), strict=True):
        if row.kind in ASKING:
            trials[column] += 1
            task, question = column.rsplit(" ", 1)
            asked.append(Question(task, trials[column], question, row.share))
    return asked


def rows(name):
    """Our whole script in the second author's words; new people come in with each condition."""
    told, waiting = [], iter(questions(name))
    history, condition, trials = [], "", Counter()
    for row in script(name):
        if row.kind == Event.ARRIVAL:
            history, trials = [], Counter()
        elif row.kind == Event.LABEL:
            who = SPEAKERS[int(row.who)]
            trials[who] += 1
            history.append((trials[who], who, row.right == 1.0))
        else:
            question = next(waiting)
            if history:  # the condition is known by its first question
                condition = question.task
                told += [Label(condition, *each) for each in history]
                history = []
            assert question.task == condition
            told.append(question)
    return told


def test_both_authors_have_the_same_informants_asked_the_same_in_every_trial():
    """Pairs, histories, order and questions; nothing in between but new people."""
    assert rows("accuracy_of_informants") == second_scripts.accuracy_of_informants()
    kinds = {Event.ARRIVAL, Event.LABEL, Event.INFORMANTS}
    assert {row.kind for row in script("accuracy_of_informants")} == kinds


def test_both_authors_have_new_informants_in_every_condition():
    """Four things that the child knows are named by both in each, and by nobody before."""
    conditions = by_arrival(script("accuracy_of_informants"))
    assert len(conditions) == len(second_scripts.ACCURACIES)
    named = [len(of_kind(rows, Event.LABEL)) for rows in conditions]
    assert named == [2 * second_scripts.TRIALS] * len(conditions)
    assert script("accuracy_of_informants")[0].kind == Event.ARRIVAL


def test_both_authors_have_mother_and_stranger_asked_about_the_same_trials_in_the_same_order():
    ours, theirs = questions("mother_stranger"), second_scripts.mother_stranger()
    assert {row.kind for row in script("mother_stranger")} == {Event.CLAIMS}
    assert [each[:3] for each in ours] == [each[:3] for each in theirs]


def test_they_differ_only_in_what_there_is_to_go_by_when_asked_before_this_trials_claims():
    """The one difference that remains.

    The second author holds that in every trial of asking there is nothing to go by; ours lets the
    child go by the claims of the trial before, as the protocol's docstring says. It matters only
    where there is something to see, and not in the first trial, which has none before it.
    """
    assert "goes by those of the trial before" in " ".join(mother_stranger.__doc__.split())
    ours, theirs = questions("mother_stranger"), second_scripts.mother_stranger()
    differ = [(one, other) for one, other in zip(ours, theirs, strict=True) if one != other]
    asked_later = [
        each for each in ours if (each.task, each.question) == ("75/25", "ask") and each.trial > 1
    ]
    assert [one for one, _ in differ] == asked_later
    assert len(asked_later) == 3
    assert {one.share_for_first for one, _ in differ} == {0.25}
    assert {other.share_for_first for _, other in differ} == {0.5}


@pytest.mark.parametrize("task", ["novel", "50/50", "75/25"])
def test_both_authors_show_the_same_animal_when_asked_whom_to_believe(task):
    ours, theirs = (
        [each.share_for_first for each in author if (each.task, each.question) == (task, "endorse")]
        for author in (questions("mother_stranger"), second_scripts.mother_stranger())
    )
    assert ours == theirs == [mother_stranger.MIXES[task]] * second_scripts.TRIALS
