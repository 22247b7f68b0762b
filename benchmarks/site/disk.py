"""The machine's own limit: how often a second it puts a page of a file on the disk."""

import os
import time

PAGE, TIMES = 8192, 300


def syncs_a_second(folder):
    """Return how often a second one page is written over and synced in this folder."""
    path = folder / "syncs"
    handle = os.open(path, os.O_RDWR | os.O_CREAT)
    try:
        os.pwrite(handle, bytes(PAGE), 0)
        began = time.perf_counter()
        for number in range(TIMES):
            os.pwrite(handle, bytes([number % 256]) * PAGE, 0)
            os.fdatasync(handle)
        return TIMES / (time.perf_counter() - began)
    finally:
        os.close(handle)
        path.unlink()
