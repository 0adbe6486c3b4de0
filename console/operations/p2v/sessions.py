"""Machines that boot virt-p2v: what their conversion host tells of them, followed to the end, and the VM finished from what was written there.

virt-p2v talks to its conversion host only; this watches the folders that it makes there, through the port ``Programs``. The result of
``-o local`` is brought to the chosen repository through libvirt: a repository over the result's folder for the time of the copy.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import re
import uuid
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from console.formats.extents import plan
from console.guests.conversion import failure, notices
from console.guests.p2v_media import LIST, LOG, LOG_LINES, STOP, Session, parse_sessions, progress
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Kind, Ref, host_ref
from console.model.objects import Host, VmConfig, Volume
from console.model.physical import PhysicalDisk, PhysicalMachine, PhysicalNic
from console.model.ports import HostPort, Programs
from console.model.spec import NicSpec, VmSpec
from console.model.storage_spec import RepositorySpec
from console.model.templates import BuiltinTemplate
from console.model.text import N_, Text
from console.model.tools import GuestFamily
from console.operations.base import Context
from console.operations.disk_copy import DiskWriter, compare, write_contents
from console.operations.migrate_disks import Bridge
from console.operations.p2v.convert import Conversion
from console.operations.p2v.media import Preparation, place_of
from console.operations.p2v.run import Becoming
from console.operations.p2v.target import NewDisk, NewNic, source_words, specification, template_for, vm_name
from console.xml.domain import parse_domain
from console.xml.repositories import build_repository

LOOK_SECONDS = 30.0
PAUSES = (0.5, 1.0, 2.0, 3.0, 5.0)
"""Between two looks; a new phase begins with the first again."""
CONVERT_SECONDS = 24 * 3600.0
BROKEN_LOOKS = 2
"""A session that ends while it is looked at seems broken for that moment."""
LOST_LOOKS = 5
"""So often a host may not answer before a session that is followed counts as lost."""


@dataclass(frozen=True)
class Wanted:
    """What becomes of a machine. ``name`` "": its own. ``network`` None: the network cards are made with their cables pulled."""

    host: HostId
    repository: str
    templates: Sequence[BuiltinTemplate]
    format: str = "qcow2"
    name: str = ""
    network: NicSpec | None = None
    new_mac: bool = False
    start: bool = False
    uuid: str = field(default_factory=lambda: str(uuid.uuid4()))
    thin: bool = True
    vcpus: int | None = None  # None: as the machine has
    memory_bytes: int | None = None

    @property
    def ref(self) -> Ref:
        """The VM that is made."""
        return Ref(Kind.VM, self.host, self.uuid)


async def sessions(programs: Programs, host: Host) -> tuple[Session, ...]:
    """The sessions that a conversion host has seen, oldest first."""
    told = await programs.run(["sh", "-c", LIST], host=place_of(host), deadline=LOOK_SECONDS)
    return parse_sessions(told.stdout)


async def log_lines(programs: Programs, host: Host, session: Session) -> list[str]:
    """The lines of a session's log that say something."""
    told = await programs.run(["sh", "-c", LOG, "sh", session.folder, LOG_LINES], host=place_of(host), deadline=LOOK_SECONDS)
    return told.stdout.splitlines()


@dataclass(frozen=True)
class AcceptMachine:
    """Wait for the machine that ``conversion_host`` was prepared for, show its conversion, and make the VM. The preparation is closed at the end."""

    conversion_host: HostId
    preparation: Preparation
    wanted: Wanted

    @property
    def title(self) -> Text:
        return N_("Take over the physical machine {name} with virt-p2v", name=self.preparation.order.name or self.preparation.order.server)

    @property
    def verb(self) -> str:
        return "p2v-media"

    @property
    def ref(self) -> Ref:
        return self.wanted.ref

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        return tuple(dict.fromkeys((self.ref, host_ref(self.wanted.host), host_ref(self.conversion_host))))

    @property
    def cancellable(self) -> bool:
        return True

    async def run(self, ctx: Context) -> str:
        job_ends = AsyncExitStack()  # unlike the VM, what was made for the job goes away in any case
        ctx.undo.push_async_callback(job_ends.aclose)
        job_ends.push_async_callback(self.preparation.close)
        host = _host(ctx, self.conversion_host)
        session = await self._wait(ctx, host)
        job_ends.push_async_callback(_stop, ctx.world.programs, host, session)
        session = await follow(ctx, host, session)
        made = await bring(ctx, host, session, self.wanted)
        await ctx.shield(_forget(ctx.world.programs, host, session))
        await ctx.shield(job_ends.aclose())
        return made

    async def _wait(self, ctx: Context, host: Host) -> Session:
        """Until a machine came with this job's folder."""
        prepared, order = self.preparation, self.preparation.order
        end = asyncio.get_running_loop().time() + order.hours * 3600
        ctx.phase(N_("Waiting for the machine: boot it from virt-p2v media; its settings are in {folder}", folder=prepared.folder))
        while asyncio.get_running_loop().time() < end:
            with contextlib.suppress(ConsoleError):  # a host that is away for a while
                for session in await sessions(ctx.world.programs, host):
                    if session.storage == prepared.storage:
                        return session
            await asyncio.sleep(2.0)
        raise ConsoleError(
            N_("No machine came within {hours} hours.", hours=order.hours),
            cause=Cause.TIMEOUT,
            remedy=N_("Look whether the machine reaches {server} on port {port}.", server=order.server, port=order.port),
        )


