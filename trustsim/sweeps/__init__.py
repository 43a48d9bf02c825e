"""Sweeps: one scenario at many points, on all cores or a cluster, kept whatever happens.

``config`` says what a sweep is, ``axis`` and ``names`` what is varied, ``design`` where it looks,
``pieces`` how it is cut and played, ``store`` how it is kept (``files`` for good, ``identity`` as
this sweep and no other, ``digests`` as it was written), ``distribute`` who plays, ``play`` brings
them together; ``estimate`` is the dry run, ``merge`` is for shards, ``rows`` reads what was found,
``sensitivity`` says which parameters matter, and ``in_memory`` is the sweep in one call.
"""

from trustsim.sweeps.config import Sweep, SweepTable, from_config, load_sweep
from trustsim.sweeps.distribute import available, cores, reachable
from trustsim.sweeps.estimate import Estimate, affordable, estimated, in_bytes
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
    part,
    resumable,
    some,
)

__all__ = [
    "METHODS",
    "UNFINISHED",
    "WHOLE",
    "Estimate",
    "Store",
    "Sweep",
    "SweepTable",
    "affordable",
    "available",
    "begun",
    "cores",
    "cut_short",
    "damaged",
    "estimated",
    "from_config",
    "in_bytes",
    "indices",
    "load_sweep",
    "merged",
    "of_points",
    "opened",
    "part",
    "play",
    "reachable",
    "read_sweep",
    "resumable",
    "rows_of",
    "some",
    "sweep",
    "wide",
]
