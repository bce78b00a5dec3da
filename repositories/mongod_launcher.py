"""Becomes mongod after asking the kernel to end it when the process that wanted it ends.

Run as a program of its own, `python launcher.py <parent pid> <mongod> <arguments…>`, because doing
this between fork and exec of a program with threads can hang it.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main(parent: str, *command: str) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(parent):  # it ended before the kernel knew of our wish
        sys.exit("The process that wanted mongod is gone.")
    os.execv(command[0], command)  # noqa: S606 - no shell is the point


if __name__ == "__main__":
    main(*sys.argv[1:])
