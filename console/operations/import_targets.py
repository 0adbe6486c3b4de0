"""VMs of a package that go to different hosts: the import as one part a host, and VMs spread over a pool.

A part is the same draft with one target and only the VMs that go there; it shares what was found and what the hosts have said.
"""

from __future__ import annotations

import copy
import dataclasses
import shlex
from typing import TYPE_CHECKING

from console.model.ids import HostId
from console.model.objects import Host
from console.model.rules_import import why_not_import_on

if TYPE_CHECKING:
    from console.operations.import_draft import ImportDraft, Item


def host_of(draft: ImportDraft, item: Item) -> Host | None:
    """Where this VM goes: its own target, else that of all."""
    own = draft.answers.hosts.get(item.key)
    return (draft.inventory.host(own) if own is not None else None) or draft.host


def network_slot(draft: ImportDraft, host: Host | None, source: str) -> str:
    """Key of the answer about a network of the package, at this host."""
    return source if host is None or draft.host is None or host.id == draft.host.id else f"{host.id}\n{source}"


def parts(draft: ImportDraft) -> tuple[ImportDraft, ...]:
    """One draft a host; the draft itself where all VMs go to its own host (or none is chosen)."""
    targets = {host.id: host for item in draft.chosen if (host := host_of(draft, item)) is not None}
    if draft.host is None or not targets or set(targets) == {draft.host.id}:
        return (draft,)
    return tuple(_part(draft, host) for host in targets.values())


def part_of(draft: ImportDraft, item: Item) -> ImportDraft:
    """The part that a VM belongs to."""
    host = host_of(draft, item)
    return next((part for part in parts(draft) if part.host is not None and host is not None and part.host.id == host.id), draft)


def _part(draft: ImportDraft, host: Host) -> ImportDraft:
    """What goes to one host. Its storage is its own: what was chosen for all holds for the draft's host only."""
    here = draft.host is not None and host.id == draft.host.id
    others = {item.key for item in draft.items if host_of(draft, item) != host}
    prefix = "" if here else f"{host.id}\n"
    networks = {
        key.removeprefix(prefix): value for key, value in draft.answers.networks.items() if key.startswith(prefix) and ("\n" in key) is not here
    }
    part = copy.copy(draft)
    part.answers = dataclasses.replace(
        draft.answers,
        host=host.id,
        hosts={},
        skipped=draft.answers.skipped | others,
        repository=draft.answers.repository if here else "",
        networks=networks,
    )
    return part


def spread(draft: ImportDraft, pool: str) -> dict[str, HostId]:
    """A host of the pool for each VM: each goes to the one that has the most memory free then. Empty where none of them can take one."""
    free = {
        host.id: (host.memory_bytes or 0) - (host.stats.memory_used_bytes or 0)
        for host in draft.inventory.hosts()
        if host.record.pool == pool and why_not_import_on(host) is None
    }
    found: dict[str, HostId] = {}
    for item in sorted(draft.chosen, key=lambda item: -item.vm.memory_bytes) if free else ():
        best = max(free, key=lambda host: free[host])
        found[item.key] = best
        free[best] -= item.vm.memory_bytes
    return found


def command(part: ImportDraft) -> str:
    """What goes to one host, as a command."""
    places = [each.source.place for each in part.found if any(item.found is each for item in part.chosen)]
    host, default, chosen = part.host, part.default_repository(), part.chosen
    words = ["virtdeckctl", "vm-import", *places]
    words += ["--host", host.name] if host is not None else []
    words += ["--sr", default.name] if default is not None else []
    for source in part.source_networks():
        words += ["--network", f"{source}={part.network_of(source).removeprefix('network:')}"]
    if any(item.key in part.answers.skipped for item in part.items if item.found.source.place in places):
        for item in chosen:
            words += ["--vm", item.vm.name]
    if len(chosen) == 1:
        words += ["--name", part.name(chosen[0]), "--fixup", part.fixup(chosen[0])]
    words += ["--restore"] if part.answers.restore else ["--keep-mac"] if part.answers.keep_macs else []
    words += ["--accept-eula"] if part.eulas else []
    words += ["--start"] if part.answers.start else []
    return shlex.join(words)
