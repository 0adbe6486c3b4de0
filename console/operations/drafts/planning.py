"""From answers to a specification, a preview of its XML, and the operation."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from console.guests.specify import specify
from console.model.errors import Cause, ConsoleError
from console.model.objects import Host
from console.model.spec import DiskSpec, NicSpec, VmSpec
from console.model.templates import BuiltinTemplate, Choices
from console.model.text import N_
from console.operations.base import Operation
from console.operations.create import create_vm, volume_name
from console.operations.drafts import choices
from console.operations.drafts.choices import FILE_TYPES
from console.operations.drafts.parts import DiskAnswer, MediaMethod, NetworkChoice, NicAnswer
from console.operations.drafts.run import NewVm
from console.operations.making import unique_name
from console.operations.storage import upload_file
from console.xml.build import DiskSource, build_domain

if TYPE_CHECKING:
    from console.operations.new_vm import NewVmDraft


def chosen(draft: NewVmDraft) -> Choices:
    """The answers as the templates take them; default repositories and networks are filled in."""
    answers, template = draft.answers, draft.template
    unattended = draft.unattended
    listed = draft.network_choices()
    return Choices(
        name=draft.name,
        uuid=draft.uuid,
        description=answers.description,
        memory_bytes=answers.memory_bytes,
        vcpus=answers.vcpus,
        max_vcpus=answers.max_vcpus,
        cores_per_socket=answers.cores_per_socket,
        disks=tuple(_disk(draft, template, index, disk) for index, disk in enumerate(draft.disks)),
        nics=tuple(nic for nic in (_nic(listed, answer) for answer in draft.nics) if nic is not None),
        method=_METHODS[draft.method] if unattended is None else "unattended",
        medium=medium_path(draft),
        firmware=answers.firmware,
        autostart=answers.autostart,
        unattended=unattended,
    )


_METHODS = {
    MediaMethod.REPOSITORY: "cdrom",
    MediaMethod.LOCAL: "cdrom",
    MediaMethod.DRIVE: "cdrom",
    MediaMethod.URL: "url",
    MediaMethod.PXE: "pxe",
    MediaMethod.NONE: "none",
}


def medium_path(draft: NewVmDraft) -> str:
    """Path of the medium as the home host will see it; an image that is yet to be copied has its planned path."""
    host, answers = draft.host, draft.answers
    if host is None:
        return ""
    match draft.method:
        case MediaMethod.REPOSITORY if draft.iso is not None:
            return choices.iso_path_on(draft.inventory, draft.iso, host.id) or ""
        case MediaMethod.LOCAL if draft.uploads_iso:
            library = next((c.repository for c in draft.library_choices() if c.repository.uuid == draft.library), None)
            return f"{library.path.rstrip('/')}/{PurePath(answers.local_iso.strip()).name}" if library is not None else ""
        case MediaMethod.LOCAL:
            return answers.local_iso.strip()
        case MediaMethod.DRIVE:
            return answers.drive.strip()
    return ""


def _disk(draft: NewVmDraft, template: BuiltinTemplate | None, index: int, disk: DiskAnswer) -> DiskSpec:
    repository = disk.repository or draft.default_repository
    kind = next((c.repository.type for c in draft.repository_choices() if c.repository.uuid == repository), "")
    return DiskSpec(
        capacity_bytes=disk.capacity_bytes,
        bus=disk.bus,
        format="qcow2" if kind in FILE_TYPES else "raw",
        thin=disk.thin,
        repository=repository,
        source_file=template.disk_file if template is not None and template.complete and index == 0 else "",
    )


def _nic(listed: tuple[NetworkChoice, ...], answer: NicAnswer) -> NicSpec | None:
    choice = choices.find_network(listed, answer.network)
    if choice is None:
        return None
    spec = choice.spec
    return NicSpec(kind=spec.kind, source=spec.source, model=answer.model, mac=answer.mac.strip().lower(), portgroup=spec.portgroup)


def parts(draft: NewVmDraft) -> tuple[BuiltinTemplate, Host]:
    """Template and host, or ConsoleError when one is missing."""
    template, host = draft.template, draft.host
    if template is None or host is None:
        raise ConsoleError(N_("The new VM needs a template and a host."), cause=Cause.INVALID)
    return template, host


def plan(draft: NewVmDraft) -> VmSpec:
    """The specification, by the template's tuning and the host's capabilities."""
    template, host = parts(draft)
    return specify(template, host, chosen(draft))


def preview(draft: NewVmDraft) -> str:
    """The domain XML to be defined; volumes that are yet to be made have their planned paths."""
    spec = plan(draft)
    repositories = {c.repository.uuid: c.repository for c in draft.repository_choices()}
    sources: list[DiskSource] = []
    names: set[str] = set()
    for disk in spec.disks:
        repository = repositories.get(disk.repository or draft.default_repository)
        if disk.existing_path or repository is None:
            sources.append(DiskSource(disk.existing_path, disk.format))
            continue
        name = unique_name(disk.name or volume_name(spec.name, disk.format, repository), names)
        names.add(name)
        path = f"{repository.path.rstrip('/')}/{name}"
        sources.append(DiskSource(path, disk.format, "file" if repository.type in FILE_TYPES else "block"))
    return build_domain(spec, sources)


def operation(draft: NewVmDraft) -> Operation:
    """What *Create* runs. ConsoleError when the answers don't make a VM."""
    template, host = parts(draft)
    inventory, medium, unattended = draft.inventory, draft.medium, draft.unattended
    create = create_vm(plan(draft), inventory, start=draft.answers.start)
    upload = upload_file(host.id, draft.library, draft.answers.local_iso.strip(), inventory) if draft.uploads_iso else None
    if draft.method is not MediaMethod.URL and unattended is None:
        return create if upload is None else NewVm(create, template, chosen(draft), upload)
    if medium is None or draft.catalogue is None:
        raise ConsoleError(N_("The medium has not been looked at yet."), cause=Cause.INVALID)
    library = next((c.repository.uuid for c in draft.library_choices() if c.why_not is None), "")
    return NewVm(create, template, chosen(draft), upload, medium, draft.catalogue, library)
