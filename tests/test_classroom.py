"""A room keeps what happens in it: on the disk before it counts, whatever becomes of the server."""

import os

import pytest
from classrooms import MOTHER, QUESTION, lines

from trustsim.mistakes import Mistake
from trustsim.showing import cli
from trustsim.showing.dashboard import limits
from trustsim.showing.dashboard.app import routes
from trustsim.showing.dashboard.classroom import kept, lesson, room, sharing
from trustsim.showing.dashboard.classroom.room import Room, check_name, table
from trustsim.showing.dashboard.predictions import Estimate, Result, questions
from trustsim.showing.report.folder import csv
from trustsim.study.vignettes import vignette

FOUND = Result(0.55, 0.5, Estimate(0.05, 0.04, 0.06), "left")


@pytest.fixture
def open_room(tmp_path):
    """How a room is opened, as a server does that starts; those before it have ended."""
    opened = []

    def again():
        if opened:
            opened[-1].kept.close()
        opened.append(Room(tmp_path))
        return opened[-1]

    yield again
    opened[-1].kept.close()


@pytest.fixture
def asked(open_room):
    """A room with two people that has been asked a question, and one of them has predicted."""
    here = open_room()
    here.come("a", "Ada")
    here.come("b", "Bo")
    here.ask(QUESTION, vignette("rejecting").but({"seed": 7}), "A rejecting caregiver")
    here.vote(1, "a", "left")
    return here


def test_a_room_that_is_opened_again_has_lost_nothing(asked, open_room):
    asked.show(1, FOUND)
    before = asked.state
    again = open_room()
    assert again.state == before
    assert again.damage == ""
    assert again.state.shown[1].result == FOUND


def test_a_vote_is_on_the_disk_before_it_counts(asked, open_room):
    def full(*_):
        raise OSError(28, "No space left on device")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept.os, "fsync", full)
        with pytest.raises(Mistake, match="No space left"):
            asked.vote(1, "b", "left")
    assert asked.state.vote(1, "b") is None
    asked.vote(1, "b", "right")
    again = open_room()
    assert again.state.tally(1) == {"left": 1, "right": 1, "neither": 0}
    assert again.damage == ""


def test_after_a_line_that_was_cut_off_the_next_one_is_whole(asked, open_room, monkeypatch):
    write = os.write
    monkeypatch.setattr(kept.os, "write", lambda file, line: write(file, line[:20]))
    with pytest.raises(Mistake, match="no room on the disk"):
        asked.vote(1, "b", "left")
    monkeypatch.setattr(kept.os, "write", write)
    asked.vote(1, "b", "right")
    again = open_room()
    assert again.state == asked.state
    assert "line 6 " in again.damage


@pytest.mark.parametrize("cut", range(5))
def test_a_damaged_line_is_told_once_and_no_vote_of_another_line_is_lost(asked, open_room, cut):
    asked.vote(1, "b", "neither")
    code = asked.state.code
    written = lines(asked.kept.path.parent)
    written[cut] = written[cut][:25] + "\udcff\udcfe"
    asked.kept.path.write_text("\n".join(written), encoding="utf-8", errors="surrogateescape")
    again = open_room()
    assert f"line {cut + 1} cannot be read" in again.damage
    whole = [vote for vote in asked.state.votes if cut != 4 or vote.person != "a"]
    assert list(again.state.votes) == whole
    assert table(again.state)["name"].tolist() == [vote.name for vote in whole]
    assert (again.state.code == code) == (cut != 0)
    assert len(again.state.code) == room.LENGTH
    again.come("c", "Cem")
    assert "Cem" in open_room().state.people.values()


def test_a_room_that_is_asked_again_after_damage_gives_a_question_a_number_of_its_own(
    asked, open_room
):
    written = lines(asked.kept.path.parent)
    asked.kept.path.write_text("\n".join([*written[:3], "x", *written[4:]]), encoding="utf-8")
    again = open_room()
    again.ask(QUESTION, vignette("reference"), "As they come")
    assert again.state.last.number == 2
    assert again.state.tally(2) == {"left": 0, "right": 0, "neither": 0}


def test_nothing_of_a_question_that_there_is_no_more_is_asked(asked, open_room):
    text = asked.kept.path.read_text(encoding="utf-8").replace(QUESTION, "Gone")
    asked.kept.path.write_text(text, encoding="utf-8")
    again = open_room()
    assert again.state.asked == ()
    assert table(again.state)["question"].tolist() == ["Gone"]


def test_one_table_has_the_name_time_caregiver_and_seed_of_every_vote(asked):
    asked.vote(1, "b", "neither")
    head, first, second = csv(table(asked.state)).splitlines()
    assert head == "time,name,round,question,predicted,caregiver,seed"
    time, rest = first.split(",", 1)
    assert time == asked.state.votes[0].time
    assert rest == f"Ada,1,{QUESTION},{MOTHER},A rejecting caregiver,7"
    assert ",Bo,1," in second


