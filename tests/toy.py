"""A small calibration: infants of one month follow the gaze of somebody unknown.

How open they are to a message decides it; how close they keep to their mother plays no part.
"""

from trustsim.asking.calibration import calibration_from_config

OPEN, CLOSE = "theory.vigilance.openness", "theory.choice.closeness"
TOY = {
    "seed": 31,
    "worlds": 1,
    "children": 60,
    "childhood": {"distress": 0, "play": 0, "lessons": 0},
    "visits": {"gaze_following": {"months": [1]}, "a_not_b": {"months": [1]}},
}
TABLE = {
    "patterns": ["gaze_following"],
    "particles": 50,
    "generations": 8,
    "simulations": 600,
    "recoveries": 2,
    "vary": {OPEN: {"low": -6, "high": 4}, CLOSE: {"low": 0, "high": 5}},
}


def toy(**changes):
    """The toy calibration, with some keys of its table changed."""
    return calibration_from_config(TOY | {"calibration": TABLE | changes}, name="toy")
