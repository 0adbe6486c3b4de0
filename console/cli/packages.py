"""Verbs that look into packages: OVA, OVF, XVA, disk images. They need no host and make nothing."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from console.cli.output import size
from console.cli.session import Session
from console.model.errors import Cause, ConsoleError, system_words
from console.model.tasks import Progress
from console.model.text import N_, Text, tr

if TYPE_CHECKING:  # parsers and cryptography are loaded by the verbs that need them, not by each start of virtdeckctl
    from console.operations.package import PackageContents, PackageDisk, PackageImage, PackageNic, PackageVm, Signature, Verification


def add_parsers(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The words of these verbs."""
    for verb, text in (
        ("package-show", tr("Show what is inside an OVA, OVF, XVA, disk image or domain XML, without importing it.")),
        ("package-verify", tr("Read all of a package, and compare its digests, checksums and signature.")),
    ):
        new = add(verb, text)
        new.add_argument("file", metavar="FILE", help=tr("the file; its kind is found by its content"))
        new.add_argument(
            "--trust", metavar="FILE", action="append", default=[], help=tr("a certificate (PEM) of a signer that you trust; may be repeated")
        )


def _trusted(files: Sequence[str]) -> list[bytes]:
    found = []
    for file in files:
        try:
            found.append(Path(file).read_bytes())
        except OSError as failure:
            raise ConsoleError(N_("{file} can't be read: {why}.", file=file, why=system_words(failure)), cause=Cause.INVALID) from None
    return found


def _disk_json(disk: PackageDisk, images: dict[str, PackageImage]) -> dict[str, Any]:
    found = images.get(disk.id)
    image = found.image if found is not None else None
    return {
        "id": disk.id,
        "name": disk.name,
        "device": disk.device,
        "files": list(disk.files),
        "format": image.format if image is not None else disk.format,
        "subformat": image.subformat if image is not None else "",
        "compression": disk.compression,
        "capacity_bytes": disk.capacity_bytes or (image.capacity_bytes if image is not None else None) or None,
        "file_bytes": disk.file_bytes,
        "bus": disk.bus,
        "controller": disk.controller,
        "controller_model": disk.controller_model,
        "unit": disk.unit,
        "problem": found.problem.english() if found is not None and found.problem is not None else "",
    }


def _nic_json(nic: PackageNic) -> dict[str, Any]:
    return {"network": nic.network, "mac": nic.mac, "model": nic.model}


def _vm_json(vm: PackageVm, images: dict[str, PackageImage]) -> dict[str, Any]:
    return {
        "name": vm.name,
        "uuid": vm.uuid,
        "description": vm.description,
        "vcpus": vm.cpus,
        "cores_per_socket": vm.cores_per_socket,
        "memory_bytes": vm.memory_bytes,
        "firmware": vm.firmware,
        "secure_boot": vm.secure_boot,
        "tpm": vm.tpm,
        "os": vm.os,
        "os_id": vm.os_id,
        "windows": vm.windows,
        "paravirtual": vm.paravirtual,
        "template": vm.template,
        "disks": [_disk_json(disk, images) for disk in vm.disks],
        "cds": [_disk_json(disk, images) for disk in vm.cds],
        "nics": [_nic_json(nic) for nic in vm.nics],
        "snapshots": [snapshot.name for snapshot in vm.snapshots],
    }


def _signature_json(signature: Signature) -> dict[str, Any]:
    return {
        "trust": signature.trust.value,
        "words": signature.words.english(),
        "subject": signature.subject,
        "issuer": signature.issuer,
        "not_after": signature.not_after,
        "fingerprint": signature.fingerprint,
    }


def package_json(contents: PackageContents) -> dict[str, Any]:
    """A package. Keys are stable."""
    images = {image.disk.id: image for image in contents.images}
    description = contents.description
    return {
        "kind": contents.kind,
        "compression": contents.compression,
        "version": description.version,
        "producer": description.producer,
        "complete": description.ours,
        "vms": [_vm_json(vm, images) for vm in description.vms],
        "spare_disks": [_disk_json(disk, images) for disk in description.spare_disks],
        "networks": [{"name": network.name, "description": network.description} for network in description.networks],
        "eulas": [{"vm": eula.vm, "text": eula.text} for eula in description.eulas],
        "manifest": contents.manifest,
        "signature": _signature_json(contents.signature),
        "warnings": [warning.english() for warning in description.warnings],
    }


