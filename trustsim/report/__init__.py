"""What the commands do, what they leave behind, and what the terminal shows of it."""

from trustsim.report.commands import QUICK, check, compare, explain, lesions, reproduce, run, twins
from trustsim.report.lines import (
    aligned,
    explanation_text,
    ledger_lines,
    parameter_lines,
    parameter_rows,
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
    "reproduce",
    "run",
    "twins",
    "verdict_lines",
]
