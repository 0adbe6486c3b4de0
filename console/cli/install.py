"""vm-install: the New VM draft, filled from the command line."""

from __future__ import annotations

import argparse
from pathlib import Path

from console.cli.parser import DiskArgument
from console.cli.session import Session
from console.cli.show import vm_json
from console.cli.vms import wait_agents
from console.model.errors import Cause, ConsoleError
from console.model.ids import Kind, Ref
from console.model.objects import Host, Vm
from console.model.text import N_, tr
from console.operations.drafts.choices import find_network, network_choices
from console.operations.drafts.parts import DiskAnswer, MediaMethod, NicAnswer, PageId
from console.operations.drafts.said import Problem
from console.operations.install import InstallWatcher
from console.operations.new_vm import NewVmDraft

ACCELERATION_SECONDS = 60.0


async def vm_install(session: Session, args: argparse.Namespace) -> None:
    """vm-install."""
    start = args.start or args.wait_agent is not None or args.wait_install is not None
    template = await session.catalogue.find(args.template)
    if template is None:
        raise ConsoleError(
            N_("There is no template {name}.", name=args.template), cause=Cause.GONE, remedy=N_("“virtdeckctl template-list” shows them.")
        )
    await session.connect([args.host] if args.host else [], args.timeout, everything=True)
    for each in session.inventory.hosts():
        if each.record.embedded:
            await session.first_start(each.id)
    draft = NewVmDraft(session.inventory, await session.catalogue.templates())
    draft.choose_template(template.id)
    host = _host(session, draft, args.host)
    await _checked_acceleration(session, host)
    draft.change(
        host=host.id,
        name=args.name,
        description=args.description,
        vcpus=args.vcpus,
        memory_bytes=args.memory,
        firmware=args.firmware,
        autostart=args.autostart,
        start=start,
        disks=None if args.disk is None else tuple(_disk(session, host, disk) for disk in args.disk),
        nics=None if args.network is None else tuple(NicAnswer(network=_network(session, host, name)) for name in args.network),
    )
    await _medium(session, draft, args)
    _refuse(session, draft.problems())
    if args.dry_run:
        session.output.line(draft.xml().rstrip())
        return
    watcher = InstallWatcher(session.runner) if args.wait_install is not None else None
    uuid = await session.run(draft.operation())
    ref = Ref(Kind.VM, host.id, uuid)
    if args.wait_install is not None:
        await _wait_install(session, ref, args.wait_install)
    if args.wait_agent is not None:
        await wait_agents(session, [ref], args.wait_agent)
    if watcher is not None:
        watcher.shutdown()
    _tell(session, session.inventory.vm(ref), uuid)


def _tell(session: Session, vm: Vm | None, uuid: str) -> None:
    if session.output.json:
        session.output.document(vm_json(vm, session.inventory) if vm is not None else {"uuid": uuid})
    else:
        session.output.line(f"{vm.name if vm is not None else ''}  {uuid}".strip())


def _host(session: Session, draft: NewVmDraft, word: str | None) -> Host:
    """The home host: the named one, else what the draft finds fit."""
    found = draft.host
    if word is not None:
        found = next(host for host in session.inventory.hosts() if word in (host.name, host.id, host.record.uri))
    if found is None:
        raise ConsoleError(N_("There is no host that the VM could be created on."), cause=Cause.GONE)
    return found


async def _checked_acceleration(session: Session, host: Host) -> None:
    """Whether KVM works decides what is created: wait for the check."""

    def known() -> bool:
        now = session.inventory.host(host.id)
        return now is None or now.acceleration.state != "checking"

    await session.until(known, ACCELERATION_SECONDS)


def _disk(session: Session, host: Host, disk: DiskArgument) -> DiskAnswer:
    uuid = ""
    if disk.repository:
        found = next((r for r in session.inventory.repositories(host.id) if disk.repository in (r.name, r.uuid)), None)
        if found is None:
            names = ", ".join(sorted(r.name for r in session.inventory.repositories(host.id)))
            raise ConsoleError(
                N_("There is no storage repository {name} on {host}; there are: {names}.", name=disk.repository, host=host.name, names=names),
                cause=Cause.GONE,
            )
        uuid = found.uuid
    return DiskAnswer(disk.capacity_bytes, uuid, disk.thin, disk.bus)


def _network(session: Session, host: Host, word: str) -> str:
    """The key of a network choice: as the wizard's command says it, or a network's name."""
    if word == "default" and find_network(network_choices(session.inventory, host), "network:default") is None:
        return ""
    if word == "user" or ":" in word:
        return word
    key = f"network:{word}"
    if find_network(network_choices(session.inventory, host), key) is None:
        names = ", ".join(sorted(network.name for network in session.inventory.networks(host.id))) or "user"
        raise ConsoleError(N_("There is no network {name} on {host}; there are: {names}.", name=word, host=host.name, names=names), cause=Cause.GONE)
    return key


async def _medium(session: Session, draft: NewVmDraft, args: argparse.Namespace) -> None:
    """Where the operating system comes from."""
    if args.url:
        draft.change(method=MediaMethod.URL, url=args.url)
    elif args.pxe:
        draft.change(method=MediaMethod.PXE)
    elif args.iso:
        await draft.refresh_media(session.hosts)
        host = draft.host
        known = [iso for iso in draft.media.isos if args.iso in (iso.volume.path, iso.volume.name)]
        mine = [iso for iso in known if host is not None and iso.volume.host == host.id]
        if args.iso.startswith("/dev/"):
            draft.change(method=MediaMethod.DRIVE, drive=args.iso)
        elif mine or known:
            draft.change(method=MediaMethod.REPOSITORY, iso=(mine or known)[0])
        else:
            path = str(await session.background.run(lambda: Path(args.iso).absolute()))
            draft.change(method=MediaMethod.LOCAL, local_iso=path, copy_iso=True if args.copy_iso else None)
    else:
        return
    await draft.identify_medium(session.catalogue, session.hosts, session.background)


def _refuse(session: Session, problems: tuple[Problem[PageId], ...]) -> None:
    """All errors at once; warnings are notes."""
    errors = [problem for problem in problems if problem.error]
    for problem in problems:
        if not problem.error:
            session.output.note(str(problem.text))
    for problem in errors[1:]:
        session.output.complain(str(problem.text))
    if errors:
        raise ConsoleError(errors[0].text, cause=Cause.INVALID, remedy=errors[0].remedy)


async def _wait_install(session: Session, ref: Ref, seconds: float) -> None:
    def over() -> bool:
        vm = session.inventory.vm(ref)
        return vm is None or (not vm.installing and vm.state.active)

    if not await session.until(over, seconds):
        session.output.complain(tr("The installation did not end within {seconds} seconds; the VM goes on.", seconds=round(seconds)))