KINDS: dict[str, Text] = {
    "ova": N_("OVA package"),
    "ovf": N_("OVF package"),
    "xva": N_("XVA of XenServer or XCP-ng"),
    "domain": N_("libvirt domain"),
    "disk": N_("disk image"),
}


def _vm_pairs(vm: PackageVm, contents: PackageContents) -> list[tuple[Text, str]]:
    images = {image.disk.id: image for image in contents.images}

    def line(disk: PackageDisk) -> str:
        data = _disk_json(disk, images)
        known = (
            str(data["bus"]),
            data["format"],
            size(data["capacity_bytes"]),
            " ".join(disk.files) if contents.kind != "xva" else disk.name,
            data["problem"],
        )
        return "  ".join(part for part in known if part)

    firmware = {"efi": "UEFI", "bios": "BIOS"}.get(vm.firmware, "")
    if vm.secure_boot:
        firmware = tr("{firmware} with Secure Boot", firmware=firmware)
    return [
        (N_("VM"), vm.name),
        (N_("Description"), vm.description),
        (N_("Operating system"), vm.os),
        (N_("vCPUs"), str(vm.cpus) if contents.kind != "disk" else ""),
        (N_("Memory"), size(vm.memory_bytes or None)),
        (N_("Firmware"), firmware),
        (N_("Disks"), "\n".join(line(disk) for disk in vm.disks)),
        (N_("Networks"), "\n".join("  ".join(part for part in (nic.network or "–", nic.mac, nic.model) if part) for nic in vm.nics)),
        (N_("Snapshots"), ", ".join(snapshot.name for snapshot in vm.snapshots)),
    ]


async def package_show(session: Session, args: argparse.Namespace) -> None:
    """package-show: what is inside."""
    from console.operations.package import describe

    contents = await describe(session.background, args.file, _trusted(args.trust))
    if session.output.json:
        session.output.document(package_json(contents))
        return
    description = contents.description
    kind = str(KINDS.get(contents.kind, contents.kind))
    made = [kind, description.version, contents.compression, tr("made by {program}", program=description.producer) if description.producer else ""]
    session.output.pairs([(N_("Package"), ", ".join(part for part in made if part))])
    if contents.kind in ("ova", "ovf"):
        session.output.pairs([(N_("Signature"), str(contents.signature.words)), (N_("Licences"), str(len(description.eulas) or ""))])
    for vm in description.vms:
        session.output.line("")
        session.output.pairs(_vm_pairs(vm, contents))
    for warning in description.warnings:
        session.output.note(str(warning))


def _verification_json(contents: PackageContents, found: Verification) -> dict[str, Any]:
    return {
        "kind": contents.kind,
        "ok": found.ok,
        "manifest": found.manifest,
        "signature": _signature_json(found.signature),
        "files": [
            {"name": check.name, "ok": check.ok, "algorithm": check.algorithm, "size_bytes": check.size, "words": check.words.english()}
            for check in found.files
        ],
    }


async def package_verify(session: Session, args: argparse.Namespace) -> None:
    """package-verify: exit status 1 when anything is wrong."""
    from console.operations.package import verify

    title = tr("Verify {file}", file=Path(args.file).name)

    def tell(done: int, total: int) -> None:
        session.output.step(title, Progress(fraction=min(1.0, done / total) if total else None))

    contents, found = await verify(session.background, args.file, _trusted(args.trust), tell)
    session.output.clear_progress()
    if session.output.json:
        session.output.document(_verification_json(contents, found))
    else:
        session.output.table((N_("FILE"), N_("RESULT")), [[check.name, str(check.words)] for check in found.files])
        if contents.kind in ("ova", "ovf"):
            if not found.manifest:
                session.output.note(tr("There is no manifest: nothing says what the files have to be."))
            session.output.note(str(found.signature.words))
    if not found.ok:
        raise ConsoleError(
            N_("{file} is not what it says: do not use it.", file=Path(args.file).name),
            cause=Cause.INVALID,
            remedy=N_("Get it again from its origin."),
        )


VERBS = {"package-show": package_show, "package-verify": package_verify}
