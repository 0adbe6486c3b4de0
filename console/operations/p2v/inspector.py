"""The Linux on captured disks whose file systems are not read here (XFS, btrfs, thin or striped volumes): asked of virt-inspector, where it is.

It looks inside a small system of its own, so that a hostile image harms nobody: 20 s of processor under emulation. Source: virt-inspector(1).
"""

from __future__ import annotations

import logging
from dataclasses import replace

from console.formats.broken import Where
from console.formats.safexml import parse
from console.guests.conversion import environment
from console.model.errors import ConsoleError
from console.model.ports import Programs
from console.model.tools import GuestFamily
from console.operations.p2v.captured import Captured

log = logging.getLogger("virtdeck.operations")

PROGRAM = "virt-inspector"
SECONDS = 180.0
_IDS = {"oraclelinux": "ol", "suse-based": "", "redhat-based": ""}
"""Where libguestfs calls a distribution otherwise than its own os-release does."""


async def asked(captured: Captured, programs: Programs) -> Captured:
    """The same with the name and version of its Linux, where it was not known and can be found out; never raises for what can't."""
    machine = captured.machine
    if machine.family is not GuestFamily.LINUX or machine.os_id or not captured.unread or await programs.which(PROGRAM) is None:
        return captured
    disks = [disk for disk in captured.disks if disk.reader != "ewf" and len(disk.files) == 1 and not disk.compression]
    if not disks:
        return captured
    argv = [PROGRAM, "--no-applications", "--no-icon", *(word for disk in disks for word in (f"--format={disk.format}", "-a", disk.files[0]))]
    try:
        # KVM is not tried: where it does not work it hangs, and nobody has asked this computer yet.
        told = await programs.run(argv, deadline=SECONDS, env=environment(accelerated=False))
        root = parse(told.stdout.encode(), Where(PROGRAM))
    except ConsoleError as failure:
        log.warning("%s: %s | %s", PROGRAM, failure.text.english(), failure.detail)
        return captured
    system = next((each for each in root.iter("operatingsystem") if each.findtext("name") == "linux"), None)
    if system is None:
        return captured

    def said(name: str) -> str:
        return (system.findtext(name) or "").strip()[:200]

    distribution, hostname = said("distro"), said("hostname")
    version = ".".join(number for number in (said("major_version"), said("minor_version")) if number and number != "0")
    found = replace(
        machine,
        os_name=said("product_name") or machine.os_name,
        os_id=_IDS.get(distribution, distribution),
        os_version=version,
        arch=said("arch"),
        hostname=hostname if hostname not in ("", "localhost", "localhost.localdomain") else machine.hostname,
    )
    return replace(captured, machine=found)
