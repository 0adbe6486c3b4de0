"""p2v-media, p2v-sessions, p2v-script: machines that come to us, by virt-p2v or by a script of their own."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from console.cli.p2v import add_machine, add_target, format_in, make, repository_named, reviewed, target
from console.cli.session import Session
from console.cli.show import vm_json
from console.model.errors import Cause, ConsoleError
from console.model.ids import Kind, Ref
from console.model.objects import Host
from console.model.spec import NicSpec
from console.model.text import N_, tr
from console.operations.drafts.choices import find_network, network_choices
from console.operations.p2v.arrival import own_addresses, watch
from console.operations.p2v.media import BuildImage, MediaOrder, prepare
from console.operations.p2v.receiver import ReceivedDisks, ScriptOrder, receive, report
from console.operations.p2v.sessions import AcceptMachine, FollowSession, Wanted, log_lines


def add_parsers(add: Callable[[str, str], argparse.ArgumentParser], size: Callable[[str], int], count: Callable[[str], int]) -> None:
    """The verbs' options."""
    media = add("p2v-media", tr("Prepare a host for a machine that boots virt-p2v, wait for it, and make its VM."))
    add_target(media)
    media.add_argument("--conversion-host", metavar="HOST", help=tr("where virt-v2v runs; else the target host"))
    media.add_argument("--folder", default=".", help=tr("where a folder with key, kernel command line and PXE entry is made"))
    media.add_argument("--server", help=tr("address of the conversion host, as the machine reaches it"))
    media.add_argument("--port", type=count, default=22, help=tr("port of its ssh server"))
    media.add_argument("--user", default="root", help=tr("login there; anybody else than root needs sudo without a password"))
    media.add_argument("--identity-url", default="", metavar="URL", help=tr("where the machine fetches the key; else it is on the media"))
    media.add_argument("--image", default="", metavar="FILE", help=tr("also build a bootable image with virt-p2v-make-disk"))
    media.add_argument("--disk", metavar="DEVICE", action="append", help=tr("only this disk of the machine (sda); may be given several times"))
    media.add_argument("--vcpus", type=count, default=0, help=tr("number of vCPUs; else as the machine has"))
    media.add_argument("--memory", type=size, default=0, help=tr("memory, for example 2G; else as the machine has"))
    media.add_argument("--hours", type=count, default=24, help=tr("how long the key is good"))
    media.add_argument("--stay-on", action="store_true", help=tr("the machine is not switched off after its conversion"))
    media.add_argument("--sshd-config", default="", metavar="FILE", help=tr("settings of the conversion host's ssh server, where not the usual ones"))

    shown = add("p2v-sessions", tr("Show the conversions of machines that boot virt-p2v; watch one, and make its VM."))
    shown.add_argument("conversion_host", metavar="HOST", nargs="?", help=tr("conversion host"))
    shown.add_argument("--watch", metavar="SESSION", help=tr("follow this one (its folder, or the machine's name) to its end"))
    shown.add_argument("--log", metavar="SESSION", help=tr("show the log of this one"))
    shown.add_argument("--make-vm", action="store_true", help=tr("make the VM from the result (with --watch)"))
    shown.add_argument("--vcpus", type=count, default=0, help=tr("number of vCPUs; else as the machine has"))
    shown.add_argument("--memory", type=size, default=0, help=tr("memory, for example 2G; else as the machine has"))
    add_target(shown)

    script = add("p2v-script", tr("Make a script with which a running Windows copies itself, wait for it, and make its VM."))
    add_target(script)
    add_machine(script, size, count)
    script.add_argument("--check", action="store_true", help=tr("only a report of the machine"))
    script.add_argument("--folder", default=".", help=tr("where the script is written"))
    script.add_argument("--address", action="append", help=tr("of this computer, as the machine reaches it; may be given several times"))
    script.add_argument("--listen", type=int, default=0, metavar="PORT", help=tr("port of this computer; else any free one"))
    script.add_argument("--hours", type=count, default=24, help=tr("how long the script is good"))


# --------------------------------------------------------------------------- what is named


async def _host(session: Session, args: argparse.Namespace, word: str | None) -> Host:
    words = [each for each in (args.host, word) if each]
    await session.connect(words, args.timeout, everything=True)
    for each in session.inventory.hosts():
        if each.record.embedded:
            await session.first_start(each.id)
    if word:
        return session.host_named(word)
    hosts = session.inventory.hosts()
    return next((host for host in hosts if host.loaded), hosts[0])


async def _wanted(session: Session, args: argparse.Namespace, host: Host) -> Wanted:
    repository = repository_named(session, host, args.sr)
    network: NicSpec | None = None
    if args.network is not None:
        choice = find_network(network_choices(session.inventory, host), args.network)
        if choice is None:
            raise ConsoleError(N_("{host} has no network {name}.", host=host.name, name=args.network), cause=Cause.GONE)
        network = choice.spec
    format = format_in(repository, args.format)
    templates = tuple(await session.catalogue.templates())
    return Wanted(
        host.id,
        repository.uuid,
        templates,
        format,
        args.name or "",
        network,
        args.new_mac,
        args.start,
        thin=not args.thick,
        vcpus=args.vcpus or None,
        memory_bytes=args.memory or None,
    )