def test_everybody_predicts_once_and_before_the_answer(asked):
    with pytest.raises(Mistake, match="predicted already"):
        asked.vote(1, "a", "right")
    with pytest.raises(Mistake, match="who you are"):
        asked.vote(1, "c", "right")
    asked.show(1, FOUND)
    with pytest.raises(Mistake, match="has been shown"):
        asked.vote(1, "b", "right")
    asked.ask(QUESTION, vignette("reference"), "As they come")
    with pytest.raises(Mistake, match="is over"):
        asked.vote(1, "b", "right")
    asked.vote(2, "b", "right")
    assert asked.state.tally(1) == {"left": 1, "right": 0, "neither": 0}
    assert asked.state.tally(2) == {"left": 0, "right": 1, "neither": 0}


@pytest.mark.parametrize("name", ["", "  ", "=1+1", "@here", "-2", "a\x00b", "a\u202eb", "x" * 25])
def test_a_name_is_short_and_nothing_that_a_table_reckons_with(name):
    with pytest.raises(Mistake, match="a name"):
        check_name(name)


def test_two_people_have_two_names_and_nobody_comes_twice(asked):
    with pytest.raises(Mistake, match="somebody here is called so"):
        asked.come("c", " aDA ")
    with pytest.raises(Mistake, match="here already, as Ada"):
        asked.come("a", "Eve")


def test_a_room_has_places_for_so_many_and_so_many_questions(asked, monkeypatch):
    monkeypatch.setattr(room, "MOST_PEOPLE", 2)
    monkeypatch.setattr(room, "MOST_QUESTIONS", 1)
    with pytest.raises(Mistake, match="no more can come in"):
        asked.come("c", "Cem")
    with pytest.raises(Mistake, match="at most 1 questions"):
        asked.ask(QUESTION, vignette("reference"), "As they come")
    assert limits.MOST_PEOPLE >= 60


def test_a_room_is_served_once(asked):
    with pytest.raises(Mistake, match="is open already"):
        Room(asked.kept.path.parent)
    asked.vote(1, "b", "left")
    assert len(asked.state.votes) == 2


def test_nobody_else_of_this_computer_reads_the_code(asked):
    assert asked.kept.path.stat().st_mode & 0o077 == 0


def test_a_code_is_made_anew_for_each_room_in_letters_that_look_like_no_others(tmp_path):
    codes = set()
    for number in range(20):
        here = Room(tmp_path / str(number))
        codes.add(here.state.code)
        here.kept.close()
    assert len(codes) == 20
    assert set("".join(codes)) <= set(room.LETTERS)
    assert not set(room.LETTERS) & set("AEIOU0O1ILQS5Z2")


def test_a_session_of_a_browser_is_not_written_down():
    assert "secret-session" not in room.person("secret-session")
    assert room.person("one") != room.person("two")


def test_the_lesson_fills_45_minutes_with_questions_and_pages_that_there_are():
    assert lesson.begins()[0] == 0
    assert lesson.begins()[-1] == 45
    titles = {question.title for question in questions()}
    pages = {"/" + route.path.strip("/") for route in routes}
    assert {part.question for part in lesson.parts()} - {""} <= titles
    assert {part.page for part in lesson.parts()} - {""} <= pages
    for part in lesson.parts():
        assert not part.page or lesson.label_of_page(part.page)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--host", "127.0.0.1"], "--host: goes with --share"),
        (["--room", "here"], "--room: goes with --share"),
        (["--share", "--page", "/twins"], "--page: with --share"),
        (["--share", "--host", "192.0.2.77"], "--host '192.0.2.77': is no address of this"),
        (["--share", "--host", "no such host"], "--host 'no such host': is no address of this"),
        (["--share", "--host", "::1"], "--host '::1': is no address of this"),
        (["--share", "--host", "127.0.0.1", "--port", "0", "--room", __file__], "File exists"),
    ],
)
def test_what_cannot_be_shared_gets_one_message(options, said, monkeypatch, capsys):
    monkeypatch.setattr(sharing, "begin_reading", lambda settings: None)
    monkeypatch.setattr("sys.argv", ["trustsim", "dashboard", "--no-open", *options])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 2
    assert said in (error := capsys.readouterr().err)
    assert len(error.splitlines()) == 1


def test_a_computer_in_no_network_says_where_it_could_share(monkeypatch):
    def unreachable(*_):
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(sharing.socket.socket, "connect", unreachable)
    with pytest.raises(Mistake, match="in no network; --host ADDRESS"):
        sharing.own_address()
