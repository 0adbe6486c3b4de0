"""What a VM's disks are based on, and what is based on a template's: read from the storage when a template or a clone is looked at."""

from __future__ import annotations

from collections.abc import Callable

from console.model.errors import ConsoleError
from console.model.ids import Ref
from console.model.objects import HostState, Vm
from console.model.text import tr
from console.operations.chains import DEEP, DEEP_KEY, ChainMap, disks_of, read_chains
from console.operations.transient import VERB, left_overlays, overlays_among, resets
from console.ui import words
from console.ui.services import Services
from console.ui.tabs.base import Spawn
from console.ui.tabs.sections import Link, Row, Section, Table


def chain_sections(vm: Vm, chains: ChainMap, deep: int) -> list[Section]:
    """The chain of each disk, and the clones that depend on it. ``deep``: depth from which on it is a warning."""
    rows: list[tuple[str, ...]] = []
    tips: list[str] = []
    clones: dict[str, tuple[str, ...]] = {}
    depth = saved = 0
    for disk in disks_of(vm):
        chain = chains.chain_of(vm.host, disk)
        depth, saved = max(depth, chain.depth), saved + chain.saved_bytes
        name = disk.guest_name or disk.target
        if chain.depth:
            for number, file in enumerate(chain.files):
                what = tr("this disk") if number == 0 else tr("base {n}", n=number)
                rows.append((name if number == 0 else "", what, file.path.rpartition("/")[2], file.repository, words.size(file.bytes)))
                tips.append(file.path)
        for each in chains.dependents_of(chains.key_of(vm.host, disk)):
            label = ", ".join(each.vms) or tr("no VM of these hosts")
            clones[each.path] = (label, each.host_name, each.name, name)
    return [_chain(vm, depth, saved, rows, tips, deep), _clones(vm, clones, chains), _overlays(vm, chains)]


def _chain(vm: Vm, depth: int, saved: int, rows: list[tuple[str, ...]], tips: list[str], deep: int) -> Section:
    meta = vm.config.metadata if vm.config is not None else None
    found = []
    link = Link(tr("Restore disk speed (full copy)"), "vm-flatten", vm.ref, tr("The disks become independent of all others."))
    if depth:
        text = tr("1 disk under it") if depth == 1 else tr("{n} disks under it", n=depth)
        if depth >= deep:
            slower = tr("{depth}: each layer makes reading slower", depth=text)
            found.append(Row("chain_depth", tr("Chain depth"), slower, mark="warning", colour="warn", links=(link,)))
        else:
            found.append(Row("chain_depth", tr("Chain depth"), text, links=(link,)))
        found.append(Row("chain_saved", tr("Shared with others"), words.size(saved)))
    if meta is not None and meta.speed_before and meta.speed_after:
        value = tr("{before} MiB/s → {after} MiB/s", before=round(meta.speed_before), after=round(meta.speed_after))
        found.append(Row("chain_speed", tr("Read speed, before and after the full copy"), value))
    headers = (tr("Disk"), tr("Layer"), tr("File"), tr("Storage repository"), tr("Takes"))
    table = Table(headers, tuple(rows), tuple(tips), right=frozenset({4})) if rows else None
    return Section("chain", tr("Chain map"), tuple(found), table)


def _clones(vm: Vm, clones: dict[str, tuple[str, ...]], chains: ChainMap) -> Section:
    headers = (tr("VM"), tr("Host"), tr("File"), tr("Of the disk"))
    rows = tuple(sorted(clones.values()))
    note = None
    if chains.unread and (vm.is_template or rows):
        names = ", ".join(chains.unread)
        note = Row("unread", "", tr("Could not be read, so clones there are not listed: {names}", names=names), mark="warning", colour="warn")
    elif vm.is_template and not rows:
        note = Row("none", "", tr("No disk depends on this template."), mark="info", colour="dim")
    return Section("clones", tr("Clones that depend on it"), table=Table(headers, rows, tuple(clones)), note=note)


def _overlays(vm: Vm, chains: ChainMap) -> Section:
    """What libvirt left of disks that are reset at start."""
    left = overlays_among(vm, (volume for volume, _ in chains.volumes.values() if volume.host == vm.host)) if not vm.state.active else ()
    if not left:
        return Section("overlays", tr("Left-over overlays"))
    text = tr("{n} from an unclean end, {size}", n=len(left), size=words.size(sum(volume.allocation_bytes for volume in left)))
    link = Link(tr("Delete left-over overlays"), VERB, vm.ref)
    return Section("overlays", tr("Left-over overlays"), (Row("overlays", tr("Files"), text, mark="warning", colour="warn", links=(link,)),))


class ChainReader:
    """Reads the chains for what is looked at, once for each state of it; ``changed`` when there is something new to show."""

    def __init__(self, services: Services, spawn: Spawn, changed: Callable[[], None]) -> None:
        self._services, self._spawn, self._changed = services, spawn, changed
        self._read: dict[Ref, tuple[object, ChainMap]] = {}
        self._asked: dict[Ref, object] = {}

    def sections(self, vm: Vm) -> list[Section]:
        """What is known; asks for the rest. Only templates and clones are asked for: every volume of the pool is read for it."""
        meta = vm.config.metadata if vm.config is not None else None
        if meta is None or not (meta.template or meta.clone_depth or meta.speed_after or resets(vm)):
            return []
        host = self._services.inventory.host(vm.host)
        state = (disks_of(vm), vm.state, sum(1 for _ in self._services.inventory.vms()), host.state if host is not None else None)
        known = self._read.get(vm.ref)
        ready = host is not None and host.state is HostState.READY
        if ready and (known is None or known[0] != state) and self._asked.get(vm.ref) != state:
            self._asked[vm.ref] = state
            self._spawn(self._look(vm, state))
        if known is None:
            return []
        deep = self._services.settings.get(DEEP_KEY, DEEP)
        return chain_sections(vm, known[1], deep if isinstance(deep, int) and deep > 0 else DEEP)

    def forget(self) -> None:
        """Read again next time."""
        self._asked.clear()
        self._read = {ref: (None, chains) for ref, (_, chains) in self._read.items()}

    async def _look(self, vm: Vm, state: object) -> None:
        try:
            await left_overlays(self._services.hosts, self._services.inventory, vm)  # has libvirt look at the folder anew
            chains = await read_chains(self._services.hosts, self._services.inventory, vm.host)
        except ConsoleError:  # the host went meanwhile: its own state says so
            self._asked.pop(vm.ref, None)
            return
        if len(self._read) > 50:
            self._read.clear()
        self._read[vm.ref] = (state, chains)
        self._changed()
