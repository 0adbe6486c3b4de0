"""Exporting VMs and templates into files: XVA, OVA, OVF, disk images. Nothing of the VM is changed, and nothing but whole, compared files appears.

The order is: look (rules, disks, place), open the disks (of a running VM as they are at one moment, or shut down first), write into a folder of our
own beside the target ("NAME.<operation>.part", in the journal), read everything again and compare, and only then put the files in their place. What
failed or was cancelled leaves nothing, and a VM that was shut down for it is started again in any case.
"""

from __future__ import annotations

import asyncio
import dataclasses
import functools
import os
import shutil
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from console.formats.description import PackageVm
from console.model.errors import Cause, ConsoleError
from console.model.ids import Ref
from console.model.objects import PowerState, Vm
from console.model.ports import HostPort
from console.model.rules import Verb
from console.model.rules_export import Running, why_not_export, why_not_running
from console.model.text import N_, Text
from console.operations import export_files, export_names
from console.operations.base import Context
from console.operations.export_describe import describe_vm, disk_id, images_with_snapshots
from console.operations.export_disks import Content, Opened, SourceVolume, exported_disks, find_volumes, opened, served
from console.operations.export_files import FileOrder, Options, Written
from console.operations.export_names import file_names
from console.operations.power import Shutdown, start_vm
from console.operations.subject import Target, current, refusal, wait_for

T = TypeVar("T")

TELL_SECONDS = 0.1
LATE_SECONDS = 20.0
"""How long after a cancel a guest may still obey the shutdown that it was asked for."""


