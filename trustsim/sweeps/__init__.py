"""Sweeps: one scenario at many points, on all cores or a cluster, kept whatever happens.

``config`` says what a sweep is, ``axis`` and ``names`` what is varied, ``design`` where it looks,
``pieces`` how it is cut and played, ``store`` how it is kept (``files`` for good, ``identity`` as
this sweep and no other, ``digests`` as it was written), ``distribute`` who plays, ``play`` brings
them together; ``estimate`` is the dry run, ``merge`` is for shards, ``rows`` reads what was found,
``sensitivity`` says which parameters matter, and ``in_memory`` is the sweep in one call.
"""

from trustsim.sweeps.config import Sweep, SweepTable, load_sweep, sweep_from_config
from trustsim.sweeps.distribute import cores, reachable, require_sweep_libraries
from trustsim.sweeps.estimate import Cost, affordable, in_bytes, sweep_cost
from trustsim.sweeps.in_memory import sweep
from trustsim.sweeps.merge import merged
from trustsim.sweeps.play import play
from trustsim.sweeps.rows import UNFINISHED, indices, of_points, read_sweep, rows_of, wide
from trustsim.sweeps.sensitivity import METHODS
from trustsim.sweeps.store import (
    WHOLE,
    Store,
    begun,
    cut_short,
    damaged,
    opened,
    resumable,
    shard_words,
    some,
)

__all__ = [
    "METHODS",
    "UNFINISHED",
    "WHOLE",
    "Cost",
    "Store",
    "Sweep",
    "SweepTable",
    "affordable",
    "begun",
    "cores",
    "cut_short",
    "damaged",
    "in_bytes",
    "indices",
    "load_sweep",
    "merged",
    "of_points",
    "opened",
    "play",
    "reachable",
    "read_sweep",
    "require_sweep_libraries",
    "resumable",
    "rows_of",
    "shard_words",
    "some",
    "sweep",
    "sweep_cost",
    "sweep_from_config",
    "wide",
]