@dataclass(frozen=True)
class FollowSession:
    """Show a session that is there already, and make the VM from its result, if ``wanted`` says where."""

    conversion_host: HostId
    session: Session
    wanted: Wanted | None = None

    @property
    def title(self) -> Text:
        return N_("Conversion of the physical machine {name} with virt-p2v", name=self.session.name)

    @property
    def verb(self) -> str:
        return "p2v-session"

    @property
    def ref(self) -> Ref:
        """The VM; where none is made, the host."""
        return self.wanted.ref if self.wanted is not None else host_ref(self.conversion_host)

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        wanted = (self.wanted.ref, host_ref(self.wanted.host)) if self.wanted is not None else ()
        return tuple(dict.fromkeys((*wanted, host_ref(self.conversion_host))))

    @property
    def cancellable(self) -> bool:
        return True

    async def run(self, ctx: Context) -> str:
        host = _host(ctx, self.conversion_host)
        session = await follow(ctx, host, self.session)
        if self.wanted is None or session.output != "local":
            return session.name
        return await bring(ctx, host, session, self.wanted)


def _host(ctx: Context, host: HostId) -> Host:
    found = ctx.inventory.host(host)
    if found is None:
        raise ConsoleError(N_("The conversion host is not in the list any more."), cause=Cause.GONE)
    return found


async def follow(ctx: Context, host: Host, session: Session) -> Session:
    """Show how far a session is until it ends. ConsoleError with virt-v2v's reason when it failed."""
    programs, looks, failed, broken = ctx.world.programs, 0, 0, 0
    shown: tuple[object, ...] = ()
    ctx.phase(N_("{name}: preparing the conversion", name=session.name))
    while True:
        try:
            now = next((each for each in await sessions(programs, host) if each.folder == session.folder), None)
            lines = await log_lines(programs, host, session)
            failed = 0
        except ConsoleError:
            failed += 1
            if failed >= LOST_LOOKS:
                raise
            await asyncio.sleep(PAUSES[-1])
            continue
        if now is None:
            raise ConsoleError(N_("The conversion of {name} was removed from its host.", name=session.name), cause=Cause.GONE)
        found, step = progress(lines)
        if now.state == "done":
            return now
        if now.state == "failed":
            raise failure(found, now.status or 1, "\n".join(lines[-40:]))
        broken = broken + 1 if now.state == "broken" else 0
        if broken >= BROKEN_LOOKS:
            raise ConsoleError(
                N_("The connection of the physical machine {name} to its conversion host was lost.", name=now.name),
                cause=Cause.UNREACHABLE,
                remedy=N_("Start virt-p2v on it again."),
                detail="\n".join(lines[-40:]),
            )
        new = (step,) if step is not None else ()
        if step is not None and new != shown:
            ctx.phase(N_("{name}: {step}", name=now.name, step=step.text), step.fraction)
            looks = 0
        shown = new
        await asyncio.sleep(PAUSES[min(looks, len(PAUSES) - 1)])
        looks += 1


# --------------------------------------------------------------------------- the VM


