"""The pages of the dashboard, in the order in which a student meets them."""

import solara

from trustsim.dashboard.believe import Believe
from trustsim.dashboard.cohort import Cohort
from trustsim.dashboard.explorer import Explorer
from trustsim.dashboard.frame import Frame
from trustsim.dashboard.nursery import Nursery
from trustsim.dashboard.predict import Predict
from trustsim.dashboard.strange import Strange
from trustsim.dashboard.twins import Twins

routes = [
    solara.Route(path="/", component=Nursery, label="Nursery", layout=Frame),
    solara.Route(path="twins", component=Twins, label="Twins"),
    solara.Route(path="strange", component=Strange, label="Strange Situation"),
    solara.Route(path="believe", component=Believe, label="Whom do you believe?"),
    solara.Route(path="cohort", component=Cohort, label="Cohort"),
    solara.Route(path="predict", component=Predict, label="Predict, then run"),
    solara.Route(path="sweeps", component=Explorer, label="Sweeps"),
]
