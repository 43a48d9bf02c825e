"""trustsim: how a child comes to know whom to believe.

import trustsim as ts

scenario = ts.load("configs/corriveau_2009.toml").but({"worlds": 5})
records = ts.run(scenario)
ts.figures.siding(records)
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["measures", "sweeps"],
    submod_attrs={
        "asking": [
            "calibration",
            "comparison",
            "explain",
            "generations",
            "ledger",
            "recovery",
            "trials",
            "twins",
        ],
        "asking.evidence": ["judged", "populations"],
        "asking.lesions": ["LESIONS"],
        "asking.patterns": ["literature"],
        "engine.agents": ["Caregiver", "Infant", "Stranger"],
        "engine.records": ["Records", "read_records"],
        "engine.simulate": ["run"],
        "engine.world": ["World"],
        "mistakes": ["Mistake"],
        "showing": ["figures"],
        "study": ["protocols"],
        "study.protocols.strange_situation": ["CLASSES"],
        "study.scenario": ["Scenario", "from_dict", "load", "loads"],
        "study.vignettes": ["vignette"],
        "sweeps": ["read_sweep", "sweep"],
        "theory": ["rules"],
        "theory.chance": ["luck"],
        "theory.compiled": ["fingerprint", "rule"],
        "theory.about": ["assumed"],
        "theory.extending": [
            "given",
            "instead_of",
            "learner_trait",
            "lesion",
            "mechanism",
            "partner_trait",
            "protocol",
            "use",
        ],
        "theory.rows": ["replacer"],
        "theory.encounters.messages": ["Answer", "Response"],
        "theory.parameters": ["LearnerTraits", "PartnerTraits", "Theory"],
        "theory.states": ["Mind"],
        "theory.turns": ["below"],
    },
)