@dataclass(frozen=True)
class BroughtDisks(Becoming):
    """Disks that a conversion wrote on ``source`` become the VM's. ``files``: their volumes in the repository over the folder, in order."""

    spec: VmSpec
    machine: PhysicalMachine
    source: HostId
    files: tuple[Volume, ...]
    disks: tuple[NewDisk, ...]
    conversion: Conversion | None = None
    start: bool = False
    pool: str = ""

    @property
    def title(self) -> Text:
        return N_("Make the VM {name} from the physical machine {machine}", name=self.spec.name, machine=self.machine.hostname)

    async def run(self, ctx: Context) -> str:
        return await self._make(ctx)

    def _origin(self) -> dict[str, str]:
        return source_words(self.machine, "")

    async def _copy(self, ctx: Context, port: HostPort, volume: Volume, disk: PhysicalDisk, number: int) -> None:
        words = {"disk": disk.device, "number": number + 1, "count": len(self.disks)}
        file, writer = self.files[number], DiskWriter(port, volume, disk.size_bytes)
        pieces = plan(disk.size_bytes, disk.device)
        source, bridge = ctx.world.hosts.port(self.source), Bridge()
        ctx.phase(N_("Bringing {disk} ({number} of {count})", **words))

        async def read() -> None:
            try:
                await source.read_volume(file.repository, file.name, lambda length, data: bridge.put((length, data)), length=disk.size_bytes)
            except BaseException:
                bridge.fail()
                raise
            await bridge.end()

        reading = asyncio.ensure_future(read())
        try:
            digests = await write_contents(writer, bridge.segments(), pieces, ctx.bytes, bridge.fail)
            await reading
        finally:
            bridge.fail()
            reading.cancel()
            await asyncio.wait({reading})
            if not reading.cancelled():
                reading.exception()
        ctx.phase(N_("Comparing the copy of {disk} ({number} of {count})", **words))
        compare(digests, await writer.sums(pieces, ctx.bytes), disk.device)
        ctx.phase(N_("Finishing the disk"))
        await writer.finish()
        await port.refresh_repository(volume.repository)


async def bring(ctx: Context, host: Host, session: Session, wanted: Wanted) -> str:
    """Make the VM from a session's result; its UUID. The result itself stays where it is."""
    ctx.phase(N_("Reading the result of the conversion"))
    config = await _result(ctx, host, session)
    notes = notices(progress(await log_lines(ctx.world.programs, host, session))[0])
    port, copied = ctx.world.hosts.port(host.id), AsyncExitStack()
    ctx.undo.push_async_callback(copied.aclose)
    repository = await _over(ctx, copied, port, session)
    files = _files(session, config, await port.volumes(repository))
    operation = await _operation(ctx, host, _machine(session, config, files), config, files, wanted, notes)
    made = await operation.run(ctx)
    await ctx.shield(copied.aclose())
    return made


async def _over(ctx: Context, copied: AsyncExitStack, port: HostPort, session: Session) -> str:
    """A repository over the result's folder until ``copied`` ends; its UUID."""
    repository = str(uuid.uuid4())
    title, name = N_("Result of the conversion of {name}", name=session.name), f"virtdeck-p2v-{repository[:8]}"
    entry = await ctx.world.journal.announce(ctx.task_id, title.english(), "repository", str(port.id), repository, name)
    copied.push_async_callback(_off, ctx, port, repository, entry)
    xml = build_repository(RepositorySpec("dir", name, path=session.storage), repository)
    await ctx.shield(port.define_repository(xml, build=False, start=True, autostart=False))
    await ctx.world.journal.confirm(entry, repository, repository)
    return repository


def _files(session: Session, config: VmConfig, volumes: Sequence[Volume]) -> tuple[Volume, ...]:
    """The volumes of the result's disks, in the VM's order. ConsoleError where it is something else than was asked for."""
    by_name = {volume.name: volume for volume in volumes}
    found = []
    for disk in config.disks:
        if disk.device != "disk":
            continue
        file = by_name.get(disk.source.rpartition("/")[2]) if disk.source.startswith(f"{session.storage}/") else None
        if file is None or (disk.format or "raw") != "raw":
            raise ConsoleError(
                N_("The result of the conversion of {name} is not as it should be: {disk}.", name=session.name, disk=disk.source),
                cause=Cause.INVALID,
                remedy=N_("virt-p2v has to write in the format “raw” (p2v.of=raw)."),
            )
        found.append(file)
    return tuple(found)


async def _result(ctx: Context, host: Host, session: Session) -> VmConfig:
    """The domain that virt-v2v wrote."""
    script = r'cd "$1" || exit 1; for f in *.xml; do [ -f "$f" ] && [ -O "$f" ] && head -c 1000000 "$f" && exit 0; done; exit 1'
    told = await ctx.world.programs.run(["sh", "-c", script, "sh", session.storage], host=place_of(host), deadline=LOOK_SECONDS, check=False)
    if told.status != 0:
        raise ConsoleError(
            N_("The conversion of {name} left no result in {folder}.", name=session.name, folder=session.storage),
            cause=Cause.GONE,
            remedy=N_("Convert the machine again."),
            detail=told.stderr[-2000:],
        )
    return parse_domain(told.stdout)


