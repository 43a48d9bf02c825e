"""What a config may say, and one clear message when it says something else.

Models, ranges and the JSON Schema are derived from the annotated tables (``parameters``,
``population``, the protocols' settings); nothing is typed here a second time.
"""

import re
from datetime import date, time
from functools import cache
from typing import Annotated, Literal, get_type_hints

import pydantic
from pydantic import ConfigDict, Field

from trustsim.mistakes import MOST_SHOWN, Mistake, listed, nearest
from trustsim.study.cast import NAME, ONE_OF, Against, Lasting, Name, With
from trustsim.study.laboratory.script import Event
from trustsim.study.lives import EVERY, Interval, LifeEventTable, PhaseTable, Visits
from trustsim.study.population import CAREGIVERS, FACTORS, INFANTS, PRESETS
from trustsim.study.protocols import CATALOGUE
from trustsim.theory.chance import WORD
from trustsim.theory.parameters import (
    OTHERS,
    PLAYMATES,
    Childhood,
    LearnerTraits,
    PartnerTraits,
    Theory,
    annotations,
)

DEFAULTS = {"title": "", "seed": 1, "worlds": 10, "children": 147, "preset": "low_risk"}
STRICT = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


def checked(differences, where, model=None):
    """The config with its defaults filled in. Raises Mistake at the first mistake.

    ``model`` is the pydantic model of a config that may say more than what happens.
    """
    model = model or config_model()
    try:
        return model.model_validate(differences)
    except pydantic.ValidationError as error:
        # a misspelt key often leaves another one missing: name the misspelling
        errors = sorted(error.errors(), key=lambda each: each["type"] == "missing")
        raise Mistake(f"{where}: {explained(errors[0], json_schema(model))}") from None
    except RecursionError:
        raise Mistake(f"{where}: nested too deeply") from None


def described(about, kind):
    """A field type with the range, the unit and the source that the table gives."""
    return Annotated[
        kind,
        Field(
            ge=about.low,
            le=about.high,
            description=about.words,
            json_schema_extra={"unit": about.unit, "basis": about.basis, "source": about.source},
        ),
    ]


def model_of(group, defaults=None, name=None):
    """The pydantic model of an annotated NamedTuple; ``name`` is what a schema calls it."""
    kinds = get_type_hints(group)
    fields = {}
    for key, about in annotations(group).items():
        kind, default = kinds[key], (defaults or group())._asdict()[key]
        if kind is tuple:
            fields[key] = (list[described(about, float)], list(default))
        elif kind is dict:
            fields[key] = (
                Annotated[
                    dict[Annotated[str, Field(pattern=r"^[\w /.,+%-]{1,40}$")],
                         described(about, float)],
                    Field(min_length=1, max_length=20, description=about.words),
                ],
                dict(default),
            )  # fmt: skip
        else:
            fields[key] = (described(about, kind), default)
    name = name or group.__name__
    return pydantic.create_model(name, __config__=STRICT, __doc__=group.__doc__, **fields)


def visit_model(name, protocol):
    """The pydantic model of a visit: the settings of its protocol, who comes, and if it lasts."""
    fields = {
        "whom": (With, None),
        "lasting": (Lasting, False),
        "times": (Visits, 1),
        "every": (Interval, EVERY),
    }
    if any(row.kind == Event.CLAIMS for row in protocol.script(protocol.Settings())):
        fields["against"] = (Against, None)
    base = model_of(protocol.Settings)
    return pydantic.create_model(name, __base__=base, __doc__=base.__doc__, **fields)


class Shift(pydantic.BaseModel):
    """Everybody moved by as much, in the unit before the link."""

    model_config = STRICT
    shift: Annotated[float, Field(ge=-10, le=10)]


class Normal(pydantic.BaseModel):
    """Another normal distribution, in the unit before the link."""

    model_config = STRICT
    mean: Annotated[float, Field(ge=-10, le=10)]
    sd: Annotated[float, Field(ge=0, le=10)]


def trait_field(kind, words):
    """A trait that may be fixed, shifted or given a distribution."""

    def form(value):
        if isinstance(value, dict):
            return "shift" if "shift" in value else "normal"
        return "value"

    union = Annotated[
        Annotated[kind, pydantic.Tag("value")]
        | Annotated[Shift, pydantic.Tag("shift")]
        | Annotated[Normal, pydantic.Tag("normal")],
        pydantic.Discriminator(form),
        Field(description=words),
    ]
    return (union | None, None)