@dataclass(frozen=True)
class ExportVms:
    """Export ``sources`` into ``folder`` under ``name``. The result is the paths of the files, one a line.

    ``exact``: the name of the file, where it is one; ``overwrite`` None: ask before a file that is there is replaced.
    """

    sources: tuple[Target, ...]
    format: str  # a key of export_files.EXTENSIONS
    folder: str
    name: str
    options: Options = field(default_factory=Options, repr=False)
    running: Running = Running.MOMENT
    exact: str = ""
    overwrite: bool | None = None
    verify: bool = True

    @property
    def title(self) -> Text:
        if len(self.sources) == 1:
            return N_("Export {name} to {folder}", name=self.sources[0].name, folder=self.folder)
        return N_("Export {count} VMs to {folder}", count=len(self.sources), folder=self.folder)

    @property
    def verb(self) -> str:
        return Verb.VM_EXPORT.value

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        return tuple(dict.fromkeys(ref for each in self.sources for ref in each.applies_to))

    @property
    def cancellable(self) -> bool:
        return True

    @property
    def _attempt(self) -> Text:
        if len(self.sources) == 1:
            return N_("{name} could not be exported", name=self.sources[0].name)
        return N_("The VMs could not be exported")

    async def run(self, ctx: Context) -> str:
        ctx.phase(N_("Checking"))
        machines = [await self._look(ctx, each) for each in self.sources]
        names = file_names(self.format, self.name, [(each.vm.name, len(each.disks)) for each in machines], self.options.compression, self.exact)
        if not names:
            raise ConsoleError(N_("{attempt}: there is no disk to export.", attempt=self._attempt), cause=Cause.INVALID)
        folder = Path(self.folder)
        allowed = await self._may_overwrite(ctx, folder, names, frozenset())
        place = await self._work_folder(ctx, folder)
        work = place.path
        stop = threading.Event()
        async with opened(ctx, stop, self.title) as contents:
            for machine in machines:
                await self._open(ctx, contents, machine)
            orders = self._orders(machines, names)
            written = await self._write(ctx, orders, work, stop)
            for machine in machines:
                self._still_there(ctx, machine)
        for machine in machines:
            await self._start_again(ctx, machine)
        if self.verify:
            await self._verify(ctx, orders, written, work, stop)
        files = [name for each in written for name in each.files]
        await self._may_overwrite(ctx, folder, files, allowed)  # what came there meanwhile
        await ctx.shield(self._put(ctx, place, folder, files[::-1]))  # a descriptor after what it describes
        return "\n".join(str(folder / name) for name in files)

    # ------------------------------------------------------------------ looking

    async def _look(self, ctx: Context, of: Target) -> _Machine:
        vm, attempt = current(ctx, of), N_("{name} could not be exported", name=of.name)
        if (reason := why_not_export(vm, ctx.inventory)) is not None:
            raise refusal(attempt, reason)
        if vm.state.active and (reason := why_not_running(self.running, vm, ctx.inventory)) is not None:
            raise refusal(attempt, reason)
        port = ctx.world.hosts.port(of.host)
        xml = await port.domain_xml(vm.uuid, inactive=vm.persistent)  # without passwords: they are nobody else's
        return _Machine(of, vm, port, xml, await find_volumes(ctx.inventory, port, vm, exported_disks(vm, xml), attempt))

    async def _may_overwrite(self, ctx: Context, folder: Path, names: Sequence[str], allowed: frozenset[str]) -> frozenset[str]:
        """Names of files that are there and may be replaced. ``allowed``: those that have been asked for already."""
        look = export_names.all_names if self.format == "ovf" else export_names.same_names
        there = frozenset(await ctx.world.background.run(lambda: look(folder, names)))
        if not there - allowed or self.overwrite:
            return there
        listed = sorted(there - allowed)
        text = N_(
            "{folder} has files of these names already: {files}. They are replaced when the export is complete.",
            folder=str(folder),
            files=", ".join(listed),
        )
        if self.overwrite is False or not await ctx.world.questions.confirm(self.title, text, verb=N_("Replace"), danger=True):
            raise ConsoleError(
                N_("{attempt}: {file} exists already.", attempt=self._attempt, file=str(folder / listed[0])),
                cause=Cause.EXISTS,
                remedy=N_("Choose another name, or allow it to be replaced."),
            )
        return there

    async def _work_folder(self, ctx: Context, folder: Path) -> _Place:
        """A folder of our own beside the files to come, where it is seen whether they can be written; removed in any case."""
        path = folder / f"{export_names.plain_name(self.name)[:60]}.{ctx.task_id}.part"
        place = _Place(path, await ctx.world.background.run(lambda: _missing_folders(folder)))
        ctx.undo.push_async_callback(self._remove, ctx, place)

        async def make() -> None:
            place.entry = await ctx.world.journal.announce(ctx.task_id, self.title.english(), "file", "", str(path), path.name)
            await ctx.world.background.run(lambda: _guarded(lambda: path.mkdir(parents=True), folder))
            await ctx.world.journal.confirm(place.entry, str(path), ctx.task_id)

        await ctx.shield(make())
        await ctx.world.background.run(lambda: export_files.probe(path, 1 << 20))
        return place

    async def _remove(self, ctx: Context, place: _Place) -> None:
        """What is not in its place by now goes, with the folders that were made for it and are empty."""

        def remove() -> bool:
            shutil.rmtree(place.path, ignore_errors=True)
            for each in place.made:
                if each.is_dir() and not any(each.iterdir()):
                    each.rmdir()
            return not place.path.exists()

        if await ctx.world.background.run(remove) and place.entry is not None:
            await ctx.world.journal.close(place.entry)

    # ------------------------------------------------------------------ the disks

    async def _open(self, ctx: Context, contents: Opened, machine: _Machine) -> None:
        vm, port = machine.vm, machine.port
        attempt = N_("{name} could not be exported", name=vm.name)
        if vm.state.active and self.running is Running.MOMENT:
            machine.contents = await contents.moment(port, vm, machine.disks, attempt) if machine.disks else {}
        else:
            if vm.state.active:
                ctx.undo.push_async_callback(self._start_after_failure, ctx, machine)
                machine.stopped = True
                await Shutdown(machine.of).run(ctx)
                machine.disks = await find_volumes(ctx.inventory, port, vm, [each.disk for each in machine.disks], attempt)
            machine.contents = await contents.still(port, vm, machine.disks, attempt)
        machine.described = described = await describe_vm(port, vm, machine.xml, machine.disks)

        if self.format in ("ova", "ovf") and self.options.snapshots and not (vm.state.active and self.running is Running.MOMENT):
            machine.images = {each.disk.target: contents.image(port, vm, each) for each in images_with_snapshots(described.snapshots, machine.disks)}

    def _still_there(self, ctx: Context, machine: _Machine) -> None:
        now = ctx.inventory.vm(machine.of.ref)
        was_off = machine.stopped or not machine.vm.state.active
        if now is not None and now.state.active and was_off:
            raise ConsoleError(
                N_("{name} was started while its disks were read: what was read is not of one moment.", name=machine.vm.name),
                cause=Cause.INVALID,
                remedy=N_("Export it again."),
            )

    async def _start_again(self, ctx: Context, machine: _Machine) -> None:
        if machine.stopped:
            machine.stopped = False
            await ctx.shield(start_vm(ctx, machine.port, machine.of, current(ctx, machine.of)))

    async def _start_after_failure(self, ctx: Context, machine: _Machine) -> None:
        """Undo: it was running, so it runs again. A shutdown that was not obeyed leaves it running anyway."""
        now = ctx.inventory.vm(machine.of.ref)
        if not machine.stopped or now is None:
            return
        if await wait_for(ctx.inventory, now.ref, lambda vm: vm is None or vm.state is PowerState.HALTED, LATE_SECONDS):
            await machine.port.start(machine.of.uuid)

    # ------------------------------------------------------------------ the files

    def _orders(self, machines: Sequence[_Machine], names: Sequence[str]) -> list[FileOrder]:
        def disks(of: Sequence[_Machine]) -> dict[str, Content]:
            return {disk_id(each.vm, target): content for each in of for target, content in each.contents.items()}

        images = {disk_id(each.vm, target): content for each in machines for target, content in each.images.items()}

        if self.format in ("ova", "ovf"):
            return [FileOrder(names[0], self.format, tuple(each.description for each in machines), disks(machines), images)]
        if self.format == "xva":
            return [FileOrder(name, "xva", (each.description,), disks([each])) for name, each in zip(names, machines, strict=True)]
        single = [(key, content) for key, content in disks(machines).items()]
        return [FileOrder(name, self.format, (), {key: content}) for name, (key, content) in zip(names, single, strict=True)]

    async def _write(self, ctx: Context, orders: Sequence[FileOrder], work: Path, stop: threading.Event) -> list[Written]:
        ctx.phase(N_("Exporting"))
        written = []
        tell = _Teller(ctx, stop, sum(_size(order) for order in orders))
        for order in orders:
            async with AsyncExitStack() as stack:
                ready = order
                if order.format == "vhdx":  # written by QEMU
                    path = str(work / order.name)
                    size = _size(order)
                    await ctx.world.programs.run(["qemu-img", "create", "-q", "-f", "vhdx", path, str(size)], deadline=60.0)
                    ready = dataclasses.replace(order, server=await stack.enter_async_context(served(ctx, path, "vhdx", write=True)))
                write = functools.partial(export_files.write, ready, work, self.options, tell)
                written.append(await _in_thread(functools.partial(_guarded, write, work), stop))
            tell.next(_size(order))
        return written

    async def _verify(self, ctx: Context, orders: Sequence[FileOrder], written: Sequence[Written], work: Path, stop: threading.Event) -> None:
        ctx.phase(N_("Reading it again and comparing"))
        tell = _Teller(ctx, stop, sum(_size(order) for order in orders))
        for order, done in zip(orders, written, strict=True):
            async with AsyncExitStack() as stack:
                ready = order
                if order.format in ("vhdx", "qcow2"):
                    server = await stack.enter_async_context(served(ctx, str(work / order.name), order.format))
                    ready = dataclasses.replace(order, server=server)
                compare = functools.partial(export_files.verify, ready, work, done, self.options, tell)
                await _in_thread(functools.partial(_guarded, compare, work), stop)
            tell.next(_size(order))

    async def _put(self, ctx: Context, place: _Place, folder: Path, names: Sequence[str]) -> None:
        """The files into their place: all are complete, so each appears whole. Then the folder of our own goes."""

        def put() -> None:
            for name in names:
                (place.path / name).replace(folder / name)
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

        await ctx.world.background.run(lambda: _guarded(put, folder))
        await self._remove(ctx, place)


