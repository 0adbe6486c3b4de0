"""Makes lifecycle events from another process: pauses and continues VMs at a rate, then says what their states are.

python -m tests.bench.storm URI VMS RATE SECONDS     (RATE 0: each VM is paused once, at once)
"""

from __future__ import annotations

import json
import sys
import time
from typing import Final

import libvirt

from tests.bench.names import identity

WORDS: Final = {libvirt.VIR_DOMAIN_RUNNING: "running", libvirt.VIR_DOMAIN_PAUSED: "paused", libvirt.VIR_DOMAIN_SHUTOFF: "halted"}


def main(uri: str, count: int, rate: float, seconds: float) -> None:
    conn = libvirt.open(uri)
    domains = [conn.lookupByUUIDString(identity(number)) for number in range(count)]
    paused = [False] * count
    made = 0
    began = time.monotonic()
    while made < (count if not rate else rate * seconds):
        number = made % count
        (domains[number].resume if paused[number] else domains[number].suspend)()
        paused[number] = not paused[number]
        made += 1
        if rate and (ahead := made / rate - (time.monotonic() - began)) > 0.002:
            time.sleep(ahead)
    took = time.monotonic() - began
    states = {domain.UUIDString(): WORDS.get(domain.state()[0], "?") for domain in domains}
    conn.close()
    sys.stdout.write(json.dumps({"events": made, "seconds": took, "states": states}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4]))
