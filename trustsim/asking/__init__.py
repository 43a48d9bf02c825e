"""What does it mean: findings and verdicts, explanations, twins, lesions, rivals, calibration."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=[
        "calibration",
        "comparison",
        "explain",
        "generations",
        "ledger",
        "recovery",
        "trials",
        "twins",
    ],
)
