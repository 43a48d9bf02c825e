"""What the commands do, what they leave behind, and what the terminal shows of it."""

from trustsim.declared import parameter_rows
from trustsim.report.commands import (
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
from trustsim.report.lines import (
    aligned,
    explanation_text,
    ledger_lines,
    parameter_lines,
    verdict_count,
    verdict_lines,
)

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
