"""trustsim: how a child comes to know whom to believe.

import trustsim as ts

scenario = ts.load("configs/corriveau_2009.toml").but({"worlds": 5})
records = ts.run(scenario)
ts.figures.siding(records)
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=[
        "calibration",
        "comparison",
        "explain",
        "figures",
        "ledger",
        "measures",
        "protocols",
        "recovery",
        "rules",
        "sweeps",
        "twins",
    ],
    submod_attrs={
        "agents": ["Caregiver", "Infant", "Stranger", "World"],
        "chance": ["luck"],
        "compiled": ["fingerprint", "rule"],
        "encounters.messages": ["Answer", "Response"],
        "evidence": ["judged", "populations"],
        "lesions": ["LESIONS"],
        "patterns": ["literature"],
        "mistakes": ["Mistake"],
        "parameters": ["LearnerTraits", "PartnerTraits", "Theory"],
        "protocols.strange_situation": ["CLASSES"],
        "records": ["Records", "read_records"],
        "scenario": ["Scenario", "from_dict", "load", "loads"],
        "simulate": ["run"],
        "states": ["Mind"],
        "vignettes": ["vignette"],
        "sweeps": ["read_sweep", "sweep"],
    },
)
