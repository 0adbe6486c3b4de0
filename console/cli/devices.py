"""Verbs for the devices of one VM: network cards, virtual disks, the disc in its CD drive."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from console.cli.session import Session
from console.cli.vms import show_results, show_vms
from console.model.errors import Cause, ConsoleError
from console.model.objects import Nic, StorageRepository, Vm
from console.model.rules_storage import default_format
from console.model.text import N_, tr
from console.operations.base import Operation
from console.operations.disks import AddDisk, DetachDisk, buses
from console.operations.media import ChangeCd, eject, why_no_disc, why_not_eject
from console.operations.nics import USER, ChangeNic, NicVerb, places
from console.operations.subject import refusal, target
from console.operations.volumes import CreateVolume, place_of, proposed_name


def add_parsers(
    add: Callable[[str, str], argparse.ArgumentParser], add_vms: Callable[[str, str], argparse.ArgumentParser], size: Callable[[str], int]
) -> None:
    """The words of these verbs. ``size`` parses sizes."""

    def one(verb: str, text: str) -> argparse.ArgumentParser:
        new = add(verb, text)
        new.add_argument("vm", metavar="VM", help=tr("name or UUID"))
        new.add_argument("--host", metavar="HOST", action="append", default=[], help=tr("look on this host only"))
        return new

    network = tr("a network of its host; “user” = the user network")
    nic = one("vm-nic-add", tr("Give a VM a network card, also while it runs."))
    nic.add_argument("--network", metavar="NETWORK", help=network)
    change = one("vm-nic-set", tr("Put a network card into another network, or pull its cable; also while the VM runs."))
    change.add_argument("nic", metavar="CARD", help=tr("its MAC address, or its number from 1"))
    what = change.add_mutually_exclusive_group(required=True)
    what.add_argument("--network", metavar="NETWORK", help=network)
    what.add_argument("--plug", action="store_true", help=tr("plug its cable in"))
    what.add_argument("--unplug", action="store_true", help=tr("unplug its cable"))
    one("vm-nic-remove", tr("Remove a network card from a VM, also while it runs.")).add_argument(
        "nic", metavar="CARD", help=tr("its MAC address, or its number from 1")
    )
    attach = one("vm-disk-attach", tr("Attach a virtual disk to a VM, also while it runs; with --size a new one."))
    attach.add_argument("repository", metavar="REPOSITORY", help=tr("name or UUID of the storage repository"))
    attach.add_argument("name", metavar="NAME", help=tr("name of the disk"))
    attach.add_argument("--size", metavar="SIZE", type=size, help=tr("make it, this large"))
    attach.add_argument("--bus", metavar="BUS", default="", help=tr("virtio, scsi, sata or usb (default: as its other disks)"))
    attach.add_argument("--read-only", action="store_true", help=tr("the guest can't write to it"))
    one("vm-disk-detach", tr("Detach a virtual disk from a VM, also while it runs. What is on it stays.")).add_argument(
        "target", metavar="TARGET", help=tr("libvirt's name of the disk, like vdb")
    )
    insert = one("vm-cd-insert", tr("Put an ISO image into the CD drive of a VM."))
    insert.add_argument("path", metavar="FILE", help=tr("its path on the VM's host"))
    insert.add_argument("--here", action="store_true", help=tr("it is a file of this computer, and is brought to the host first"))
    add_vms("vm-cd-eject", tr("Take the discs out of the CD drives of VMs."))


async def vm_device(session: Session, args: argparse.Namespace) -> None:
    """vm-nic-add, vm-nic-set, vm-nic-remove, vm-disk-attach, vm-disk-detach, vm-cd-insert."""
    await session.connect(args.host, args.timeout, everything=True)
    vm = session.vm_named(args.vm)
    result = await session.run(_MAKERS[args.verb](session, vm, args))
    if session.output.json:
        now = session.inventory.vm(vm.ref)
        show_vms(session, [now] if now is not None else [])
    else:
        session.output.line(result)


async def vm_cd_eject(session: Session, args: argparse.Namespace) -> None:
    """vm-cd-eject."""
    await session.connect(args.host, args.timeout)
    vms = session.vms_named(args.vms)
    failures: list[ConsoleError | None] = []
    for vm in vms:
        if (reason := why_not_eject(vm, session.inventory)) is not None:
            wrong = refusal(N_("No disc could be taken out of {name}", name=vm.name), reason)
            session.output.error(wrong)
            failures.append(wrong)
            continue
        failures.append(next((each for each in await session.run_all(eject(vm, session.inventory)) if each is not None), None))
    show_results(session, vms, failures)


def _nic_add(session: Session, vm: Vm, args: argparse.Namespace) -> Operation:
    there = [key for key, _ in places(vm, session.inventory)]
    place = args.network or next(iter(there), USER)
    return ChangeNic(target(vm, session.inventory), NicVerb.ADD, place=place)


def _nic_set(session: Session, vm: Vm, args: argparse.Namespace) -> Operation:
    verb = NicVerb.PLUG if args.plug else NicVerb.UNPLUG if args.unplug else NicVerb.MOVE
    return ChangeNic(target(vm, session.inventory), verb, _nic(vm, args.nic).mac, args.network or "")


def _nic_remove(session: Session, vm: Vm, args: argparse.Namespace) -> Operation:
    return ChangeNic(target(vm, session.inventory), NicVerb.REMOVE, _nic(vm, args.nic).mac)


def _nic(vm: Vm, word: str) -> Nic:
    nics = vm.config.nics if vm.config is not None else ()
    found = next((nic for nic in nics if nic.mac.lower() == word.lower()), None)
    if found is None and word.isdecimal() and 0 < int(word) <= len(nics):
        found = nics[int(word) - 1]
    if found is None:
        macs = ", ".join(nic.mac for nic in nics)
        raise ConsoleError(N_("{name} has no network card {card}; it has: {cards}.", name=vm.name, card=word, cards=macs or "-"), cause=Cause.GONE)
    return found


def _disk_attach(session: Session, vm: Vm, args: argparse.Namespace) -> Operation:
    repository = _repository(session, vm, args.repository)
    place, bus = place_of(repository, session.inventory), args.bus or buses(vm)[0]
    if bus not in buses(vm):
        raise ConsoleError(N_("{name} can't have a disk on the bus {bus}.", name=vm.name, bus=bus), cause=Cause.INVALID)
    new = None
    if args.size is not None:
        kind = default_format(repository)
        new = CreateVolume(place, proposed_name(args.name, kind, repository), args.size, kind)
    return AddDisk(target(vm, session.inventory), place, new.name if new is not None else args.name, bus, new, readonly=args.read_only)


def _repository(session: Session, vm: Vm, word: str) -> StorageRepository:
    """As the VM's own host sees it."""
    there = session.inventory.repositories(vm.host)
    found = next((each for each in there if word in (each.name, each.uuid)), None)
    if found is None:
        host = session.host_name(vm.host)
        raise ConsoleError(N_("{host} has no storage repository {name}.", host=host, name=word), cause=Cause.GONE)
    return found


def _disk_detach(session: Session, vm: Vm, args: argparse.Namespace) -> Operation:
    return DetachDisk(target(vm, session.inventory), args.target)


def _cd_insert(session: Session, vm: Vm, args: argparse.Namespace) -> Operation:
    if (reason := why_no_disc(vm, session.inventory)) is not None:
        raise refusal(N_("The disc could not be changed"), reason)
    return ChangeCd(target(vm, session.inventory), args.path, here=args.here)


_MAKERS: dict[str, Callable[[Session, Vm, argparse.Namespace], Operation]] = {
    "vm-nic-add": _nic_add,
    "vm-nic-set": _nic_set,
    "vm-nic-remove": _nic_remove,
    "vm-disk-attach": _disk_attach,
    "vm-disk-detach": _disk_detach,
    "vm-cd-insert": _cd_insert,
}
VERBS = {**dict.fromkeys(_MAKERS, vm_device), "vm-cd-eject": vm_cd_eject}
