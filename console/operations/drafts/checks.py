"""What is wrong with a New VM draft, or worth knowing, each on the page where it is made. What the operating system and the host can take
is said by ``console.guests``; here is what the answers themselves need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from console.guests import limits, unattended
from console.model.errors import ConsoleError
from console.model.text import N_
from console.operations.drafts import choices, media, planning
from console.operations.drafts.naming import name_problem
from console.operations.drafts.parts import MediaMethod, PageId
from console.operations.drafts.said import Problem
from console.operations.drafts.sizes import size_text

if TYPE_CHECKING:
    from console.operations.new_vm import NewVmDraft

_MAC = re.compile(r"[0-9a-f]{2}(:[0-9a-f]{2}){5}\Z")

_PAGE_OF_FIELD = {
    "template": PageId.TEMPLATE,
    "media": PageId.MEDIA,
    "unattended": PageId.MEDIA,
    "host": PageId.HOST,
    "memory": PageId.CPU,
    "vcpus": PageId.CPU,
    "cores": PageId.CPU,
    "firmware": PageId.CPU,
    "disks": PageId.STORAGE,
    "nics": PageId.NETWORK,
}


def problems(draft: NewVmDraft) -> tuple[Problem[PageId], ...]:
    """All problems, in the order of the pages, errors first within a page."""
    found = [*_template(draft)]
    if draft.template is not None:
        found += [*_name(draft), *_media(draft), *_unattended(draft), *_host(draft), *_storage(draft), *_network(draft)]
        if draft.host is not None:
            found += _guests(draft)
            if not any(problem.error for problem in found):
                found += _whole(draft)
    order = list(PageId)
    return tuple(sorted(dict.fromkeys(found), key=lambda p: (order.index(p.page), not p.error)))


def _template(draft: NewVmDraft) -> Iterator[Problem[PageId]]:
    page = PageId.TEMPLATE
    template = draft.template
    if template is None:
        yield Problem(page, N_("No template is chosen."), N_("Choose one from the list."), field="template")
    elif template.complete and not template.disk_file:
        yield Problem(
            page,
            N_("The demo appliance has not been built on this computer yet."),
            N_("Run packaging/run once more: it builds the appliance."),
            field="template",
        )


def _name(draft: NewVmDraft) -> Iterator[Problem[PageId]]:
    host = draft.host
    said = draft.answers.name if draft.answers.name is not None else draft.name
    wrong = name_problem(said, draft.taken_names, host.socket_paths if host is not None else None)
    if wrong is not None:
        yield Problem(PageId.NAME, *wrong, field="name")


def _media(draft: NewVmDraft) -> Iterator[Problem[PageId]]:
    if draft.skips_media:
        return
    page, answers, method = PageId.MEDIA, draft.answers, draft.method
    why_not = draft.methods().get(method)
    if why_not is not None:
        yield Problem(page, why_not, N_("Choose another source or another host."), field="media")
    match method:
        case MediaMethod.REPOSITORY if draft.iso is None:
            yield Problem(page, N_("No ISO image is chosen."), N_("Choose one from the list, or another source."), field="media")
        case MediaMethod.LOCAL if not answers.local_iso.strip():
            yield Problem(page, N_("No ISO image is chosen."), N_("Choose a file of this computer."), field="media")
        case MediaMethod.LOCAL:
            yield from _local_iso(draft)
        case MediaMethod.DRIVE if not re.fullmatch(r"/dev/\S+", answers.drive.strip()):
            yield Problem(page, N_("The host's CD drive is a device such as {example}.", example="/dev/sr0"), field="media")
        case MediaMethod.URL if not answers.url.strip():
            yield Problem(page, N_("The address of the network repository is missing."), field="media")
        case MediaMethod.URL if (wrong := media.url_problem(answers.url.strip())) is not None:
            yield Problem(page, wrong, field="media")
        case MediaMethod.URL if draft.medium is None:
            yield Problem(page, N_("The network repository has not been looked at yet."), N_("Press Check."), field="media")
        case MediaMethod.NONE:
            yield Problem(page, N_("The VM will have nothing to start from until a medium is put in."), field="media", error=False)
    yield from _medium(draft)


def _local_iso(draft: NewVmDraft) -> Iterator[Problem[PageId]]:
    page, found, host = PageId.MEDIA, draft.local_iso, draft.host
    if found is None or host is None:
        yield Problem(page, N_("The ISO image has not been looked at yet."), N_("Press Check."), field="media")
        return
    if draft.uploads_iso and not draft.library:
        yield Problem(
            page,
            N_("No storage repository of {host} can take the ISO image.", host=host.name),
            N_("Free some space, or choose another host."),
            field="media",
        )
    elif not draft.uploads_iso and found.unreadable is not None:
        yield Problem(page, found.unreadable, N_("Copy it to the ISO library."), field="media")


def _medium(draft: NewVmDraft) -> Iterator[Problem[PageId]]:
    page, medium, template = PageId.MEDIA, draft.medium, draft.template
    if medium is None or template is None:
        return
    if medium.problem is not None:
        yield Problem(page, medium.problem, field="media")
    elif draft.method is MediaMethod.URL and not (medium.kernel and medium.initrd):
        yield Problem(page, N_("No kernel and initrd of an installer were found at this address."), field="media")
    elif medium.is_iso and medium.bootable is False and draft.method is not MediaMethod.URL:
        yield Problem(page, N_("This image can't be booted: the VM will not start from it."), field="media", error=False)
    if medium.template_id and medium.template_id != template.id:
        other = next((t for t in draft.templates if t.id == medium.template_id), None)
        if other is not None:
            yield Problem(
                page,
                N_("This medium is {os}, but the template is {template}.", os=medium.os_name or other.label, template=template.label),
                N_("Use the template {template}.", template=other.label),
                field="medium-template",
                error=False,
            )


def _unattended(draft: NewVmDraft) -> Iterator[Problem[PageId]]:
    page, asked, template = PageId.MEDIA, draft.unattended, draft.template
    if asked is None or template is None:
        return
    missing = set()
    if not asked.user:
        missing.add("unattended-user")
        yield Problem(page, N_("The unattended installation needs a user name."), field="unattended-user")
    if not asked.password:
        missing.add("unattended-password")
        yield Problem(page, N_("The unattended installation needs a password."), field="unattended-password")
    for problem in unattended.problems(template, asked):
        if problem.field not in missing:
            yield Problem(page, problem.text, field=problem.field, error=problem.error)
    if asked.password and asked.password != draft.answers.password_again:
        yield Problem(page, N_("The two passwords differ."), field="unattended-again")


def _host(draft: NewVmDraft) -> Iterator[Problem[PageId]]:
    page, host = PageId.HOST, draft.host
    if host is None:
        if draft.answers.host is not None:
            yield Problem(page, N_("The chosen host is not there any more."), N_("Choose another host."), field="host")
        else:
            yield Problem(page, N_("There is no host."), N_("Add a host first."), field="host")
        return
    choice = next((c for c in draft.host_choices() if c.host.id == host.id), None)
    if choice is not None and choice.why_not is not None:
        yield Problem(page, N_("{host}: {reason}", host=host.name, reason=choice.why_not), host.remedy or N_("Choose another host."), field="host")
    elif host.acceleration.state == "emulation" and host.acceleration.why is not None:
        yield Problem(page, host.acceleration.why, field="host", error=False)


def _storage(draft: NewVmDraft) -> Iterator[Problem[PageId]]:
    page, template, host = PageId.STORAGE, draft.template, draft.host
    if host is None or template is None:
        return
    if not draft.disks:
        if template.complete:
            yield Problem(page, N_("The template's disk can't be left out."), field="disks")
        else:
            yield Problem(
                page,
                N_("The VM will have no disk."),
                field="disks",
                error=draft.method not in (MediaMethod.PXE, MediaMethod.REPOSITORY, MediaMethod.LOCAL, MediaMethod.DRIVE),
            )
        return
    if not draft.default_repository:
        yield Problem(
            page,
            N_("{host} has no storage repository that can take a disk.", host=host.name),
            N_("Activate a storage repository, or choose another host."),
            field="disks",
        )
        return
    needed: dict[str, int] = {}
    thick: dict[str, int] = {}
    for index, disk in enumerate(draft.disks):
        field = f"disk{index}"
        if disk.capacity_bytes < 1 << 20:
            yield Problem(page, N_("A disk has at least {size}.", size=size_text(1 << 20)), field=field)
        if template.complete and index == 0 and disk.capacity_bytes < template.disk_bytes:
            yield Problem(
                page, N_("The template's disk has {size}; it can be larger, but not smaller.", size=size_text(template.disk_bytes)), field=field
            )
        uuid = disk.repository or draft.default_repository
        choice = next((c for c in draft.repository_choices() if c.repository.uuid == uuid), None)
        if choice is None:
            yield Problem(page, N_("The chosen storage repository is not on {host}.", host=host.name), N_("Choose another repository."), field=field)
        elif choice.why_not is not None:
            yield Problem(
                page,
                N_("{repository}: {reason}", repository=choice.repository.name, reason=choice.why_not),
                N_("Choose another repository."),
                field=field,
            )
        else:
            needed[uuid] = needed.get(uuid, 0) + disk.capacity_bytes
            thick[uuid] = thick.get(uuid, 0) + (0 if disk.thin else disk.capacity_bytes)
    yield from _space(draft, needed, thick)


def _space(draft: NewVmDraft, needed: dict[str, int], thick: dict[str, int]) -> Iterator[Problem[PageId]]:
    for choice in draft.repository_choices():
        free, uuid = choice.free_bytes, choice.repository.uuid
        if free is None or uuid not in needed:
            continue
        name = choice.repository.name
        if thick[uuid] > free:
            yield Problem(
                PageId.STORAGE,
                N_("{repository} has only {free} free; {needed} are needed.", repository=name, free=size_text(free), needed=size_text(thick[uuid])),
                N_("Make the disks smaller or thin, or choose another repository."),
                field="disks",
            )
        elif needed[uuid] > free:
            yield Problem(
                PageId.STORAGE,
                N_(
                    "{repository} has only {free} free. The thin disks fit now, but may grow to {needed}.",
                    repository=name,
                    free=size_text(free),
                    needed=size_text(needed[uuid]),
                ),
                field="disks",
                error=False,
            )


def _network(draft: NewVmDraft) -> Iterator[Problem[PageId]]:
    page, listed = PageId.NETWORK, draft.network_choices()
    if draft.host is None:
        return
    if not draft.nics:
        yield Problem(page, N_("The VM will have no network."), field="nics", error=draft.method is MediaMethod.PXE)
    macs: set[str] = set()
    for index, nic in enumerate(draft.nics):
        field = f"nic{index}"
        choice = choices.find_network(listed, nic.network)
        if choice is None:
            text = N_("The network {network} is not on {host}.", network=nic.network.partition(":")[2] or nic.network, host=draft.host.name)
            yield Problem(
                page, text if nic.network else N_("{host} has no usable network.", host=draft.host.name), N_("Choose another network."), field=field
            )
        elif choice.why_not is not None:
            yield Problem(page, N_("{network}: {reason}", network=choice.label, reason=choice.why_not), N_("Choose another network."), field=field)
        mac = nic.mac.strip().lower()
        if not mac:
            continue
        if not _MAC.match(mac) or int(mac[:2], 16) & 1 or mac == "00:00:00:00:00:00":
            yield Problem(
                page,
                N_("“{mac}” is not the MAC address of a network interface.", mac=nic.mac),
                N_("Leave it empty to have one generated."),
                field=field,
            )
        elif mac in macs or any(mac == other.mac for vm in draft.inventory.vms(draft.host.id) if vm.config for other in vm.config.nics):
            yield Problem(page, N_("The MAC address {mac} is in use already.", mac=mac), N_("Leave it empty to have one generated."), field=field)
        macs.add(mac)


def _guests(draft: NewVmDraft) -> Iterator[Problem[PageId]]:
    """Limits of the operating system and of the host."""
    template, host = draft.template, draft.host
    assert template is not None and host is not None
    for problem in limits.problems(template, host, planning.chosen(draft)):
        yield Problem(_PAGE_OF_FIELD.get(problem.field, PageId.FINISH), problem.text, field=problem.field, error=problem.error)


def _whole(draft: NewVmDraft) -> Iterator[Problem[PageId]]:
    """What only shows when the whole is put together."""
    try:
        draft.plan()
    except ConsoleError as failure:
        yield Problem(PageId.FINISH, failure.text, failure.remedy, field="plan")
