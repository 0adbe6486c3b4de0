"""virt-p2v: the kernel command line that fills all its fields, and what a conversion host tells of its sessions. Pure.

Seen with virt-p2v 1.42.3 and virt-v2v 2.2.0. Sources: virt-p2v(1) "KERNEL COMMAND LINE CONFIGURATION", "SSH IDENTITIES" and "HOW VIRT-P2V WORKS",
sshd(8) "AUTHORIZED_KEYS FILE FORMAT", sshd_config(5).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from console.guests.conversion import Progress, Step
from console.model.errors import Cause, ConsoleError
from console.model.text import N_

IDENTITY_IN_IMAGE = "file:///var/tmp/id_rsa"
"""Where virt-p2v-make-disk puts the key that it is given (virt-p2v-make-disk(1))."""

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
LOG_LINES = r"^\[ *[0-9]+\.[0-9]\] |virt-v2v: (.\[[0-9;]*m)*(warning|error)|[0-9]% \["
"""Lines of virt-v2v's log that say something (extended regular expression): it also holds the messages of the appliance's own kernel."""


@dataclass(frozen=True, slots=True)
class P2vFields:
    """What virt-p2v is to be told; "" and 0: it finds out itself, or asks."""

    server: str  # the conversion host, as the physical machine reaches it
    folder: str  # on the conversion host, where the result is written
    identity: str  # URL of the private key
    port: int = 22
    user: str = "root"
    sudo: bool = False
    name: str = ""
    vcpus: int = 0
    memory_bytes: int = 0
    disks: tuple[str, ...] = ()  # "sda", …
    post: str = "poweroff"  # what the physical machine does when all went well


def words(fields: P2vFields, *, unattended: bool = True) -> list[str]:
    """The ``p2v.*`` words. Without ``unattended`` virt-p2v shows its window, filled in (``p2v.skip_test_connection`` and no server start it)."""
    for value in (fields.server, fields.folder, fields.identity, fields.user, fields.name, *fields.disks):
        if re.search(r"[\s\"'\\]", value) or not value.isprintable():
            raise ConsoleError(
                N_("“{value}” can't be written on a kernel command line.", value=value),
                cause=Cause.INVALID,
                remedy=N_("Use letters, digits, and no spaces or quotation marks."),
            )
    found = [f"p2v.server={fields.server}"] if unattended else []
    found += [f"p2v.port={fields.port}", f"p2v.username={fields.user}", f"p2v.identity={fields.identity}"]
    found += ["p2v.sudo"] if fields.sudo else []
    found += [f"p2v.name={fields.name}"] if fields.name else []
    found += [f"p2v.vcpu.cores={fields.vcpus}"] if fields.vcpus else []
    found += [f"p2v.memory={-(-fields.memory_bytes >> 20)}M"] if fields.memory_bytes else []
    found += [f"p2v.disks={','.join(fields.disks)}"] if fields.disks else []
    return [*found, "p2v.o=local", "p2v.of=raw", "p2v.oa=sparse", f"p2v.os={fields.folder}", f"p2v.post={fields.post}"]


def kernel_line(fields: P2vFields) -> str:
    """For the boot menu of any virt-p2v media, to be added to what stands there."""
    return " ".join([*words(fields), "ip=dhcp"])


def pxe_entry(fields: P2vFields) -> str:
    """An entry for pxelinux (https://wiki.syslinux.org/wiki/index.php?title=PXELINUX); kernel and initrd are those of the virt-p2v media."""
    return f"LABEL p2v\n  MENU LABEL Physical to virtual (virt-p2v)\n  KERNEL vmlinuz\n  APPEND initrd=initrd.img {kernel_line(fields)}\n"


def mark(job: str) -> str:
    """The comment of a job's key, by which it is found again; also how its folders are called."""
    return f"virtdeck-p2v-{job}"


def key_options(expires: str) -> str:
    """Options before a job's key in authorized_keys: nothing but the session and forwards from the host's loopback to the machine; until ``expires``
    (YYYYMMDDHHMM, the host's time). A forced command is not possible: virt-p2v runs a shell and scp."""
    return f'restrict,pty,port-forwarding,permitlisten="localhost:*",permitopen="127.0.0.1:9",expiry-time="{expires}"'


def sshd_problems(dump: str) -> tuple[ConsoleError, ...]:
    """What in ``sshd -T`` keeps virt-p2v from working: each with its remedy."""
    said: dict[str, str] = {}
    for line in dump.lower().splitlines():
        word, _, value = line.strip().partition(" ")
        said.setdefault(f"subsystem {value.split()[0]}" if word == "subsystem" and value.split() else word, value)
    found = []
    if said.get("allowtcpforwarding", "yes") not in ("yes", "all", "remote") or said.get("disableforwarding", "no") == "yes":
        found.append((N_("The host's ssh server forbids forwarding, which virt-p2v needs."), "AllowTcpForwarding yes"))
    if "subsystem sftp" not in said:
        found.append((N_("The host's ssh server offers no sftp, with which virt-p2v copies its files."), "Subsystem sftp internal-sftp"))
    if said.get("pubkeyauthentication", "yes") == "no":
        found.append((N_("The host's ssh server takes no keys."), "PubkeyAuthentication yes"))
    return tuple(
        ConsoleError(text, cause=Cause.UNSUPPORTED, remedy=N_("Write “{line}” into sshd_config there, and reload the server.", line=line))
        for text, line in found
    )


def root_refused(dump: str) -> bool:
    """Whether root may not log in with a key."""
    return bool(re.search(r"^permitrootlogin (no|forced-commands-only)\s*$", dump.lower(), re.MULTILINE))


EMULATION_LINE = "SetEnv LIBGUESTFS_BACKEND=direct LIBGUESTFS_BACKEND_SETTINGS=force_tcg"
"""For sshd_config: virt-v2v is started by virt-p2v's login. Where /dev/kvm is there but does not work, libguestfs hangs without it (measured)."""


def emulates(dump: str) -> bool:
    """Whether libguestfs is told to emulate, in what ``sshd -T`` prints."""
    return bool(re.search(r"^setenv .*libguestfs_backend_settings=\S*force_tcg", dump.lower(), re.MULTILINE))


# --------------------------------------------------------------------------- sessions


@dataclass(frozen=True, slots=True)
class Session:
    """One run of virt-p2v, as its folder on the conversion host tells. ``status``: None = before the conversion; 99 = it never ended."""

    folder: str
    name: str
    started: int  # seconds since the epoch
    status: int | None
    alive: bool  # something still runs in its folder
    output: str  # virt-v2v's -o: "local", "libvirt", …
    storage: str  # … and -os
    format: str  # … and -of

    @property
    def state(self) -> str:
        """ "preparing" | "running" | "done" | "failed" | "broken" (the link or the machine went)."""
        if self.status == 0:
            return "done"
        if self.status is not None and self.status != 99:
            return "failed"
        if self.alive:
            return "preparing" if self.status is None else "running"
        return "broken"


LIST = r"""
for d in /tmp/virt-p2v-[0-9]*-*; do
  [ -d "$d" ] && [ ! -L "$d" ] && [ -O "$d" ] || continue
  status=$(head -c 8 "$d/status" 2>/dev/null | tr -dc 0-9)
  alive=0
  for p in /proc/[0-9]*; do [ "$(readlink "$p/cwd" 2>/dev/null)" = "$d" ] && { alive=1; break; }; done
  now=$(date +%s); made=$(stat -c %Y "$d/time" 2>/dev/null || stat -c %Y "$d")
  [ -n "$status" ] || [ $((now - $(stat -c %Y "$d"))) -ge 90 ] || alive=1
  name=$(head -c 200 "$d/name" 2>/dev/null | tr -d '\t\n')
  command=$(grep -a -m 1 '^virt-v2v .*-i libvirtxml' "$d/virt-v2v-wrapper.sh" 2>/dev/null | head -c 2000 | tr -d '\t\n')
  printf 'P %s\t%s\t%s\t%s\t%s\t%s\n' "$d" "$made" "$status" "$alive" "$name" "$command"
done
true
"""
"""Prints one line a session. Only folders of the user who asks: /tmp is everybody's. A machine that only prepares has nothing running there.
The status is read first: who has written it runs in the folder already. One that ends between the two looks broken once: look again."""

LOG = r"""
[ -O "$1" ] && cd "$1" 2>/dev/null || exit 0
tr '\r' '\n' < virt-v2v-conversion-log.txt 2>/dev/null | grep -a -E "$2" | tail -n 600
true
"""


STOP = r"""
[ -O "$1" ] && [ ! -L "$1" ] || exit 0
for p in /proc/[0-9]*; do
  [ -O "$p" ] && [ "$(readlink "$p/cwd" 2>/dev/null)" = "$1" ] && kill "${p#/proc/}" 2>/dev/null
done
true
"""
"""Ends what still runs in a session's folder: virt-v2v and its helpers. The login of the machine itself then ends by itself."""


def parse_sessions(output: str) -> tuple[Session, ...]:
    """What ``LIST`` printed, oldest first."""
    found = []
    for line in output.splitlines():
        parts = line.removeprefix("P ").split("\t")
        if not line.startswith("P ") or len(parts) != 6 or not re.fullmatch(r"/tmp/virt-p2v-[\w-]+", parts[0]):
            continue
        folder, made, status, alive, name, command = parts
        options = dict(re.findall(r'(?:^| )(-o|-os|-of) "?((?:[^"\\ ]|\\.)*)"?', command))
        found.append(
            Session(
                folder,
                name or folder.rpartition("/")[2],
                int(made) if made.isdigit() else 0,
                int(status) if status else None,
                alive == "1",
                options.get("-o", ""),
                options.get("-os", ""),
                options.get("-of", ""),
            )
        )
    return tuple(sorted(found, key=lambda session: session.started))


def progress(lines: Sequence[str]) -> tuple[Progress, Step | None]:
    """How far a conversion is, from the lines of its log."""
    found, step = Progress(), None
    for line in lines:
        step = found.line(_COLOUR.sub("", line)) or step
    return found, step
