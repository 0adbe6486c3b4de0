"""Makes and ends VMs from another process, for a while: define, start, pause, continue, stop, undefine.

python -m tests.bench.churn URI SECONDS [PAUSE]
"""

from __future__ import annotations

import contextlib
import random
import sys
import time
import uuid

import libvirt


def main(uri: str, seconds: float, pause: float = 0.02) -> None:
    libvirt.registerErrorHandler(lambda _context, _error: None, None)  # refusals are part of the game
    conn = libvirt.open(uri)
    dice = random.Random(4)
    domains: list[libvirt.virDomain] = []
    kind = "test" if uri.startswith("test") else "qemu"
    end = time.monotonic() + seconds
    turns = 0
    while time.monotonic() < end:
        turns += 1
        if len(domains) < 20 or (len(domains) < 60 and dice.random() < 0.5):
            xml = (
                f"<domain type='{kind}'><name>churn-{turns}</name><uuid>{uuid.UUID(int=dice.getrandbits(128), version=4)}</uuid>"
                "<memory unit='MiB'>32</memory><os><type arch='x86_64'>hvm</type></os></domain>"
            )
            domains.append(conn.defineXML(xml))
        domain = dice.choice(domains)
        with contextlib.suppress(libvirt.libvirtError):
            dice.choice((domain.create, domain.suspend, domain.resume, domain.destroy))()
        if len(domains) > 40:
            gone = domains.pop(dice.randrange(len(domains)))
            with contextlib.suppress(libvirt.libvirtError):
                gone.destroy()
            gone.undefine()
        time.sleep(pause)
    for domain in domains:
        with contextlib.suppress(libvirt.libvirtError):
            domain.destroy()
        domain.undefine()
    conn.close()
    sys.stdout.write(f"{turns}\n")


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), *(float(word) for word in sys.argv[3:]))
