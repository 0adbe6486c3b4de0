"""A conversion host gets ready for one machine that boots virt-p2v: a key for one job, a folder for the result, and the words for the media.

The key can't be bound to a command (virt-p2v runs a shell and scp), so it is bound to a time: it expires by itself, carries the job's id as its
comment, and is removed at the end, or from the list of leftovers after a crash.
"""

from __future__ import annotations

import logging
import os
import shutil
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from console.guests.p2v_media import (
    IDENTITY_IN_IMAGE,
    P2vFields,
    kernel_line,
    key_options,
    mark,
    pxe_entry,
    root_refused,
    sshd_problems,
)
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.ports import Programs
from console.model.text import N_, Text, tr
from console.operations.base import Context
from console.operations.p2v.prerequisites import Check

log = logging.getLogger("virtdeck.operations")

SECONDS = 30.0
IMAGE_SECONDS = 3600.0
"""virt-builder fetches a system of some hundred MB first."""

_SSHD = r"""
PATH=$PATH:/usr/sbin:/sbin; user=$1; shift
sshd -T "$@" -C "user=$user,host=p2v,addr=192.0.2.1" || sudo -n sshd -T "$@" -C "user=$user,host=p2v,addr=192.0.2.1"
"""
_HOME = r"""eval home=~"$1"; case $2 in /*) printf '%s\n' "$2" ;; *) printf '%s/%s\n' "$home" "$2" ;; esac"""
_PREPARE = r"""
umask 077; set -e
keys=$1; folder=$2; hours=$3
mkdir -p -- "$(dirname -- "$keys")"; mkdir -- "$folder"
[ ! -s "$keys" ] || [ -z "$(tail -c 1 -- "$keys")" ] || echo >> "$keys"
expires=$(date -d "+$hours hours" +%Y%m%d%H%M)
read -r options key
printf '%s %s\n' "$(printf %s "$options" | sed "s/@EXPIRES@/$expires/")" "$key" >> "$keys"
"""
_REMOVE = r"""
keys=$1; mark=$2; folder=$3
case $folder in */"$mark") rm -rf -- "$folder" ;; esac
if [ -f "$keys" ] && grep -q -- " $mark\$" "$keys"; then
  umask 077; rest=$(mktemp) || exit 1
  grep -v -- " $mark\$" "$keys" > "$rest"; cat -- "$rest" > "$keys"; rm -f -- "$rest"
fi
true
"""


@dataclass(frozen=True, slots=True)
class MediaOrder:
    """What is to be prepared. ``server``: the conversion host as the physical machine reaches it."""

    server: str
    port: int = 22
    user: str = "root"
    folder: str = "."  # of this computer: a folder for the media's files is made in it
    identity_url: str = ""  # where the machine fetches the key (PXE); "" = on the media
    image: str = ""  # also build a bootable image here, with virt-p2v-make-disk
    hours: int = 24
    name: str = ""
    vcpus: int = 0
    memory_bytes: int = 0
    disks: tuple[str, ...] = ()
    post: str = "poweroff"
    work_folder: str = "/var/tmp"
    sshd_config: str = ""  # of the conversion host, where it is not the usual one


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a machine is booted with."""

    job: str
    folder: str  # of this computer, with all files
    identity: str  # path of the private key in it
    kernel_line: str
    pxe: str
    storage: str  # folder on the conversion host


async def prepare(ctx: Context, job_ends: AsyncExitStack, host: HostId, where: HostId | None, order: MediaOrder, title: Text) -> Prepared:
    """Check the host's ssh server, admit the key, write the files. All of it goes away with ``job_ends``."""
    programs, job = ctx.world.programs, ctx.task_id
    ctx.phase(N_("Checking the conversion host"))
    keys = await _admits(programs, where, order)
    storage, folder = f"{order.work_folder}/{mark(job)}", Path(os.path.abspath(order.folder)) / mark(job)  # noqa: ASYNC240, PTH100 - asks for the current folder only
    fields = P2vFields(
        order.server,
        storage,
        order.identity_url or IDENTITY_IN_IMAGE,
        order.port,
        order.user,
        order.user != "root",
        order.name,
        order.vcpus,
        order.memory_bytes,
        order.disks,
        order.post,
    )
    found = Prepared(job, str(folder), str(folder / "id_rsa"), kernel_line(fields), pxe_entry(fields), storage)
    ctx.phase(N_("Preparing the conversion host"))
    journal = ctx.world.journal
    files = await journal.announce(job, title.english(), "file", "", str(folder), folder.name)
    job_ends.push_async_callback(_forget_files, ctx, files, folder)
    await ctx.shield(_write_files(ctx, folder, found))
    await journal.confirm(files, str(folder), job)
    key = f"{keys}|{storage}"
    admitted = await journal.announce(job, title.english(), "p2v-key", str(host), key, mark(job))
    job_ends.push_async_callback(_take_back, ctx, admitted, where, keys, storage, job)
    public = (await ctx.world.background.run(lambda: (folder / "id_rsa.pub").read_text())).strip()
    line = f"{key_options('@EXPIRES@')} {public}\n".encode()
    await ctx.shield(programs.run(["sh", "-c", _PREPARE, "sh", keys, storage, str(order.hours)], host=where, deadline=SECONDS, stdin=line))
    await journal.confirm(admitted, key, job)
    if order.image:
        await _image(ctx, found, order.image)
    return found


