"""The conversion of copied disks by virt-v2v-in-place on the target host: drivers, boot loader, agent."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from console.guests.conversion import Progress, environment, failure, in_place, notices
from console.model.errors import Cause, ConsoleError
from console.model.objects import Volume
from console.model.ports import HostPort, ProgramResult
from console.model.spec import VmSpec
from console.model.text import N_, Text
from console.operations.base import Context
from console.xml.build import DiskSource, build_domain

PROGRAM = "virt-v2v-in-place"
CONVERT_SECONDS = 3600.0
"""Twelve minutes were measured under emulation on a busy machine; nothing tells that it still works but its processes."""


@dataclass(frozen=True)
class Conversion:
    """How to convert. ``keys``: passphrases and recovery keys, tried on all encrypted volumes; ``macs`` as virt-v2v's --mac takes them."""

    accelerated: bool
    windows_drivers: str = ""
    tools_folder: str = ""
    work_folder: str = "/var/tmp"
    keys: tuple[str, ...] = field(default=(), repr=False)
    macs: tuple[str, ...] = ()


async def convert(ctx: Context, port: HostPort, conversion: Conversion, spec: VmSpec, volumes: Sequence[Volume]) -> tuple[Text, ...]:
    """Convert the volumes in place; what it could not do, in words. ConsoleError with virt-v2v's reason in ours."""
    if any(volume.type not in ("file", "block") for volume in volumes):
        raise ConsoleError(
            N_("The disks can't be converted where they are: the storage repository is no folder and no block device of the host."),
            cause=Cause.UNSUPPORTED,
            remedy=N_("Choose another storage repository, or “copy only”."),
        )
    host = ctx.inventory.host(spec.host)
    where = None if host is None or host.record.local else spec.host
    programs = ctx.world.programs
    folder = f"{conversion.work_folder}/virtdeck-p2v-{secrets.token_hex(8)}"
    xml = build_domain(spec, [DiskSource(volume.path, volume.format or "raw", volume.type) for volume in volumes])
    progress = Progress()

    def line(text: str) -> None:
        step = progress.line(text)
        if step is not None:
            ctx.phase(step.text, step.fraction)

    async def run(script: str, *arguments: str, stdin: bytes | None = None) -> ProgramResult:
        return await programs.run(["sh", "-c", script, "sh", *arguments], host=where, deadline=30.0, stdin=stdin)

    await run('umask 077; mkdir -- "$1" && cat > "$1/physical.xml"', folder, stdin=xml.encode())
    try:
        keys = []
        for number, key in enumerate(conversion.keys):  # by file: everybody on the host can read a command line
            await run('umask 077; cat > "$1"', f"{folder}/key{number}", stdin=key.encode())
            keys.append(f"all:file:{folder}/key{number}")
        argv = in_place(f"{folder}/physical.xml", report=f"{folder}/report.json", keys=keys, macs=conversion.macs)
        env = environment(
            accelerated=conversion.accelerated,
            windows_drivers=conversion.windows_drivers,
            tools_folder=conversion.tools_folder,
            work_folder=folder,
        )
        result = await programs.run(argv, host=where, deadline=CONVERT_SECONDS, env=env, on_line=line, check=False)
        report = await run('cat "$1"/report.json 2>/dev/null || true', folder)
        for text in report.stdout.splitlines():
            progress.json_line(text)
    finally:
        with contextlib.suppress(ConsoleError):
            await ctx.shield(run('rm -rf -- "$1"', folder))
    if result.status != 0:
        raise failure(progress, result.status, result.stderr[-4000:])
    return notices(progress)
