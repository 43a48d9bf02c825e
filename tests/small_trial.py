"""A trial that is played in a moment: two arms alike, and one with four sessions."""

SESSIONS = {"months": [3], "times": 4, "every": 7, "with": "therapist", "lasting": True}
SMALL = {
    "seed": 7, "worlds": 2, "children": 24,
    "others": {"reciprocity": 1.0},
    "cast": {
        "friend": {"reciprocity": 1.0},
        "therapist": {"one_of": 3, "congruence": {"mean": 2.0, "sd": 1.0}, "resonance": 0.4},
    },
    "life": {
        "home": {"until": 2, "day": [{"distress": 1, "with": "mother"}]},
        "later": {
            "from": 2, "figure": "whoever_comforts", "bears": 0.3,
            "day": [
                {"distress": 1, "with": {"mother": 0.5, "friend": 0.5}},
                {"lesson": 1, "with": "friend", "or": "others"},
            ],
        },
    },
    "visits": {"symptoms": {"months": [4, 5]}},
    "trial": {
        "screening": 2.5, "intake": 3, "symptoms": 0.5, "patients": 10, "trials": 2,
        "session": SESSIONS,
        "arms": {
            "waiting": {},
            "talk": {"visits": {"session": {"troubles": 2, "explanations": 2}}},
            "same": {},
        },
    },
}  # fmt: skip


def but(**changes):
    """The small trial with other numbers in its table."""
    return SMALL | {"trial": SMALL["trial"] | changes}