async def try_ssh(programs: Programs, where: HostId | None, order: MediaOrder) -> Check:
    """Whether the host's ssh server lets virt-p2v work."""
    try:
        await _admits(programs, where, order)
    except ConsoleError as problem:
        return Check("ssh-server", False, problem.text, problem.remedy)
    return Check("ssh-server", True, N_("The host's ssh server takes machines that boot virt-p2v."))


async def _admits(programs: Programs, where: HostId | None, order: MediaOrder) -> str:
    """Path of the authorized keys; ConsoleError where the ssh server would keep virt-p2v out."""
    which = ["-f", order.sshd_config] if order.sshd_config else []
    told = await programs.run(["sh", "-c", _SSHD, "sh", order.user, *which], host=where, deadline=SECONDS, check=False)
    if told.status != 0:
        raise ConsoleError(
            N_("The settings of the conversion host's ssh server can't be read."),
            cause=Cause.UNSUPPORTED,
            remedy=N_("Install and start an ssh server there, and let Virtdeck log in as root."),
            detail=told.stderr[-2000:],
        )
    for problem in sshd_problems(told.stdout):
        raise problem
    if order.user == "root" and root_refused(told.stdout):
        raise ConsoleError(
            N_("The conversion host does not let root log in with a key."),
            cause=Cause.REFUSED,
            remedy=N_("Write “{line}” into sshd_config there, and reload the server.", line="PermitRootLogin prohibit-password"),
        )
    files = next((line.split()[1:] for line in told.stdout.splitlines() if line.lower().startswith("authorizedkeysfile ")), [])
    path = next((file for file in files if file != "none"), ".ssh/authorized_keys").replace("%u", order.user)
    path = path.replace("%h/", "") if path.startswith("%h/") else path
    answer = await programs.run(["sh", "-c", _HOME, "sh", order.user, path], host=where, deadline=SECONDS)
    return answer.stdout.strip()


async def _write_files(ctx: Context, folder: Path, prepared: Prepared) -> None:
    readme = "\n".join(
        (
            tr("Boot the physical machine from virt-p2v media. Virtdeck waits for it, and makes the VM."),
            "",
            tr("Kernel command line, to be added in the boot menu of the media (or in a PXE entry: pxe.cfg):"),
            prepared.kernel_line,
            "",
            tr(
                "The file id_rsa is the key of this one machine. Put it into the media with “virt-p2v-make-disk --inject-ssh-identity id_rsa”, "
                "or on a web server that only this machine reaches. It is of no use any more after the conversion."
            ),
            "",
        )
    )

    def write() -> None:
        folder.mkdir(mode=0o700, parents=True)
        for name, text in (("kernel-line.txt", prepared.kernel_line + "\n"), ("pxe.cfg", prepared.pxe), ("README.txt", readme)):
            (folder / name).write_text(text, encoding="utf-8")

    try:
        await ctx.world.background.run(write)
    except OSError as problem:
        raise ConsoleError(
            N_("The folder {folder} can't be made.", folder=str(folder)),
            cause=Cause.INVALID,
            detail=str(problem),
            remedy=N_("Choose another folder."),
        ) from problem
    argv = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", mark(prepared.job), "-f", prepared.identity]
    await ctx.world.programs.run(argv, deadline=SECONDS)


async def _image(ctx: Context, prepared: Prepared, image: str) -> None:
    """A bootable image with the key in it."""
    if await ctx.world.background.run(lambda: Path(image).exists()):
        raise ConsoleError(N_("{file} is there already.", file=image), cause=Cause.EXISTS, remedy=N_("Choose another name."))
    if await ctx.world.programs.which("virt-p2v-make-disk") is None:
        raise ConsoleError(
            N_("A bootable image can't be built: virt-p2v-make-disk is missing here."),
            cause=Cause.UNSUPPORTED,
            remedy=N_("Install the package {package}, or use the kernel command line with media from elsewhere.", package="virt-p2v"),
        )
    ctx.phase(N_("Building the bootable image (some hundred MB are fetched)"))
    part = f"{image}.{prepared.job}.part"
    try:
        await ctx.world.programs.run(
            ["virt-p2v-make-disk", "-o", part, "--inject-ssh-identity", prepared.identity], deadline=IMAGE_SECONDS, env={"LC_ALL": "C"}
        )
        await ctx.world.background.run(lambda: Path(part).replace(image))
    finally:
        await ctx.world.background.run(lambda: Path(part).unlink(missing_ok=True))


async def _forget_files(ctx: Context, entry: int, folder: Path) -> None:
    await ctx.world.background.run(lambda: shutil.rmtree(folder, ignore_errors=True))
    await ctx.world.journal.close(entry)


async def _take_back(ctx: Context, entry: int, where: HostId | None, keys: str, storage: str, job: str) -> None:
    try:
        await withdraw(ctx.world.programs, where, keys, storage, job)
    except ConsoleError as failure:
        log.error("the key %s is left in %s: %s", mark(job), keys, failure.text.english())
        return
    await ctx.world.journal.close(entry)


async def withdraw(programs: Programs, where: HostId | None, keys: str, storage: str, job: str) -> None:
    """Remove a job's key and folder from the host: what carries the job's mark, and nothing else."""
    await programs.run(["sh", "-c", _REMOVE, "sh", keys, mark(job), storage], host=where, deadline=SECONDS)
