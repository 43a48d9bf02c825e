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
from trustsim.showing.report.lines import (
    aligned,
    explanation_text,
    ledger_lines,
    parameter_lines,
    verdict_count,
    verdict_lines,
)
from trustsim.study.declared import parameter_rows

__all__ = [
    "QUICK",
    "aligned",
    "check",
    "compare",
    "explain",
    "explanation_text",
    "ledger_lines",
    "lesions",
    "parameter_lines",
    "parameter_rows",
    "recover",
    "reproduce",
    "run",
    "schema",
    "twins",
    "verdict_count",
    "verdict_lines",
]
