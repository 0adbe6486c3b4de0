"""What is wrong with an import, or worth knowing, each on the page where it is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.formats.manifest import Trust
from console.model.rules_import import why_not_import_on, why_not_restore
from console.model.text import N_
from console.operations.drafts.naming import name_problem
from console.operations.drafts.said import Problem
from console.operations.drafts.sizes import size_text
from console.operations.import_target import CONVERT
from console.operations.p2v.convert import DRIVERS_LATER, NO_DRIVERS

if TYPE_CHECKING:
    from console.operations.import_draft import ImportDraft

PAGES = ("source", "eula", "target", "storage", "network", "security", "fixup", "finish")


def problems(draft: ImportDraft) -> tuple[Problem[str], ...]:
    """All of them in the order of the pages, errors first within a page."""
    found = [problem for look in (_source, _eula, _target, _storage, _network, _security, _fixup) for problem in look(draft)]
    return tuple(sorted(dict.fromkeys(found), key=lambda problem: (PAGES.index(problem.page), not problem.error)))


def _source(draft: ImportDraft) -> list[Problem[str]]:
    if not draft.found:
        return [Problem("source", N_("No file is chosen."), N_("Choose a file, type an address, or drop files onto the window."))]
    found = [Problem("source", each.problem.text, each.problem.remedy) for each in draft.found if each.problem is not None]
    for each in draft.found:
        if each.contents is not None and not each.contents.description.vms:
            found.append(Problem("source", N_("{file} has no VM in it.", file=each.source.name)))
        for image in each.contents.images if each.contents is not None else ():
            if image.problem is not None:
                found.append(Problem("source", image.problem))
    if not found and not draft.chosen:
        found.append(Problem("source", N_("No VM is chosen.")))
    return found


def _eula(draft: ImportDraft) -> list[Problem[str]]:
    return [Problem("eula", N_("The licence has to be accepted."))] if draft.eulas and not draft.answers.accepted else []


def _target(draft: ImportDraft) -> list[Problem[str]]:
    host = draft.host
    if (reason := why_not_import_on(host)) is not None:
        return [Problem("target", reason.text)]
    assert host is not None
    found, names = [], [draft.name(item) for item in draft.chosen]
    taken = [vm.name for vm in draft.inventory.vms(host.id)]
    for item in draft.chosen:
        name = draft.name(item)
        if (wrong := name_problem(name, taken, host.socket_paths)) is not None:
            found.append(Problem("target", *wrong))
        elif names.count(name) > 1:
            found.append(Problem("target", N_("Two VMs have the name {name}.", name=name)))
        known = item.vm.uuid if draft.restores(item) else ""
        if draft.answers.restore and (reason := why_not_restore(known, host.id, draft.inventory)) is not None:
            found.append(Problem("target", N_("{name}: {why}", name=item.vm.name, why=reason.text), N_("Import it as a copy.")))
    return found


def _storage(draft: ImportDraft) -> list[Problem[str]]:
    if draft.default_repository() is None and any(draft.disks(item) for item in draft.chosen):
        return [Problem("storage", N_("The host has no storage repository that disks can be written into."), N_("Create or start one."))]
    found = []
    known = {r.uuid: (r, why) for r, why in draft.repositories()}
    needed = draft.needed()
    thick: dict[str, int] = {}
    for item in draft.chosen:
        for disk in draft.disks(item):
            place = draft.place(item, disk)
            if place is not None and not place.thin:
                thick[place.repository] = thick.get(place.repository, 0) + place.size_bytes
    for identity, size in needed.items():
        repository, why = known[identity]
        if why is not None:
            found.append(Problem("storage", why))
        elif repository.available_bytes is not None and size > repository.available_bytes:
            text = N_(
                "{name} has {free} free, and the disks can take {size}.",
                name=repository.name,
                free=size_text(repository.available_bytes),
                size=size_text(size),
            )
            found.append(Problem("storage", text, error=thick.get(identity, 0) > repository.available_bytes))
    return found


def _network(draft: ImportDraft) -> list[Problem[str]]:
    host = draft.host
    if host is None:
        return []
    known = {nic.mac.lower(): vm.name for vm in draft.inventory.vms(host.id) if vm.config is not None for nic in vm.config.nics if nic.mac}
    return [
        Problem(
            "network",
            N_("{name} has the MAC address {mac} already: both can't be in one network.", name=known[nic.mac.lower()], mac=nic.mac),
            error=False,
        )
        for item in draft.chosen
        for nic in draft.nics(item)
        if nic.mac.lower() in known
    ]


def _security(draft: ImportDraft) -> list[Problem[str]]:
    found = []
    for each in draft.found:
        if each.contents is None or each.contents.kind not in ("ova", "ovf"):
            continue
        trust = each.contents.signature.trust
        if trust is Trust.INVALID:
            found.append(Problem("security", each.contents.signature.words, N_("Get it again from its origin.")))
    return found


def _fixup(draft: ImportDraft) -> list[Problem[str]]:
    found = []
    why = draft.why_not_convert()
    for item in draft.chosen:
        if draft.fixup(item) == CONVERT and why is not None:
            found.append(Problem("fixup", why, N_("Choose another way.")))
        if draft.driverless(item) and item.vm.windows:
            found.append(Problem("fixup", NO_DRIVERS, DRIVERS_LATER, error=False))
        repositories = {place.repository for disk in draft.disks(item) if (place := draft.place(item, disk)) is not None}
        if draft.fixup(item) == CONVERT and any(r.type in ("rbd", "sheepdog") for r, _ in draft.repositories() if r.uuid in repositories):
            found.append(Problem("fixup", N_("Disks in this storage can't be converted: it is no folder and no block device of the host.")))
    return found
