"""Disks of a running VM as they are at one moment: QEMU copies them while the guest goes on, frozen for that moment where its agent can."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from console.model.errors import Cause, ConsoleError
from console.model.ports import HostPort
from console.operations.base import Context
from console.xml.clone import backup_xml, chosen_firmware, nvram_path

log = logging.getLogger("virtdeck.operations")

_FREEZE_SECONDS = 30
_NVRAM_BYTES = 64 << 20


async def copy_moment(ctx: Context, port: HostPort, uuid: str, name: str, images: Mapping[str, tuple[str, str]]) -> bool:
    """Copy disks into existing images: by target, (path, format). Returns whether the file systems were frozen for the moment.

    Without an agent the copies are what the disks were at that moment all the same, as after a power cut.
    """
    xml = backup_xml(await port.domain_xml(uuid), images)
    frozen = False
    try:
        await port.agent_command(uuid, "guest-fsfreeze-freeze", seconds=_FREEZE_SECONDS)
        frozen = True
    except ConsoleError as failure:
        log.info("%s is copied without freezing its file systems: %s", name, failure.text.english())
    try:
        await ctx.shield(port.begin_backup(uuid, xml))
    finally:
        if frozen:
            await ctx.shield(_thaw(port, uuid))
    await port.finish_backup(uuid, ctx.bytes)
    return frozen


async def _thaw(port: HostPort, uuid: str) -> None:
    try:
        await port.agent_command(uuid, "guest-fsfreeze-thaw", seconds=_FREEZE_SECONDS)
    except ConsoleError as failure:  # QEMU's agent thaws by itself when it is not told for a while, on systems that can
        log.error("the file systems of %s could not be thawed: %s", uuid, failure.text.english())


async def firmware_variables(port: HostPort, xml: str) -> tuple[str, bytes] | None:
    """Path and contents of the firmware's variables of a VM; None where it has none, or has never been started, so that there are none yet.

    Where libvirt chooses the firmware (``<os firmware='efi'>``), libvirt 9.0 names the file in the XML of the running VM only (measured): it
    is asked where it would be. What can't be read there counts as none, and the firmware begins with its own.
    """
    named = path = nvram_path(xml)
    if not path and (bare := chosen_firmware(xml)):
        path = await port.variables_path(bare)
    if not path:
        return None
    try:
        return path, await port.read_file_head(path, _NVRAM_BYTES)
    except ConsoleError as failure:
        if failure.cause in (Cause.GONE, Cause.INVALID):
            return None
        if named:
            raise
        log.warning("the firmware's variables in %s do not come along: %s", path, failure.text.english())
        return None
