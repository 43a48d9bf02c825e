"""The pages of the dashboard, in the order in which a student meets them."""

import solara

from trustsim.showing.dashboard.believe import Believe
from trustsim.showing.dashboard.cohort import Cohort
from trustsim.showing.dashboard.explorer import Explorer
from trustsim.showing.dashboard.frame import Frame
from trustsim.showing.dashboard.generations import Generations
from trustsim.showing.dashboard.nursery import Nursery
from trustsim.showing.dashboard.predict import Predict
from trustsim.showing.dashboard.story.generations.telling import StoryOfGenerations
from trustsim.showing.dashboard.story.telling import Story
from trustsim.showing.dashboard.story.therapy.telling import StoryOfTherapy
from trustsim.showing.dashboard.strange import Strange
from trustsim.showing.dashboard.therapy import Therapy
from trustsim.showing.dashboard.twins import Twins

routes = [
    solara.Route(path="/", component=Story, label="Story", layout=Frame),
    # without a label: other pages lead to it; its data say which one it belongs to
    solara.Route(path="story-of-a-therapy", component=StoryOfTherapy, data="/"),
    solara.Route(path="story-of-generations", component=StoryOfGenerations, data="/"),
    solara.Route(path="nursery", component=Nursery, label="Nursery"),
    solara.Route(path="twins", component=Twins, label="Twins"),
    solara.Route(path="strange", component=Strange, label="Strange Situation"),
    solara.Route(path="believe", component=Believe, label="Whom do you believe?"),
    solara.Route(path="cohort", component=Cohort, label="Cohort"),
    solara.Route(path="therapy", component=Therapy, label="Therapy"),
    solara.Route(path="generations", component=Generations, label="Generations"),
    solara.Route(path="predict", component=Predict, label="Predict, then run"),
    solara.Route(path="sweeps", component=Explorer, label="Sweeps"),
]
