"""What a VM's disks are based on, and what is based on a template's: read from the storage when a template or a clone is looked at.

What was read last is kept by the console: it is shown at once, and as long as the host is away.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from console.model.chain_map import VmChains
from console.model.errors import ConsoleError
from console.model.ids import Ref
from console.model.objects import HostState, Vm, Volume
from console.model.text import tr
from console.model.verbs import CLEAN_OVERLAYS
from console.ui import words
from console.ui.services import Services
from console.ui.tabs.base import Spawn
from console.ui.tabs.sections import Link, Row, Section, Table


def chain_sections(vm: Vm, chains: VmChains, deep: int, overlays: Sequence[Volume] = (), *, old: bool = False) -> list[Section]:
    """The chain of each disk, and the clones that depend on it. ``deep``: depth from which on it is a warning; ``old``: not read just now."""
    return [_chain(vm, chains, deep, old=old), _clones(vm, chains), _overlays(vm, overlays)]


def _chain(vm: Vm, chains: VmChains, deep: int, *, old: bool) -> Section:
    found = []
    link = Link(tr("Restore disk speed (full copy)"), "vm-flatten", vm.ref, tr("The disks become independent of all others."))
    if depth := chains.depth:
        text = tr("1 disk under it") if depth == 1 else tr("{n} disks under it", n=depth)
        if depth >= deep:
            slower = tr("{depth}: each layer makes reading slower", depth=text)
            found.append(Row("chain_depth", tr("Chain depth"), slower, mark="warning", colour="warn", links=(link,)))
        else:
            found.append(Row("chain_depth", tr("Chain depth"), text, links=(link,)))
        found.append(Row("chain_saved", tr("Shared with others"), words.size(chains.saved_bytes)))
    if vm.is_template and (clones := chains.clones):
        found.append(Row("chain_clones", tr("Saved by its clones"), words.size(sum(each.saved_bytes for each in clones))))
    if chains.speed_before and chains.speed_after:
        value = tr("{before} MiB/s → {after} MiB/s", before=round(chains.speed_before), after=round(chains.speed_after))
        found.append(Row("chain_speed", tr("Read speed, before and after the full copy"), value))
    if old and (found or chains.clones):
        found.append(Row("chain_read", tr("As it was read"), words.absolute(chains.read_at), mark="info", colour="dim"))
    headers = (tr("Disk"), tr("Layer"), tr("Takes"), tr("Storage repository"), tr("File"))
    rows: list[tuple[str, ...]] = []
    tips: list[str] = []
    for disk in chains.disks:
        for number, layer in enumerate(disk.layers if disk.depth else ()):
            what = tr("this disk") if number == 0 else tr("base {n}", n=number)
            rows.append((disk.name if number == 0 else "", what, words.size(layer.bytes), layer.repository, layer.path.rpartition("/")[2]))
            tips.append(layer.path)
    table = Table(headers, tuple(rows), tuple(tips), right=frozenset({2})) if rows else None
    return Section("chain", tr("Chain map"), tuple(found), table)


def _clones(vm: Vm, chains: VmChains) -> Section:
    headers = (tr("VM"), tr("Host"), tr("Chain depth"), tr("Takes"), tr("Shared with others"), tr("Of the disk"), tr("File"))
    found: dict[str, tuple[str, ...]] = {}
    for disk in chains.disks:
        for each in disk.clones:
            label = ", ".join(each.vms) or tr("no VM of these hosts")
            sizes = (words.number(each.depth) if each.depth else "", words.size(each.bytes), words.size(each.saved_bytes))
            found[each.path] = (label, each.host, *sizes, disk.name, each.name)
    known = {each.path for disk in chains.disks for each in disk.clones if each.vms}
    rows = sorted(((cells, path) for path, cells in found.items()), key=lambda row: (row[1] not in known, row))  # VMs first
    note = None
    if chains.unread and (vm.is_template or rows):
        names = ", ".join(chains.unread)
        note = Row("unread", "", tr("Could not be read, so clones there are not listed: {names}", names=names), mark="warning", colour="warn")
    elif vm.is_template and not rows:
        note = Row("none", "", tr("No disk depends on this template."), mark="info", colour="dim")
    table = Table(headers, tuple(cells for cells, _ in rows), tuple(path for _, path in rows), right=frozenset({2, 3, 4}))
    return Section("clones", tr("Clones that depend on it"), table=table, note=note)


def _overlays(vm: Vm, left: Sequence[Volume]) -> Section:
    """What libvirt left of disks that are reset at start."""
    if not left:
        return Section("overlays", tr("Left-over overlays"))
    text = tr("{n} from an unclean end, {size}", n=len(left), size=words.size(sum(volume.allocation_bytes for volume in left)))
    link = Link(tr("Delete left-over overlays"), CLEAN_OVERLAYS, vm.ref)
    return Section("overlays", tr("Left-over overlays"), (Row("overlays", tr("Files"), text, mark="warning", colour="warn", links=(link,)),))


@dataclasses.dataclass(frozen=True, slots=True)
class _Known:
    """What is shown of one VM; ``state``: of the VM when it was read, None where it comes from the store or is to be read again."""

    state: object
    chains: VmChains
    overlays: tuple[Volume, ...] = ()


class ChainReader:
    """Reads the chains for what is looked at, once for each state of it; ``changed`` when there is something new to show."""

    def __init__(self, services: Services, spawn: Spawn, changed: Callable[[], None]) -> None:
        self._services, self._spawn, self._changed = services, spawn, changed
        self._known: dict[Ref, _Known] = {}
        self._asked: dict[Ref, object] = {}
        self._fetched: set[Ref] = set()  # from the store

    def sections(self, vm: Vm) -> list[Section]:
        """What is known; asks for the rest. Only templates and clones are asked for: every volume of the pool is read for it."""
        from console.operations.chains import disks_of, warn_depth
        from console.operations.transient import resets

        meta = vm.config.metadata if vm.config is not None else None
        layered = any(disk.backing for disk in disks_of(vm))  # by another tool: told while it runs
        if meta is None or not (meta.template or meta.clone_depth or meta.speed_after or resets(vm) or layered):
            return []
        host = self._services.inventory.host(vm.host)
        state = (disks_of(vm), vm.state, sum(1 for _ in self._services.inventory.vms()), host.state if host is not None else None)
        known = self._known.get(vm.ref)
        if known is None and vm.ref not in self._fetched:
            self._fetched.add(vm.ref)
            self._spawn(self._fetch(vm))
        ready = host is not None and host.state is HostState.READY
        if ready and (known is None or known.state != state) and self._asked.get(vm.ref) != state:
            self._asked[vm.ref] = state
            self._spawn(self._look(vm, state))
        if known is None:
            return []
        overlays = () if vm.state.active else known.overlays
        return chain_sections(vm, known.chains, warn_depth(self._services.settings), overlays, old=not ready or known.state is None)

    def forget(self) -> None:
        """Read again next time."""
        self._asked.clear()
        self._known = {ref: dataclasses.replace(known, state=None) for ref, known in self._known.items()}

    async def _fetch(self, vm: Vm) -> None:
        """What an earlier run or another console of this user read."""
        maps = self._services.runner.world.chain_maps
        try:
            kept = await maps.of(vm.ref) if maps is not None else None
        except ConsoleError:  # the file can't be read: the database says so
            return
        if kept is not None and vm.ref not in self._known:
            self._keep(vm.ref, _Known(None, kept))

    async def _look(self, vm: Vm, state: object) -> None:
        from console.operations.chains import read_vm_chains
        from console.operations.transient import left_overlays

        try:
            overlays = await left_overlays(self._services.hosts, self._services.inventory, vm)  # has libvirt look at the folder anew
            chains = await read_vm_chains(self._services.runner.world, vm)
        except ConsoleError:  # the host went meanwhile: its own state says so
            self._asked.pop(vm.ref, None)
            return
        self._keep(vm.ref, _Known(state, chains, overlays))

    def _keep(self, ref: Ref, known: _Known) -> None:
        if len(self._known) > 50:
            self._known.clear()
            self._fetched.clear()
        self._known[ref] = known
        self._changed()
