"""The conversion of copied disks by virt-v2v on the target host: drivers, boot loader, agent. P2V and imports both use it.

``virt-v2v-in-place`` changes the disks where they are. A host that has only ``virt-v2v`` converts into files of a private folder, which are then
written over the disks.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import itertools
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field

from console.guests.conversion import Progress, brought_drivers, command, environment, failure, notices, selectors
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
WRITE_SECONDS = 24 * 3600.0
NO_DRIVERS = N_("Windows gets no virtio drivers: the VM has a SATA disk and an emulated network card.")
DRIVERS_LATER = N_("Install the drivers later with the guest tools.")
NO_ADDRESSES = N_("Fixed addresses of network cards are not carried over: rhsrvany.exe is missing on the host, or its virt-v2v is too old.")
ADDRESSES_LATER = N_("Note them, and set them in the VM; or put rhsrvany.exe into /usr/share/virt-tools on the host.")
FIRST = "first"
_RESULT = "converted"


@dataclass(frozen=True)
class Conversion:
    """How to convert. ``program``: virt-v2v-in-place or virt-v2v, by name or path.

    ``keys``: passphrases and recovery keys, tried on all encrypted volumes; ``macs`` and ``root`` (which operating system, where there are several:
    "first", "single" or a file system, "/dev/sda2") as virt-v2v's --mac and --root take them.
    """

    accelerated: bool
    program: str = PROGRAM
    windows_drivers: str = ""
    tools_folder: str = ""
    work_folder: str = "/var/tmp"
    keys: tuple[str, ...] = field(default=(), repr=False)
    macs: tuple[str, ...] = ()
    root: str = FIRST

    @property
    def copies(self) -> bool:
        """Whether the result comes as files beside the disks."""
        return not self.program.endswith(PROGRAM)


@dataclass(frozen=True, slots=True)
class Converted:
    """What came of it. ``drivers``: the system has virtio drivers now; ``notes``: what could not be done."""

    drivers: bool
    notes: tuple[Text, ...]


async def fix_up(ctx: Context, port: HostPort, conversion: Conversion, spec: VmSpec, volumes: Sequence[Volume]) -> None:
    """Convert the disks of a VM that is marked *importing*. Where no drivers came with it, the VM gets devices that its system has drivers for.

    What could not be done is written into its description. ConsoleError with virt-v2v's reason in ours.
    """
    done = await convert(ctx, port, conversion, spec, volumes)
    fitting = spec if done.drivers else emulated(spec)
    if fitting != spec:
        await ctx.shield(port.define(build_domain(fitting, _sources(volumes))))
    if done.notes:
        await ctx.shield(port.set_description(spec.uuid, "\n".join(part for part in (spec.description, *map(str, done.notes)) if part)))


def emulated(spec: VmSpec) -> VmSpec:
    """The same VM with disks and network cards that every system has drivers for."""
    q35 = "q35" in spec.machine
    return dataclasses.replace(
        spec,
        disks=tuple(dataclasses.replace(disk, bus="sata" if q35 else "ide") if disk.bus == "virtio" else disk for disk in spec.disks),
        nics=tuple(dataclasses.replace(nic, model="e1000e" if q35 else "e1000") if nic.model == "virtio" else nic for nic in spec.nics),
    )


@contextlib.asynccontextmanager
async def told(ctx: Context, progress: Progress, *, minute: float = 60.0) -> AsyncIterator[Callable[[str], None]]:
    """Takes the program's lines and says the steps. Of a step that nothing is heard from, how many minutes (of ``minute`` seconds) it has taken."""
    silent: asyncio.Task[None] | None = None

    async def count(text: Text) -> None:
        for minutes in itertools.count(1):
            await asyncio.sleep(minute)
            ctx.phase(N_("{phase}: busy, {minutes} min", phase=text, minutes=minutes))

    def line(words: str) -> None:
        nonlocal silent
        if (step := progress.line(words)) is None:
            return
        if silent is not None:
            silent.cancel()
        ctx.phase(step.text, step.fraction)
        silent = asyncio.ensure_future(count(step.text)) if step.fraction is None else None

    try:
        yield line
    finally:
        if silent is not None:
            silent.cancel()


async def convert(ctx: Context, port: HostPort, conversion: Conversion, spec: VmSpec, volumes: Sequence[Volume]) -> Converted:
    """Convert the volumes, and what came of it. ConsoleError with virt-v2v's reason in ours."""
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
    progress = Progress()

    async def run(script: str, *arguments: str, stdin: bytes | None = None) -> ProgramResult:
        return await programs.run(["sh", "-c", script, "sh", *arguments], host=where, deadline=30.0, stdin=stdin)

    await run('umask 077; mkdir -- "$1" "$1/out" && cat > "$1/physical.xml"', folder, stdin=build_domain(spec, _sources(volumes)).encode())
    try:
        keys = []
        for number, key in enumerate(conversion.keys):  # by file: everybody on the host can read a command line
            await run('umask 077; cat > "$1"', f"{folder}/key{number}", stdin=key.encode())
            keys += selectors(f"{folder}/key{number}", len(volumes))
        env = environment(
            accelerated=conversion.accelerated,
            windows_drivers=conversion.windows_drivers,
            tools_folder=conversion.tools_folder,
            work_folder=folder,
        )
        async with told(ctx, progress) as line:
            argv = _argv(conversion, folder, keys)
            result = await programs.run(argv, host=where, deadline=CONVERT_SECONDS, env=env, on_line=line, check=False)
        report = await run('cat "$1"/report.json 2>/dev/null || true', folder)
        for text in report.stdout.splitlines():
            progress.json_line(text)
        if result.status != 0:
            raise failure(progress, result.status, result.stderr[-4000:])
        if conversion.copies:
            ctx.phase(N_("Writing the result"))
            for number, volume in enumerate(volumes):
                made = f"{folder}/out/{_RESULT}-sd{chr(97 + number)}"
                argv = ["qemu-img", "convert", "-n", "-f", "qcow2", "-O", volume.format or "raw", made, volume.path]
                await programs.run(argv, host=where, deadline=WRITE_SECONDS)
    finally:
        with contextlib.suppress(ConsoleError):
            await ctx.shield(run('rm -rf -- "$1"', folder))
    return Converted(brought_drivers(progress), notices(progress))


def _argv(conversion: Conversion, folder: str, keys: Sequence[str]) -> list[str]:
    result = (f"{folder}/out", _RESULT) if conversion.copies else None
    xml, report = f"{folder}/physical.xml", f"{folder}/report.json"
    return command(conversion.program, xml, report, keys=keys, macs=conversion.macs, root=conversion.root, result=result)


def _sources(volumes: Sequence[Volume]) -> list[DiskSource]:
    return [DiskSource(volume.path, volume.format or "raw", volume.type) for volume in volumes]
