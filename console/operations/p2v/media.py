"""A conversion host gets ready for one machine that boots virt-p2v: a key for one job, a folder for the result, and the words for the media.

The key can't be bound to a command (virt-p2v runs a shell and scp), so it is bound to a time: it expires by itself, carries the job's id as its
comment, and is removed at the end, or from the list of leftovers after a crash.
"""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import uuid
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from console.guests.p2v_media import (
    EMULATION_LINE,
    IDENTITY_IN_IMAGE,
    P2vFields,
    emulates,
    kernel_line,
    key_options,
    mark,
    pxe_entry,
    root_refused,
    sshd_problems,
)
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Ref
from console.model.objects import Host
from console.model.ports import Programs
from console.model.text import N_, Text, tr
from console.operations.base import Context, World, shielded
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
    hours: int = 24
    name: str = ""
    vcpus: int = 0
    memory_bytes: int = 0
    disks: tuple[str, ...] = ()
    post: str = "poweroff"
    work_folder: str = "/var/tmp"
    sshd_config: str = ""  # of the conversion host, where it is not the usual one


class Preparation:
    """A host that waits for one machine: what the machine is booted with. Key, folders and files are gone when it is closed."""

    def __init__(self, world: World, host: Host, order: MediaOrder) -> None:
        self.order = order
        self.job = uuid.uuid4().hex
        self._world, self._host, self._where = world, host.id, place_of(host)
        self._ends = AsyncExitStack()
        self._closing: asyncio.Future[None] | None = None
        self.storage = f"{order.work_folder}/{mark(self.job)}"
        """Folder on the conversion host, by which its session is known."""
        folder = Path(os.path.abspath(order.folder)) / mark(self.job)  # noqa: PTH100 - asks for the current folder only
        self.folder = str(folder)
        self.identity = str(folder / "id_rsa")
        """Path of the private key on this computer."""
        fields = P2vFields(
            order.server,
            self.storage,
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
        self.kernel_line, self.pxe = kernel_line(fields), pxe_entry(fields)

    async def open(self) -> None:
        """Check the host's ssh server, admit the key, write the files."""
        world, title = self._world, N_("virt-p2v media of {name}", name=self.order.name or self.order.server).english()
        keys = await _admits(world.programs, self._where, self.order)
        files = await world.journal.announce(self.job, title, "file", "", self.folder, mark(self.job))
        self._ends.push_async_callback(self._forget_files, files)
        await shielded(_write_files(world, self))
        await world.journal.confirm(files, self.folder, self.job)
        key = f"{keys}|{self.storage}"
        admitted = await world.journal.announce(self.job, title, "p2v-key", str(self._host), key, mark(self.job))
        self._ends.push_async_callback(self._take_back, admitted, keys)
        public = (await world.background.run(lambda: Path(f"{self.identity}.pub").read_text())).strip()
        line = f"{key_options('@EXPIRES@')} {public}\n".encode()
        argv = ["sh", "-c", _PREPARE, "sh", keys, self.storage, str(self.order.hours)]
        await shielded(world.programs.run(argv, host=self._where, deadline=SECONDS, stdin=line))
        await world.journal.confirm(admitted, key, self.job)

    async def close(self) -> None:
        """Take all of it away. The first call counts."""
        if self._closing is None:
            self._closing = asyncio.ensure_future(self._ends.aclose())
        await asyncio.shield(self._closing)

    async def _forget_files(self, entry: int) -> None:
        await self._world.background.run(lambda: shutil.rmtree(self.folder, ignore_errors=True))
        await self._world.journal.close(entry)

    async def _take_back(self, entry: int, keys: str) -> None:
        try:
            await withdraw(self._world.programs, self._where, keys, self.storage, self.job)
        except ConsoleError as failure:
            log.error("the key %s is left in %s: %s", mark(self.job), keys, failure.text.english())
            return
        await self._world.journal.close(entry)


async def prepare(world: World, host: Host, order: MediaOrder) -> Preparation:
    """Get a conversion host ready for one machine."""
    found = Preparation(world, host, order)
    try:
        await found.open()
    except BaseException:
        await found.close()
        raise
    return found


def place_of(host: Host) -> HostId | None:
    """Where programs of this host run."""
    return None if host.record.local else host.id


async def try_ssh(programs: Programs, host: Host, order: MediaOrder) -> tuple[Check, ...]:
    """Whether the host's ssh server lets virt-p2v work, and virt-v2v behind it."""
    try:
        dump = await _settings(programs, place_of(host), order)
        _admitting(dump, order)
    except ConsoleError as problem:
        return (Check("ssh-server", False, problem.text, problem.remedy),)
    fine = Check("ssh-server", True, N_("The host's ssh server takes machines that boot virt-p2v."))
    if host.acceleration.state == "kvm":
        return (fine,)
    if emulates(dump):
        return fine, Check("emulation", True, N_("Conversions are emulated there: KVM does not work."))
    emulated = host.acceleration.state == "emulation"
    text = N_("KVM does not work there, and conversions of virt-p2v would hang.") if emulated else N_("It is not known whether KVM works there.")
    remedy = N_("Write “{line}” into sshd_config there, and reload the server.", line=EMULATION_LINE)
    return fine, Check("emulation", False if emulated else None, text, remedy if emulated else None)


async def _settings(programs: Programs, where: HostId | None, order: MediaOrder) -> str:
    """What ``sshd -T`` prints there."""
    which = ["-f", order.sshd_config] if order.sshd_config else []
    told = await programs.run(["sh", "-c", _SSHD, "sh", order.user, *which], host=where, deadline=SECONDS, check=False)
    if told.status != 0:
        raise ConsoleError(
            N_("The settings of the conversion host's ssh server can't be read."),
            cause=Cause.UNSUPPORTED,
            remedy=N_("Install and start an ssh server there, and let Virtdeck log in as root."),
            detail=told.stderr[-2000:],
        )
    return told.stdout


def _admitting(dump: str, order: MediaOrder) -> None:
    """ConsoleError where the ssh server would keep virt-p2v out."""
    for problem in sshd_problems(dump):
        raise problem
    if order.user == "root" and root_refused(dump):
        raise ConsoleError(
            N_("The conversion host does not let root log in with a key."),
            cause=Cause.REFUSED,
            remedy=N_("Write “{line}” into sshd_config there, and reload the server.", line="PermitRootLogin prohibit-password"),
        )


async def _admits(programs: Programs, where: HostId | None, order: MediaOrder) -> str:
    """Path of the authorized keys; ConsoleError where the ssh server would keep virt-p2v out."""
    dump = await _settings(programs, where, order)
    _admitting(dump, order)
    files = next((line.split()[1:] for line in dump.splitlines() if line.lower().startswith("authorizedkeysfile ")), [])
    path = next((file for file in files if file != "none"), ".ssh/authorized_keys").replace("%u", order.user)
    path = path.replace("%h/", "") if path.startswith("%h/") else path
    answer = await programs.run(["sh", "-c", _HOME, "sh", order.user, path], host=where, deadline=SECONDS)
    return answer.stdout.strip()


async def _write_files(world: World, prepared: Preparation) -> None:
    folder = Path(prepared.folder)
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
        await world.background.run(write)
    except OSError as problem:
        raise ConsoleError(
            N_("The folder {folder} can't be made.", folder=str(folder)),
            cause=Cause.INVALID,
            detail=str(problem),
            remedy=N_("Choose another folder."),
        ) from problem
    argv = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", mark(prepared.job), "-f", prepared.identity]
    await world.programs.run(argv, deadline=SECONDS)


async def why_not_image(programs: Programs) -> ConsoleError | None:
    """Why no bootable image can be built here."""
    if await programs.which("virt-p2v-make-disk") is not None:
        return None
    return ConsoleError(
        N_("A bootable image can't be built: virt-p2v-make-disk is missing here."),
        cause=Cause.UNSUPPORTED,
        remedy=N_("Install the package {package}, or use the kernel command line with media from elsewhere.", package="virt-p2v"),
    )


@dataclass(frozen=True)
class BuildImage:
    """A bootable image (for a USB stick or a disk) with the key of a preparation in it; the result is its path."""

    preparation: Preparation
    image: str

    @property
    def title(self) -> Text:
        return N_("Build the bootable image {file}", file=Path(self.image).name)

    @property
    def verb(self) -> str:
        return "p2v-image"

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        return ()

    @property
    def cancellable(self) -> bool:
        return True

    async def run(self, ctx: Context) -> str:
        programs, background = ctx.world.programs, ctx.world.background
        if await background.run(lambda: Path(self.image).exists()):
            raise ConsoleError(N_("{file} is there already.", file=self.image), cause=Cause.EXISTS, remedy=N_("Choose another name."))
        if (missing := await why_not_image(programs)) is not None:
            raise missing
        ctx.phase(N_("Building the bootable image (some hundred MB are fetched)"))
        part = f"{self.image}.{ctx.task_id}.part"
        argv = ["virt-p2v-make-disk", "-o", part, "--inject-ssh-identity", self.preparation.identity]
        try:
            await programs.run(argv, deadline=IMAGE_SECONDS, env={"LC_ALL": "C"})
            await background.run(lambda: Path(part).replace(self.image))
        finally:
            await background.run(lambda: Path(part).unlink(missing_ok=True))
        return self.image


async def withdraw(programs: Programs, where: HostId | None, keys: str, storage: str, job: str) -> None:
    """Remove a job's key and folder from the host: what carries the job's mark, and nothing else."""
    await programs.run(["sh", "-c", _REMOVE, "sh", keys, mark(job), storage], host=where, deadline=SECONDS)