RANK = Annotated[
    float,
    Field(gt=0, lt=1, json_schema_extra={"unit": "rank in the reference population"}),
]


SHARED = {
    ONE_OF: (
        Annotated[
            int,
            Field(
                ge=1,
                le=1_000_000,
                description="how many such persons there are, of whom each learner comes to one "
                "by chance; one for each learner if left out",
            ),
        ]
        | None,
        None,
    )
}


@cache
def config_model():
    """The pydantic model of a whole config."""

    def group(name, fields, words):
        return pydantic.create_model(name, __config__=STRICT, __doc__=words, **fields)

    def traits(group_of_traits, spreads):
        about = annotations(group_of_traits)
        return {
            name: trait_field(described(about[name], float), about[name].words) for name in spreads
        }

    caregiver = {name: trait_field(RANK, words) for name, words in FACTORS.items()}
    caregiver |= traits(PartnerTraits, CAREGIVERS)
    theory = {
        name: (model_of(each), Field(default_factory=model_of(each)))
        for name, each in Theory.__annotations__.items()
    }
    visits = {name: (visit_model(name, each) | None, None) for name, each in CATALOGUE.items()}
    groups = {
        "caregiver": group("Caregivers", caregiver, "What differs in the caregivers."),
        "infant": group("Infants", traits(LearnerTraits, INFANTS), "What differs in the infants."),
        "others": model_of(PartnerTraits, OTHERS, "Others"),
        "playmates": model_of(PartnerTraits, PLAYMATES, "Playmates"),
        "childhood": model_of(Childhood),
        "theory": group("Theory", theory, "Every mechanism with its numbers."),
        "visits": group("Visits", visits, "Which visits take place, and how."),
    }
    return pydantic.create_model(
        "Config",
        __config__=STRICT,
        __doc__="A trustsim config: only what differs from the defaults.",
        title=(Annotated[str, Field(max_length=200)], DEFAULTS["title"]),
        seed=(Annotated[int, Field(ge=0, le=WORD)], DEFAULTS["seed"]),
        worlds=(Annotated[int, Field(ge=1, le=1_000_000)], DEFAULTS["worlds"]),
        children=(
            Annotated[int, Field(ge=1, le=1_000_000, description="children in each cohort")],
            DEFAULTS["children"],
        ),
        preset=(
            Annotated[Literal[tuple(PRESETS)], Field(description="the population of caregivers")],
            DEFAULTS["preset"],
        ),
        **{name: (model, Field(default_factory=model)) for name, model in groups.items()},
        cast=(
            Annotated[
                dict[
                    Name,
                    group("Person", caregiver | SHARED, "What differs in one person more."),
                ],
                Field(max_length=20, description="persons more whom the child knows"),
            ],
            Field(default_factory=dict),
        ),
        life=(
            Annotated[
                dict[Name, PhaseTable],
                Field(max_length=50, description="phases; without any, that of [childhood]"),
            ],
            Field(default_factory=dict),
        ),
        events=(
            Annotated[
                dict[Name, LifeEventTable],
                Field(max_length=50, description="what befalls the family"),
            ],
            Field(default_factory=dict),
        ),
    )


@cache
def json_schema(model=None):
    """The JSON Schema of a config, for editors that complete and check TOML."""
    return (model or config_model()).model_json_schema()


WANTED = {
    "float_type": "a number",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "string_type": "text in quotes",
    "model_type": "a group of keys",
    "model_attributes_type": "a group of keys",
    "list_type": "a list of numbers",
    "dict_type": "a table",
    "finite_number": "a finite number",
}
FORMS = "give { shift } or { mean, sd }"
NAMES = (
    "names of persons, phases and events are up to 40 small letters, digits and _, a letter first"
)
TASK_NAMES = "names of tasks are up to 40 letters, digits, spaces and _ / . , + % -"


