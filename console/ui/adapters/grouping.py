"""How the tree is arranged: pure functions from the inventory to a list of nodes with parents. Plain Python, no Qt.

A node's key is (group path, reference), stable over refreshes, so that expansion and selection survive. A VM may appear more than once
(by tag: under each of its tags).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from console.model.ids import HostId, Kind, Ref
from console.model.inventory import Inventory
from console.model.objects import AnyObject, Host, PowerState, StorageRepository, Vm
from console.model.sharing import shared_once
from console.model.templates import BuiltinTemplate
from console.model.text import N_, Text, tr
from console.ui import words

VIEWS: tuple[tuple[str, Text], ...] = (
    ("infrastructure", N_("Infrastructure")),
    ("folder", N_("By folder")),
    ("tag", N_("By tag")),
    ("state", N_("By state")),
    ("os", N_("By operating system")),
)


class Key(NamedTuple):
    """Identity of a node: the group it is in ("" = its natural place) and the object, or None for the group itself."""

    group: str
    ref: Ref | None


@dataclass(slots=True)
class Spec:
    """A wanted node: children are in display order."""

    key: Key
    label: str  # groups and built-in templates; objects are asked by reference
    icon: str = ""
    children: list[Spec] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Options:
    """What the View menu says."""

    view: str = "infrastructure"
    builtin: bool = False
    storage: bool = True
    networks: bool = True
    templates: bool = True


Sort = Callable[[str], tuple[tuple[int, int | str], ...]]


@dataclass(frozen=True, slots=True)
class Branch:
    """A host as it was arranged last, and what of it stands at its pool. It stays so until something on the host comes, goes or moves."""

    in_pool: bool
    node: Spec
    templates: list[Vm]
    repositories: list[StorageRepository]


def build(
    inventory: Inventory,
    options: Options,
    builtin: Iterable[BuiltinTemplate] = (),
    natural: Sort = words.natural,
    branches: dict[HostId, Branch] | None = None,
) -> list[Spec]:
    """The whole forest for a view. ``branches``: hosts that are as they were and need not be arranged again; those that had to be are added."""
    if options.view == "infrastructure":
        forest = _infrastructure(inventory, options, natural, branches if branches is not None else {})
    else:
        forest = _grouped(inventory, options, natural)
    if options.builtin:
        group = Spec(Key("builtin", None), tr("Built-in templates"), "template")
        group.children = [Spec(Key("builtin", Ref(Kind.BUILTIN_TEMPLATE, HostId(""), t.id)), str(t.title or t.name), "template") for t in builtin]
        forest.append(group)
    return forest


def _sorted(things: Iterable[AnyObject], natural: Sort, group: str = "") -> list[Spec]:
    ordered = sorted(things, key=lambda thing: natural(thing.name))
    return [Spec(Key(group, thing.ref), thing.name) for thing in ordered]


def _branch(inventory: Inventory, options: Options, natural: Sort, host: Host, in_pool: bool) -> Branch:
    vms, repositories = inventory.vms(host.id), inventory.repositories(host.id)
    templates = [vm for vm in vms if vm.is_template]
    node = Spec(Key("", host.ref), host.name)
    node.children = _sorted((vm for vm in vms if not vm.is_template), natural)
    if options.templates and not in_pool and templates:
        node.children.append(_templates(f"templates/{host.id}", templates, natural))
    if options.storage:
        node.children += _sorted((r for r in repositories if not (in_pool and r.shared)), natural)
    if options.networks:
        node.children += _sorted(inventory.networks(host.id), natural)
    return Branch(in_pool, node, templates, repositories)


def _infrastructure(inventory: Inventory, options: Options, natural: Sort, branches: dict[HostId, Branch]) -> list[Spec]:
    def branch(host: Host, in_pool: bool) -> Branch:
        known = branches.get(host.id)
        if known is None or known.in_pool != in_pool:
            known = branches[host.id] = _branch(inventory, options, natural, host, in_pool)
        return known

    pools = {pool.record.id: pool for pool in inventory.pools()}
    hosts = sorted(inventory.hosts(), key=lambda host: natural(host.name))
    forest: list[Spec] = []
    for pool in sorted(pools.values(), key=lambda pool: natural(pool.name)):
        members = [branch(host, True) for host in hosts if host.record.pool == pool.record.id]
        node = Spec(Key("", pool.ref), pool.name)
        node.children = [member.node for member in members]
        if options.storage:
            node.children += _sorted(shared_once(r for member in members for r in member.repositories), natural)
        own = [vm for member in members for vm in member.templates]
        if options.templates and own:
            node.children.append(_templates(f"templates/{pool.record.id}", own, natural))
        forest.append(node)
    # This computer's own libvirt last, as the place that is always there (the wireframe of the main window).
    alone = [host for host in hosts if host.record.pool not in pools]
    alone.sort(key=lambda host: host.record.embedded)
    forest += [branch(host, False).node for host in alone]
    return forest


def _templates(group: str, vms: Iterable[AnyObject], natural: Sort) -> Spec:
    node = Spec(Key(group, None), tr("Templates"), "template")
    node.children = _sorted(vms, natural)
    return node


_STATE_ORDER = (
    PowerState.RUNNING,
    PowerState.PAUSED,
    PowerState.STOPPING,
    PowerState.SLEEPING,
    PowerState.SUSPENDED,
    PowerState.HALTED,
    PowerState.CRASHED,
    PowerState.UNKNOWN,
)


def _grouped(inventory: Inventory, options: Options, natural: Sort) -> list[Spec]:
    """VMs (not templates) by folder, tag, state or operating system; VMs without one come last."""
    groups: dict[str, list[AnyObject]] = {}
    for vm in inventory.vms():
        if vm.is_template:
            continue
        for name in _group_names(vm, options.view):
            groups.setdefault(name, []).append(vm)
    if options.view == "folder":
        return _folders(groups, natural)
    forest: list[Spec] = []
    if options.view == "state":
        names = [str(state.value) for state in _STATE_ORDER if state.value in groups]
    else:
        names = sorted((name for name in groups if name), key=natural) + ([""] if "" in groups else [])
    for name in names:
        label, icon = _group_label(name, options.view)
        node = Spec(Key(f"{options.view}/{name}", None), label, icon)
        node.children = _sorted(groups[name], natural, node.key.group)
        forest.append(node)
    return forest


def _group_names(vm: Vm, view: str) -> tuple[str, ...]:
    meta = vm.config.metadata if vm.config else None
    match view:
        case "folder":
            return (meta.folder.strip("/") if meta else "",)
        case "tag":
            return tuple(dict.fromkeys(meta.tags)) if meta and meta.tags else ("",)
        case "state":
            return (vm.state.value,)
        case _:
            return (vm.os_name,)


def _group_label(name: str, view: str) -> tuple[str, str]:
    match view:
        case "state":
            return str(words.POWER[PowerState(name)]), "os"
        case "tag":
            return name or tr("Without tag"), "tag"
        case _:
            return name or tr("Operating system not known"), "os"


def _folders(groups: dict[str, list[AnyObject]], natural: Sort) -> list[Spec]:
    """Folders nest at "/"; VMs in no folder stand at the top, after the folders."""
    top: list[Spec] = []
    known: dict[str, Spec] = {}

    def folder(path: str) -> Spec:
        if path not in known:
            parent, _, name = path.rpartition("/")
            known[path] = Spec(Key(f"folder/{path}", None), name, "folder")
            (folder(parent).children if parent else top).append(known[path])
        return known[path]

    for path in sorted((path for path in groups if path), key=natural):
        node = folder(path)
        node.children += _sorted(groups[path], natural, node.key.group)
    return top + _sorted(groups.get("", ()), natural, "folder/")


def place(thing: AnyObject, view: str) -> object:
    """What decides where an object stands in a view: while this stays equal, a change of the object is a repaint and no more."""
    match thing:
        case Vm():
            names = _group_names(thing, view) if view != "infrastructure" else ()
            return (thing.name, thing.is_template, names)
        case Host():
            return (thing.name, thing.record.pool, thing.record.embedded)
        case StorageRepository():
            return (thing.name, thing.shared, thing.source, thing.share_id, thing.shared and thing.active)
        case _:
            return thing.name
