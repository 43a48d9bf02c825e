"""Records -> the numbers that a paper reports.

``cohorts`` holds statistics over cohorts, ``readings`` what is read off each child, ``numbers``
what each cohort yields and how it is called, ``tidy`` the tables. Arrays are ordered (world, child)
or (world,); one world is one cohort. Statistics over cohorts leave out those in which a number does
not exist (no child of a class, no variance).
"""

from trustsim.measures.cohorts import (
    Estimate,
    beside_chance,
    correlation,
    differ,
    effect_size,
    estimate,
    estimate_of_share,
    interaction,
    kappa,
    lies_above,
    partial_correlation,
    pseudo_values,
    spread,
    summary,
)
from trustsim.measures.numbers import (
    REPORTED,
    by_cohort,
    estimated,
    is_share,
    matching,
    names,
    of_everybody,
)
from trustsim.measures.partners import (
    partner_agreement_table,
    partner_class_table,
    partners_of,
    rival_table,
)
from trustsim.measures.readings import (
    answers,
    attachment,
    by_class,
    class_shares,
    contingencies,
    first_age,
    groups,
    siding,
)
from trustsim.measures.tidy import (
    contingency_table,
    portrait_table,
    rating_table,
    table_of,
    tables,
)