async def _address(session: Session, host: Host) -> str:
    """The likeliest address of a host: what it is reached by, or this computer's first one."""
    if not host.record.local:
        return urlsplit(host.record.uri).hostname or host.name
    return (await _addresses(session))[0]


async def _addresses(session: Session) -> list[str]:
    found = list(await own_addresses(session.runner.world.programs))
    if not found:
        raise ConsoleError(N_("This computer has no network address."), cause=Cause.INVALID, remedy=N_("Name the one to be used."))
    return found


def _tell_vm(session: Session, host: Host, identity: str) -> None:
    vm = session.inventory.vm(Ref(Kind.VM, host.id, identity))
    if session.output.json:
        session.output.document(vm_json(vm, session.inventory) if vm is not None else {"uuid": identity})
    else:
        session.output.line(f"{vm.name if vm is not None else ''}  {identity}".strip())


# --------------------------------------------------------------------------- the verbs


async def p2v_media(session: Session, args: argparse.Namespace) -> None:
    """p2v-media."""
    host = await _host(session, args, args.host)
    conversion = session.host_named(args.conversion_host) if args.conversion_host else host
    order = MediaOrder(
        args.server or await _address(session, conversion),
        args.port,
        args.user,
        args.folder,
        args.identity_url,
        args.hours,
        args.name or "",
        args.vcpus,
        args.memory,
        tuple(args.disk or ()),
        "true" if args.stay_on else "poweroff",
        sshd_config=args.sshd_config,
    )

    wanted = await _wanted(session, args, host)
    preparation = await prepare(session.runner.world, conversion, order)
    try:
        if args.image:
            await session.run(BuildImage(preparation, os.path.abspath(args.image)))  # noqa: ASYNC240, PTH100 - asks for the current folder only
        say = session.output.note if session.output.json else session.output.line
        say(str(N_("Boot the machine from virt-p2v media with this kernel command line:")))
        say(preparation.kernel_line)
        say(str(N_("The key and a PXE entry are in {folder}.", folder=preparation.folder)))
        made = await session.run(AcceptMachine(conversion.id, preparation, wanted))
    finally:
        await preparation.close()
    _tell_vm(session, host, made)


async def p2v_sessions(session: Session, args: argparse.Namespace) -> None:
    """p2v-sessions."""
    host = await _host(session, args, args.conversion_host)
    programs = session.runner.world.programs
    found = tuple(reversed(await watch(programs, host)))
    word = args.watch or args.log
    if word is None:
        if session.output.json:
            keys = ("folder", "name", "started", "status", "state", "output", "storage", "format")
            more = [{"step": str(each.step), "fraction": each.fraction} for each in found]
            session.output.document([{key: getattr(each.session, key) for key in keys} | also for each, also in zip(found, more, strict=True)])
            return
        for each in found:
            when = time.strftime("%Y-%m-%d %H:%M", time.localtime(each.session.started))
            session.output.line(f"{each.session.folder}  {when}  {each.state}  {each.session.name}  {each.how_far}".rstrip())
        return
    chosen = next((each.session for each in reversed(found) if word in (each.session.folder, each.session.name)), None)
    if chosen is None:
        raise ConsoleError(
            N_("{host} has no conversion {name}.", host=host.name, name=word), cause=Cause.GONE, remedy=N_("“virtdeckctl p2v-sessions” shows them.")
        )
    if args.log:
        for line in await log_lines(programs, host, chosen):
            session.output.line(line)
        return
    target = session.host_named(args.host) if args.host else host
    wanted = await _wanted(session, args, target) if args.make_vm else None
    result = await session.run(FollowSession(host.id, chosen, wanted))
    if wanted is not None and chosen.output == "local":
        _tell_vm(session, target, result)
    else:
        session.output.line(result)


async def p2v_script(session: Session, args: argparse.Namespace) -> None:
    """p2v-script."""
    addresses = tuple(args.address or await _addresses(session))
    order = ScriptOrder(addresses, args.folder, session.paths.resources / "p2v", args.listen, args.check, args.hours)

    if not args.check:
        await _host(session, args, args.host)  # what is wrong with the target is said before a machine comes
    reception = await receive(session.runner.world, order)
    try:
        say = session.output.note if session.output.json else session.output.line
        say(str(N_("Copy {file} to the machine and run it there as administrator:", file=reception.script.path)))
        say(reception.script.command)
        machine = await reception.machine()
        if args.check:
            session.output.line(report(machine))
        elif reviewed(session, args, machine, ()):
            spec, disks, conversion, pool = await target(session, args, machine)
            await make(session, ReceivedDisks(spec, machine, reception, disks, conversion, args.start, pool))
    except BaseException as failure:
        await reception.close(failure)
        raise
    await reception.close()


VERBS: dict[str, Callable[[Session, argparse.Namespace], Awaitable[None]]] = {
    "p2v-media": p2v_media,
    "p2v-sessions": p2v_sessions,
    "p2v-script": p2v_script,
}
