"""A cohort in Mesa's own SolaraViz: twelve children, a month at a step.

solara run experiments/solara_viz.py --production --host 127.0.0.1    (needs trustsim[dashboard])

A world of trustsim is a Mesa model, so whatever opens Mesa's models opens it, too. The dashboard
(``trustsim dashboard``) is quicker, since it draws in the browser.
"""

import solara
from matplotlib.figure import Figure
from mesa.visualization import SolaraViz
from mesa.visualization.utils import update_counter

import trustsim as ts
from trustsim.study.scenario import age_in_days

CHILDREN = 12


class Cohort(ts.World):
    """A few children with caregivers of this sensitivity, a rank in the reference population."""

    def __init__(self, sensitivity=0.5, luck=1):
        scenario = ts.vignette("reference").but(
            {"children": CHILDREN, "seed": int(luck), "caregiver.sensitivity": sensitivity}
        )
        super().__init__(scenario)
        self.months = 0
        self.course = [self.trust()]

    def trust(self):
        """How much each child trusts its mother."""
        return [child.portrait().trust_in_figure for child in self.infants]

    def step(self):
        """A month in the life of everybody."""
        while self.months < 61 and self.day < age_in_days(self.months + 1):
            super().step()
        self.months += 1
        self.course.append(self.trust())


@solara.component
def Trust(model):
    """Trust of every child in its mother, month by month."""
    update_counter.get()
    figure = Figure(figsize=(8, 4))
    axis = figure.subplots()
    axis.plot(model.course)
    axis.set_xlabel("age (months)")
    axis.set_ylabel("trust in the mother")
    axis.set_ylim(0, 1)
    solara.FigureMatplotlib(figure, format="png")


@solara.component
def Page():
    """SolaraViz with a slider and a plot."""
    model = solara.use_memo(Cohort, [])  # a model of one's own for each user
    SolaraViz(
        model,
        components=[(Trust, 0)],
        model_params={
            "sensitivity": {
                "type": "SliderFloat",
                "value": 0.5,
                "label": "sensitivity (rank)",
                "min": 0.05,
                "max": 0.95,
                "step": 0.05,
            },
            "luck": {"type": "InputText", "value": "1", "label": "luck (seed)"},
        },
        name="trustsim in SolaraViz",
    )
