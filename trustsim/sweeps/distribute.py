"""Who plays the pieces: workers on this machine, or a cluster that is there already.

dask.distributed moves the work; a worker that dies loses nothing but the piece in its hands, which
goes to another one.
"""

import logging
import os
import signal
from contextlib import ExitStack, contextmanager
from multiprocessing import resource_tracker

from trustsim.mistakes import Mistake, needed, quoted
from trustsim.sweeps.pieces import order
from trustsim.sweeps.store import packed

AHEAD = 2  # pieces in the hands of each core: one played, one waiting
DEATHS = 3  # of workers over one piece, before it is given up
NOWHERE = "127.0.0.1:0"  # any free port: sweeps beside each other do not mind
PATIENCE = 10  # seconds until a scheduler must have answered


def require_sweep_libraries():
    """Raise Mistake unless the libraries for sweeps are installed."""
    needed("a sweep", "sweeps", "distributed", "filelock", "pyarrow")


def cores():
    """The processor cores that we may use here, whatever the machine has."""
    from dask.system import CPU_COUNT

    return CPU_COUNT


@contextmanager
def cluster(address=None, number=None):
    """A client of the scheduler at an address, or of so many workers of our own, one a core."""
    import dask
    import distributed

    quiet = {
        "distributed.scheduler.allowed-failures": DEATHS,
        "distributed.comm.timeouts.connect": PATIENCE,
    }
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with ExitStack() as stack:
        stack.enter_context(dask.config.set(quiet))
        if address is None:
            os.environ["PYTHONSAFEPATH"] = "1"  # of workers: a signal.py here is not Python's own
            with ctrl_c_held():
                address = stack.enter_context(our_own(number or cores()))
        try:
            client = stack.enter_context(distributed.Client(address, timeout=PATIENCE))
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise Mistake(f"--scheduler {quoted(address)}: has no workers; start some") from None
        except Exception as error:  # each kind of address has errors of its own
            raise Mistake(f"--scheduler {quoted(address)}: is not there ({error})") from None
        yield client


def our_own(number):
    """A cluster of so many workers, one a core; begun again if one of them dies as it starts."""
    import distributed

    for _ in range(DEATHS):
        try:
            return distributed.LocalCluster(
                n_workers=number,
                threads_per_worker=1,
                dashboard_address=NOWHERE,
                scheduler_kwargs={"dashboard": False},
                silence_logs=logging.CRITICAL,
            )
        except RuntimeError as error:
            reason = error.__cause__ or error
    raise Mistake(f"workers died as they started, {DEATHS} times ({reason})")


@contextmanager
def ctrl_c_held():
    """Ctrl-C waits until afterwards; processes that are begun meanwhile leave it to us for good."""
    resource_tracker.ensure_running()  # as it begins, it would let Ctrl-C through
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def reachable(address):
    """Raise Mistake unless there is a scheduler with workers at an address."""
    with cluster(address):
        pass


def files_as_played(client, sweep, pieces):
    """Play these pieces, each on one core; yields piece and files in the order they are done.

    Only some pieces are under way at a time, so that memory does not grow with the sweep.
    """
    import distributed

    waiting, under_way = iter(pieces), {}
    done = distributed.as_completed(with_results=True, raise_errors=False)

    def hand_out():
        room = AHEAD * sum(client.nthreads().values()) - len(under_way)
        for _, piece in zip(range(room), waiting, strict=False):
            future = client.submit(packed, order(sweep, piece), pure=False)
            under_way[future] = piece
            done.add(future)

    hand_out()
    while under_way:
        future, found = next(done)
        piece = under_way.pop(future)
        if future.status != "finished":
            raise Mistake(unplayed(piece, future))
        yield piece, found
        hand_out()


def unplayed(piece, future):
    """Why a piece could not be played, in words."""
    import distributed

    where = f"piece {piece.number} (points {piece.first} to {piece.last - 1})"
    error = future.exception() if future.status == "error" else None
    if isinstance(error, distributed.KilledWorker):
        return f"{where}: every worker that tried it has died, perhaps for want of memory"
    if error is None:
        return f"{where}: the scheduler is gone"
    return f"{where}: {type(error).__name__}: {error}"