def _machine(session: Session, config: VmConfig, files: Sequence[Volume]) -> PhysicalMachine:
    """What is known of the machine after its conversion."""
    osinfo = config.osinfo_id
    windows = "microsoft.com/win" in osinfo
    parts = re.findall(r"[a-z]+[\w.-]*", osinfo.partition("://")[2].partition("/")[2])
    version = osinfo.rpartition("/")[2]
    disks = tuple(PhysicalDisk(f"/dev/sd{chr(97 + number)}", file.capacity_bytes, boot=number == 0) for number, file in enumerate(files))
    return PhysicalMachine(
        session.name,
        GuestFamily.WINDOWS if windows else GuestFamily.LINUX,
        os_name=_windows_name(version) if windows else osinfo,
        os_id="windows" if windows else (parts[0] if parts else ""),
        os_version=_BUILDS.get(version, "") if windows else version,
        arch=config.arch,
        firmware=config.firmware,
        secure_boot=config.secure_boot,
        cpus=config.vcpus,
        memory_bytes=config.memory_kib << 10,
        disks=disks,
        nics=tuple(PhysicalNic(f"eth{number}", nic.mac) for number, nic in enumerate(config.nics)),
    )


_BUILDS = {"7": "6.1.7601", "8": "6.2.9200", "8.1": "6.3.9600", "10": "10.0.19045", "11": "10.0.22631", "2k8r2": "6.1.7601", "2k12": "6.2.9200"} | {
    "2k12r2": "6.3.9600",
    "2k16": "10.0.14393",
    "2k19": "10.0.17763",
    "2k22": "10.0.20348",
}
"""libosinfo's short name → version, as the machine itself would tell it."""


def _windows_name(version: str) -> str:
    return f"Microsoft Windows Server {version}" if version.startswith("2k") else f"Microsoft Windows {version}"


async def _operation(
    ctx: Context, source: Host, machine: PhysicalMachine, config: VmConfig, files: Sequence[Volume], wanted: Wanted, notes: Sequence[Text]
) -> BroughtDisks:
    host = _host(ctx, wanted.host)
    template = template_for(machine, wanted.templates)
    if template is None:
        raise ConsoleError(N_("There is no template for {system}.", system=machine.os_name), cause=Cause.UNSUPPORTED)
    disks = tuple(NewDisk(disk, wanted.repository, wanted.format, wanted.thin) for disk in machine.disks)
    network = wanted.network or NicSpec("user" if host.session else "network", "" if host.session else "default", connected=False)
    spec = specification(
        machine,
        host,
        template,
        name=wanted.name or vm_name(machine),
        uuid=wanted.uuid,
        disks=disks,
        nics=[NewNic(dataclasses.replace(network), "" if wanted.new_mac else nic.mac) for nic in machine.nics],
        paravirtual=bool(config.disks) and config.disks[0].bus == "virtio",
        vcpus=wanted.vcpus,
        memory_bytes=wanted.memory_bytes,
    )
    spec = dataclasses.replace(spec, description="\n".join(str(note) for note in notes))
    return BroughtDisks(spec, machine, source.id, tuple(files), disks, None, wanted.start, host.record.pool)


async def _off(ctx: Context, port: HostPort, repository: str, entry: int) -> None:
    """The repository over the result goes off the host's list; what is in it stays."""
    try:
        await port.delete_repository(repository)
    except ConsoleError as failed:
        if failed.cause is not Cause.GONE:
            raise
    await ctx.world.journal.close(entry)


async def _stop(programs: Programs, host: Host, session: Session) -> None:
    """A conversion that nobody wants any more does not go on writing. Where it has ended nothing is there to be stopped."""
    with contextlib.suppress(ConsoleError):
        await programs.run(["sh", "-c", STOP, "sh", session.folder], host=place_of(host), deadline=LOOK_SECONDS)


async def _forget(programs: Programs, host: Host, session: Session) -> None:
    """virt-p2v's own folder of a session that ended well."""
    script = '[ -O "$1" ] && [ ! -L "$1" ] && rm -rf -- "$1"; true'
    with contextlib.suppress(ConsoleError):
        await programs.run(["sh", "-c", script, "sh", session.folder], host=place_of(host), deadline=LOOK_SECONDS)
