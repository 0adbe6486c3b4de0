"""vm-import: VMs from packages and disk images."""

from __future__ import annotations

import argparse
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from console.cli.session import Session
from console.cli.show import vm_json
from console.model.errors import Cause, ConsoleError, system_words
from console.model.text import N_, tr

if TYPE_CHECKING:  # parsers are loaded when the verb runs
    from console.operations.import_draft import ImportDraft

FIXUPS = ("auto", "virtio", "emulated", "convert")


def add_parsers(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The words of these verbs."""
    new = add("vm-import", tr("Import VMs from an OVA, OVF, XVA, disk image or domain XML. What was written is read back and compared."))
    new.add_argument("files", metavar="FILE", nargs="+", help=tr("a file, or an http(s) address; its kind is found by its content"))
    new.add_argument("--host", metavar="HOST", help=tr("target host"))
    new.add_argument("--sr", metavar="SR", help=tr("storage repository of the disks"))
    new.add_argument(
        "--network", metavar="A=B", action="append", default=[], help=tr("network A of the package becomes B here; A= leaves it out; may be repeated")
    )
    new.add_argument("--name", help=tr("name of the VM, where there is one; else as it was"))
    new.add_argument("--vm", metavar="NAME", action="append", default=[], help=tr("only this VM of the package; may be repeated"))
    new.add_argument("--restore", action="store_true", help=tr("with the UUID and the MAC addresses that it had, instead of as a copy"))
    new.add_argument("--keep-mac", action="store_true", help=tr("a copy with the MAC addresses that it had (default: new ones)"))
    new.add_argument("--format", choices=("qcow2", "raw"), help=tr("format of the disks (default: qcow2 in folders, else raw)"))
    new.add_argument("--thick", action="store_true", help=tr("take all space of the disks at once"))
    new.add_argument(
        "--fixup",
        choices=FIXUPS,
        default="auto",
        help=tr("how its system gets to start here: virtio devices as it is, emulated hardware, or converted by virt-v2v (default: what fits best)"),
    )
    new.add_argument("--accept-eula", action="store_true", help=tr("accept the licences in the package"))
    new.add_argument(
        "--trust", metavar="FILE", action="append", default=[], help=tr("a certificate (PEM) of a signer that you trust; may be repeated")
    )
    new.add_argument("--start", action="store_true", help=tr("start the VMs at the end"))
    new.add_argument("--dry-run", action="store_true", help=tr("print the XML that would be defined, and make nothing"))


async def vm_import(session: Session, args: argparse.Namespace) -> None:
    """vm-import."""
    from console.operations.import_draft import ImportDraft

    await session.connect([args.host] if args.host else [], args.timeout, everything=True)
    for each in session.inventory.hosts():
        if each.record.embedded:
            await session.first_start(each.id)
    draft = ImportDraft(session.inventory, session.catalogue)
    if args.host:
        draft.change(host=session.host_named(args.host).id)
    await draft.open(session.background, args.files, [_certificate(file) for file in args.trust])
    _answer(draft, args)
    await draft.look(session.hosts, session.runner.world.programs)
    if draft.eulas and not args.accept_eula:
        for text in draft.eulas:
            session.output.note(text)
    for name, said in draft.security_words():
        for words in said:
            session.output.note(f"{name}: {words}")
    for item in draft.chosen:
        for words in draft.warnings(item):
            session.output.note(f"{item.vm.name}: {words}")
    for problem in draft.problems():
        if problem.error:
            raise ConsoleError(N_("Nothing was imported: {why}", why=problem.text), cause=Cause.INVALID, remedy=problem.remedy)
        session.output.note(str(problem.text))
    if args.dry_run:
        for item in draft.chosen:
            session.output.line(draft.xml(item).rstrip())
        return
    operations = draft.operations()
    for operation in operations:
        await session.run(operation)
    made = [vm for operation in operations for ref in operation.refs if (vm := session.inventory.vm(ref)) is not None]
    if session.output.json:
        session.output.document([vm_json(vm, session.inventory) for vm in made])
    else:
        for vm in made:
            session.output.line(f"{vm.name}  {vm.uuid}")


def _answer(draft: ImportDraft, args: argparse.Namespace) -> None:
    """What was said on the command line."""
    from console.operations.drafts.parts import network_key
    from console.operations.import_draft import NOWHERE, DiskAnswer

    if args.vm:
        for name in args.vm:
            if all(item.vm.name != name for item in draft.items):
                raise ConsoleError(N_("There is no VM {name} in it.", name=name), cause=Cause.GONE)
        draft.change(skipped=frozenset(item.key for item in draft.items if item.vm.name not in args.vm))
    if args.name:
        if len(draft.chosen) > 1:
            raise ConsoleError(
                N_("--name is for one VM; there are {n}.", n=len(draft.chosen)), cause=Cause.INVALID, remedy=N_("Choose one with --vm.")
            )
        draft.change(names={item.key: args.name for item in draft.chosen})
    if args.sr:
        repository = next((r for r, _ in draft.repositories() if args.sr in (r.name, r.uuid)), None)
        if repository is None:
            names = ", ".join(sorted(r.name for r, _ in draft.repositories()))
            host = draft.host.name if draft.host is not None else ""
            raise ConsoleError(
                N_("There is no storage repository {name} on {host}; there are: {names}.", name=args.sr, host=host, names=names), cause=Cause.GONE
            )
        draft.change(repository=repository.uuid)
    networks = {}
    for word in args.network:
        source, equals, target = word.partition("=")
        if not equals:
            raise ConsoleError(N_("“{word}” is not a pair of networks. Write it like VM Network=default.", word=word), cause=Cause.INVALID)
        if source not in draft.source_networks():
            names = ", ".join(draft.source_networks())
            raise ConsoleError(N_("There is no network {name} in the package; there are: {names}.", name=source, names=names), cause=Cause.GONE)
        networks[source] = NOWHERE if not target else target if target == "user" or ":" in target else f"network:{target}"
    draft.change(restore=args.restore, keep_macs=args.keep_mac, accepted=args.accept_eula, start=args.start, networks=networks)
    known = {network_key(choice.spec) for choice in draft.network_choices()}
    for key in networks.values():
        if key != NOWHERE and key not in known:
            host = draft.host.name if draft.host is not None else ""
            raise ConsoleError(N_("{host} has no network {name}.", host=host, name=key.removeprefix("network:")), cause=Cause.GONE)
    answer = DiskAnswer("", args.format or "", not args.thick)
    draft.change(disks={item.disk_key(disk): answer for item in draft.items for disk in item.vm.disks})
    if args.fixup != "auto":
        draft.change(fixups={item.key: args.fixup for item in draft.items})


def _certificate(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as failure:
        raise ConsoleError(N_("{file} can't be read: {why}.", file=file, why=system_words(failure)), cause=Cause.INVALID) from None


VERBS: dict[str, Callable[[Session, argparse.Namespace], Awaitable[None]]] = {"vm-import": vm_import}