def explained(error, schema):
    """One sentence for one of pydantic's errors: where, what was given, what would do."""
    path = [str(part) for part in error["loc"]]
    depth = {"caregiver": 2, "infant": 2, "cast": 3}.get(path[0], 0)  # of a trait
    of_trait = depth > 0
    if of_trait and len(path) > depth:
        del path[depth]  # which of the forms of a trait was meant
    limits, kind, given = error.get("ctx", {}), error["type"], as_written(error["input"])
    *groups, key = path
    said = f"{bare(key)} = {given}"
    if key == "[key]":  # pydantic's way to say: not the value, but its name
        *groups, key = groups
    elif isinstance(error["loc"][-1], int):
        *groups, key = groups
        said = f"{given} in {key}"
    head = f"[{'.'.join(map(bare, groups))}] " if groups else ""
    if kind == "extra_forbidden":
        names = names_in(groups, schema)
        if key in names:
            return f"{head}{key} cannot stand beside shift; {FORMS}"
        hint = f"{nearest(key, names)} (keys here: {listed(names, key)})"
        return f"{head}{bare(key)}: no such key{hint}"
    if kind == "missing":
        return f"{head}{key} is missing{f'; {FORMS}' if of_trait else ''}"
    if kind == "literal_error":
        names = node(path, schema)["enum"]
        meant = given.strip("'")
        return f"{head}{said}: choose one of {listed(names, meant)}{nearest(meant, names)}"
    too_long_a_number = kind == "float_type" and type(error["input"]) is int
    if too_long_a_number and unlimited(path, schema):
        return f"{head}{said}: must be {WANTED['finite_number']}"
    if kind.startswith(("greater", "less")) or too_long_a_number:
        return f"{head}{said}: must lie {bounds(path, schema)}"
    if kind == "list_type" and "$ref" in node(path, schema).get("items", {}):
        return f"{head}{said}: must be a list of tables"
    if kind in WANTED:
        forms = ", { shift } or { mean, sd }" if of_trait and len(path) == depth else ""
        return f"{head}{said}: must be {WANTED[kind]}{forms}"
    if "pattern" in limits:
        return f"{head}{bare(key)}: {NAMES if limits['pattern'] == NAME else TASK_NAMES}"
    if "max_length" in limits:
        entries = "characters" if kind.startswith("string") else "entries"
        return f"{head}{said}: must have at most {limits['max_length']} {entries}"
    if "min_length" in limits:
        return f"{head}{said}: must not be empty"
    return f"{head}{said}: {error['msg']}"


def as_written(value):
    """What was given, as TOML writes it, shortened."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | time):
        return str(value)
    try:
        return shortened(repr(value))
    except (RecursionError, ValueError):  # nested too deeply, or a number of too many digits
        return "..."


def bare(key):
    """A key as TOML writes it: in quotes where it holds anything unusual."""
    return shortened(key if re.fullmatch(r"[\w-]+", key) else repr(key))


def shortened(text):
    """A text that fits into a message."""
    return text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 3] + "..."


def node(path, schema):
    """The JSON Schema of the place that these keys lead to."""
    here = schema
    for part in path:
        here = follow(here, schema)
        if part.isdigit() and "items" in here:
            here = here["items"]
        elif part in here.get("properties", {}):
            here = here["properties"][part]
        elif "oneOf" in here:
            forms = [follow(form, schema).get("properties", {}) for form in here["oneOf"]]
            here = next((form[part] for form in forms if part in form), {})
        else:
            here = next(iter(here.get("patternProperties", {}).values()), {})
    return follow(here, schema)


def follow(here, schema):
    """The schema behind references and optional values."""
    while True:
        if "$ref" in here:
            here = schema["$defs"][here["$ref"].rsplit("/", 1)[1]]
        elif "anyOf" in here and here["anyOf"][-1] == {"type": "null"}:
            here = here["anyOf"][0]
        else:
            return here


def names_in(groups, schema):
    """The keys that a group may hold."""
    here = node(groups, schema)
    if "oneOf" in here:
        return [*Shift.model_fields, *Normal.model_fields]
    return list(here.get("properties", {}))


def unlimited(path, schema):
    """Whether any number may stand in this place that a computer can count with."""
    here = node(path, schema)
    return here.get("type") == "number" and not {"maximum", "exclusiveMaximum"} & set(here)


def bounds(path, schema):
    """Between which values a key, or each value of its list or table, must lie, with the unit."""
    here = node(path, schema)
    if "oneOf" in here:
        here = here["oneOf"][0]
    if "enum" in here:
        return f"one of {', '.join(here['enum'])}"
    here = next(iter(here.get("patternProperties", {}).values()), here.get("items", here))
    low = here.get("minimum", here.get("exclusiveMinimum"))
    high = here.get("maximum", here.get("exclusiveMaximum"))
    strictly = "strictly " if "exclusiveMinimum" in here else ""
    unit = f" ({here['unit']})" if "unit" in here else ""
    return f"{strictly}between {low:g} and {f'{high:g}' if high < 1e6 else f'{high:,}'}{unit}"
