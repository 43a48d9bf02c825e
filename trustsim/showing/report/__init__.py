"""What the commands do, what they leave behind, and what the terminal shows of it."""

from trustsim.showing.report.commands import (
    QUICK,
    check,
    compare,
    explain,
    lesions,
    recover,
    reproduce,
    run,
    schema,
    twins,
)
from trustsim.showing.report.generations import descend, reproduce_generations
from trustsim.showing.report.lines import (
    aligned,
    explanation_text,
    ledger_lines,
    parameter_lines,
    tested,
    verdict_count,
    verdict_lines,
)
from trustsim.showing.report.reproducing import reproduced
from trustsim.showing.report.trials import (
    circles,
    compare_courses,
    expectation_lines,
    explain_patient,
    reproduce_trial,
    trial,
)
from trustsim.study.declared import parameter_rows

__all__ = [
    "QUICK",
    "aligned",
    "check",
    "circles",
    "compare",
    "compare_courses",
    "descend",
    "expectation_lines",
    "explain",
    "explain_patient",
    "explanation_text",
    "ledger_lines",
    "lesions",
    "parameter_lines",
    "parameter_rows",
    "recover",
    "reproduce",
    "reproduce_generations",
    "reproduce_trial",
    "reproduced",
    "run",
    "schema",
    "tested",
    "trial",
    "twins",
    "verdict_count",
    "verdict_lines",
]
