"""vm-export: VMs and templates into files."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from console.cli.session import Session
from console.model.errors import Cause, ConsoleError
from console.model.rules_export import Running
from console.model.text import N_, tr

FORMATS = ("xva", "ova", "ovf", "qcow2", "vmdk", "vhd", "vhdx", "raw")


def add_parsers(add_vms: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The words of this verb."""
    new = add_vms("vm-export", tr("Export VMs or templates into files. What was written is read again and compared before it appears."))
    new.add_argument("--format", choices=FORMATS, required=True, help=tr("what is made; ova and ovf take several VMs into one package"))
    new.add_argument("--output", metavar="PATH", required=True, help=tr("a folder, or the file (several files: a folder)"))
    new.add_argument("--disk-format", choices=("vmdk", "vhd", "raw"), default="vmdk", help=tr("of the disks in an ova or ovf (default: vmdk)"))
    new.add_argument("--compression", choices=("none", "gzip", "zstd"), default="none", help=tr("of an xva, a raw image, or the files of an ovf"))
    new.add_argument("--checksum", choices=("xxhash", "sha1"), default="xxhash", help=tr("of an xva; sha1: XenServer before 8 (default: xxhash)"))
    new.add_argument("--manifest", choices=("sha256", "sha1", "none"), default="sha256", help=tr("digests in an ova or ovf (default: sha256)"))
    new.add_argument("--sign-key", metavar="FILE", default="", help=tr("sign the manifest with this key (PEM)"))
    new.add_argument("--sign-certificate", metavar="FILE", default="", help=tr("the X.509 certificate of the key (PEM)"))
    new.add_argument("--sign-password-file", metavar="FILE", default="", help=tr("a file with the password of the key"))
    new.add_argument("--eula", metavar="FILE", action="append", default=[], help=tr("a licence text that importers have to accept; may be repeated"))
    new.add_argument(
        "--running",
        choices=[way.value for way in Running],
        default=Running.MOMENT.value,
        help=tr("VMs that run: live: their disks as they are at one moment; shutdown: shut down, export, start again (default: live)"),
    )
    new.add_argument("--no-snapshots", action="store_true", help=tr("ova and ovf: without the snapshots inside the disks, which only Virtdeck reads"))
    new.add_argument("--overwrite", action="store_true", help=tr("replace files that are there"))
    new.add_argument("--no-verify", action="store_true", help=tr("do not read again and compare what was written"))


async def vm_export(session: Session, args: argparse.Namespace) -> None:
    """vm-export."""
    from console.operations.export_draft import ExportDraft, SigningFiles  # loads parsers and cryptography

    await session.connect(args.host, args.timeout, everything=True)
    vms = [session.vm_named(word) for word in args.vms]
    draft = ExportDraft(session.inventory, [vm.ref for vm in vms])
    draft.change(
        format=args.format,
        disk_format=args.disk_format,
        compression="" if args.compression == "none" else args.compression,
        checksum=args.checksum,
        manifest="" if args.manifest == "none" else args.manifest,
        signing=SigningFiles(args.sign_key, args.sign_certificate, _password(args.sign_password_file)),
        eulas=tuple(_text(file) for file in args.eula),
        running=Running(args.running),
        overwrite=args.overwrite,
        verify=not args.no_verify,
        snapshots=not args.no_snapshots,
    )
    draft.set_output(args.output)
    await draft.look(session.hosts, session.background)
    for problem in draft.problems():
        if problem.error:
            raise ConsoleError(N_("Nothing was exported: {why}", why=problem.text), cause=Cause.INVALID, remedy=problem.remedy)
        session.output.note(str(problem.text))
    result = await session.run(draft.operation())
    files = result.splitlines()
    if session.output.json:
        session.output.document([{"path": path, "size_bytes": Path(path).stat().st_size} for path in files])  # noqa: ASYNC240 - the end of the run
    else:
        for path in files:
            session.output.line(path)


def _text(file: str) -> str:
    try:
        return Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as failure:
        raise ConsoleError(N_("{file} can't be read: {why}.", file=file, why=str(failure)), cause=Cause.INVALID) from None


def _password(file: str) -> str:
    return _text(file).rstrip("\r\n") if file else ""


VERBS = {"vm-export": vm_export}
