"""One thread a process: the work is shared out by processes."""

from __future__ import annotations

from typing import Final

ONE_THREAD: Final = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
"""Environment that tells numpy's libraries so, if set before numpy is imported.

On matrices as small as a report's a second thread is no help: it waits at full load, on another process's core.
"""
