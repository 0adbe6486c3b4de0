"""Runs a daemon and takes the status of whatever it leaves behind. A program of its own: standard library only, run with ``python -I``.

libvirt starts QEMU detached, so that QEMU's parent becomes process 1, and waits for a QEMU that it ends until its id is gone. Where process 1 is no
proper init (containers, sandboxes) it takes the status late or never: then each forced end of a guest takes seconds or fails ("Failed to
terminate process …: Device or resource busy"), and so does asking QEMU what it can. This process stands in for process 1 (prctl(2),
PR_SET_CHILD_SUBREAPER) until the daemon and all that it started have ended.
"""

from __future__ import annotations

import ctypes
import os
import sys

PR_SET_CHILD_SUBREAPER = 36


def main() -> int:
    """argv: descriptor that gets the daemon's process id, then the daemon's own argv. The exit status is the daemon's."""
    report, argv = int(sys.argv[1]), sys.argv[2:]
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    daemon = os.fork()
    if daemon == 0:
        try:
            os.close(report)
            os.execvp(argv[0], argv)
        except OSError as problem:
            os.write(2, f"{argv[0]}: {problem.strerror}\n".encode())
        finally:
            os._exit(127)
    os.write(report, str(daemon).encode())
    os.close(report)
    status = 0
    while True:
        try:
            ended, how = os.wait()
        except ChildProcessError:  # nothing is left
            return status if status >= 0 else 128 - status
        if ended == daemon:
            status = os.waitstatus_to_exitcode(how)


if __name__ == "__main__":
    sys.exit(main())
