"""The pages of a dashboard that is shared with a room: its own, and those of everybody."""

import solara

from trustsim.showing.dashboard import app
from trustsim.showing.dashboard.classroom.lecturer import Lecturer
from trustsim.showing.dashboard.classroom.lesson import Lesson
from trustsim.showing.dashboard.classroom.pupil import Pupil

routes = [
    *app.routes,
    solara.Route(path="room", component=Pupil, label="The room"),
    solara.Route(path="lecturer", component=Lecturer),  # not named to everybody
    solara.Route(path="lesson", component=Lesson),
]