@dataclass
class _Place:
    """The folder that is written to."""

    path: Path
    made: Sequence[Path]  # folders above it that had to be made, the innermost first
    entry: int | None = None  # in the journal


@dataclass
class _Machine:
    """A VM that is exported, and what was found out about it."""

    of: Target
    vm: Vm
    port: HostPort
    xml: str
    disks: list[SourceVolume]
    contents: Mapping[str, Content] = field(default_factory=dict)
    images: Mapping[str, Content] = field(default_factory=dict)  # with the snapshots in them
    described: PackageVm | None = None
    stopped: bool = False  # by us: to be started again

    @property
    def description(self) -> PackageVm:
        assert self.described is not None
        return self.described


def _size(order: FileOrder) -> int:
    return sum(content.capacity for content in (*order.disks.values(), *order.images.values()))


def _missing_folders(folder: Path) -> list[Path]:
    """Those that will have to be made, the innermost first."""
    found = []
    while not folder.exists() and folder != folder.parent:
        found.append(folder)
        folder = folder.parent
    return found


class _Teller:
    """``on_bytes`` for a thread: tells the loop now and then, and raises when it has been stopped."""

    def __init__(self, ctx: Context, stop: threading.Event, total: int) -> None:
        self._ctx, self._stop, self._total = ctx, stop, total
        self._loop = asyncio.get_running_loop()
        self._before = 0
        self._told = 0.0

    def __call__(self, done: int) -> None:
        if self._stop.is_set():
            raise ConsoleError(N_("Cancelled."), cause=Cause.CANCELLED)
        now = time.monotonic()
        if now - self._told >= TELL_SECONDS:
            self._told = now
            self._loop.call_soon_threadsafe(self._ctx.bytes, min(self._before + done, self._total), self._total)

    def next(self, size: int) -> None:
        """What follows comes after so many bytes."""
        self._before += size


def _guarded(work: Callable[[], T], folder: Path) -> T:
    try:
        return work()
    except OSError as failure:
        raise export_files.disk_error(failure, folder) from None


async def _in_thread(work: Callable[[], T], stop: threading.Event) -> T:
    """Run it on a daemon thread of its own (it may take hours, and the few threads for files are everybody's). Cancelled, ``stop`` is set and its
    end awaited: its files may be removed after this."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def deliver(result: T | None, failure: BaseException | None) -> None:
        if failure is not None:
            future.set_exception(failure)
        else:
            future.set_result(result)  # type: ignore[arg-type]  # T may be None

    def run() -> None:
        try:
            result, failure = work(), None
        except BaseException as error:
            result, failure = None, error
        loop.call_soon_threadsafe(deliver, result, failure)

    threading.Thread(target=run, name="export", daemon=True).start()
    cancelled: asyncio.CancelledError | None = None
    while not future.done():
        try:
            await asyncio.shield(future)
        except asyncio.CancelledError as error:
            stop.set()
            cancelled = error
        except BaseException:
            break
    if cancelled is not None:
        future.exception()  # fetched
        raise cancelled
    return future.result()
