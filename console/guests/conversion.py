"""virt-v2v: the command line, how far it is, and what its errors mean.

Seen with virt-v2v 2.2.0. Phases: JSON lines of ``--machine-readable=file:PATH``; percentages: the bar that nbdcopy prints to stderr, or plain
``N/100`` lines, by version. Texts of phases are in English only under LC_ALL=C. Sources: virt-v2v(1), guestfs(3) "ADVANCED MACHINE READABLE OUTPUT".
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from console.model.errors import Cause, ConsoleError
from console.model.text import N_, Text, plain

PHASES: tuple[tuple[str, float, Text], ...] = (
    ("Setting up the source", 0.00, N_("Preparing the conversion")),
    ("Opening the source", 0.02, N_("Starting the conversion's own small system")),
    ("Checking filesystem integrity before", 0.06, N_("Checking the file systems")),
    ("Detecting if this guest uses BIOS or UEFI", 0.07, N_("Inspecting the operating system")),
    ("Inspecting the source", 0.08, N_("Inspecting the operating system")),
    ("Detecting the boot device", 0.11, N_("Inspecting the operating system")),
    ("Checking for sufficient free disk space", 0.12, N_("Checking the free space inside")),
    ("Converting", 0.14, N_("Converting: drivers, boot loader, agent (takes minutes without a sign)")),
    ("Fixing NTFS permissions", 0.55, N_("Converting: drivers, boot loader, agent (takes minutes without a sign)")),
    ("Mapping filesystem data", 0.58, N_("Finding unused space")),
    ("Skipping fstrim", 0.58, N_("Finding unused space")),
    ("Checking filesystem integrity after", 0.59, N_("Checking the file systems")),
    ("Closing the overlay", 0.60, N_("Ending the conversion")),
    ("Assigning disks to buses", 0.60, N_("Ending the conversion")),
    ("Checking if the guest needs BIOS or UEFI", 0.60, N_("Ending the conversion")),
    ("Setting up the destination", 0.61, N_("Preparing the target")),
    ("Copying disk", 0.62, N_("Copying the disks")),
    ("Creating output metadata", 0.98, N_("Writing the result")),
    ("Finishing off", 0.99, N_("Writing the result")),
)
"""Begin of virt-v2v's message, the part of the whole that is done by then (as measured; the silent conversion is drawn as busy), words for people."""

SILENT = "Converting"
COPYING = (0.62, 0.98)

ERRORS: tuple[tuple[str, Cause, Text, Text | None], ...] = (
    (
        r"inspection could not detect the source guest",
        Cause.INVALID,
        N_("No operating system was found on the disk."),
        N_("Choose “copy only”, or look whether it is the right disk and whether it is encrypted."),
    ),
    (
        r"(rhsrvany\.exe or pvvxsvc\.exe is missing|firstboot)",
        Cause.UNSUPPORTED,
        N_("The conversion host lacks rhsrvany.exe, which installs the drivers at the first start of Windows."),
        N_("Put rhsrvany.exe into /usr/share/virt-tools on the conversion host, or convert without virtio drivers."),
    ),
    (
        r"(hibernat|Fast Startup|unclean file system|[Uu]nable to mount.*(read-only|ro))",
        Cause.INVALID,
        N_("Windows on the disk is hibernated or was not shut down cleanly."),
        N_("Start it once more where it came from, and shut it down with:  shutdown /s /t 0"),
    ),
    (
        r"(BitLocker|cryptsetup|LUKS|[Nn]o key)",
        Cause.REFUSED,
        N_("The disk is encrypted, and no key opened it."),
        N_("Give the passphrase or the recovery key, or choose “copy only”."),
    ),
    (
        r"(not enough free space|[Nn]o space left)",
        Cause.NO_SPACE,
        N_("There is not enough free space for the conversion."),
        N_("Free some space on the disk or in the work folder of the conversion host."),
    ),
    (
        r"multi-?boot",
        Cause.INVALID,
        N_("There is more than one operating system on the disks."),
        N_("Choose which one is to be converted."),
    ),
    (
        r"(libguestfs|supermin|qemu).*(appliance|failed|exited)",
        Cause.UNSUPPORTED,
        N_("The small system that does the conversion could not be started on the conversion host."),
        N_("Run libguestfs-test-tool there; it says what is missing."),
    ),
)


@dataclass(frozen=True, slots=True)
class Step:
    """How far a conversion is. ``fraction`` None: busy, nobody knows how long."""

    text: Text
    fraction: float | None


class Progress:
    """Follows a conversion from the lines it prints (both streams, and the machine-readable file)."""

    def __init__(self) -> None:
        self._phase = PHASES[0]
        self._disk = (1, 1)
        self.warnings: list[str] = []
        self.errors: list[str] = []
        self.info: list[str] = []

    def line(self, line: str) -> Step | None:
        """What a line of stdout or stderr says of the progress; None: nothing new."""
        if match := re.match(r"\[\s*[\d.]+\]\s+(.*)", line):
            return self._message(match[1])
        if match := re.search(r"(\d{1,3})% \[[*-]+|^(\d{1,3})/100$", line):
            done = min(100, int(match[1] or match[2])) / 100
            number, count = self._disk
            low, high = COPYING
            share = (high - low) / count
            return Step(self._words(), low + share * (number - 1) + share * done)
        if match := re.match(r"virt-v2v(?:-in-place)?: warning: (.*)", line):
            self._note(self.warnings, match[1])
        elif match := re.match(r"virt-v2v(?:-in-place)?: error: (.*)", line):
            self._note(self.errors, match[1])
        return None

    def json_line(self, line: str) -> Step | None:
        """The same of one line of the machine-readable file."""
        try:
            told = json.loads(line)
        except ValueError:
            return None
        kind, message = told.get("type"), str(told.get("message", ""))
        if kind == "message":
            return self._message(message)
        self._note({"warning": self.warnings, "error": self.errors}.get(str(kind), self.info), message)
        return None

    @staticmethod
    def _note(notes: list[str], message: str) -> None:
        if message and message not in notes:
            notes.append(message)

    def _message(self, message: str) -> Step | None:
        phase = next((phase for phase in PHASES if message.startswith(phase[0])), None)
        if phase is None:
            return None
        self._phase = phase
        if match := re.match(r"Copying disk (\d+)/(\d+)", message):
            self._disk = (int(match[1]), max(1, int(match[2])))
            low, high = COPYING
            return Step(self._words(), low + (high - low) * (self._disk[0] - 1) / self._disk[1])
        return Step(phase[2], None if phase[0] == SILENT else phase[1])

    def _words(self) -> Text:
        number, count = self._disk
        return N_("Copying disk {number} of {count}", number=number, count=count) if count > 1 else N_("Copying the disk")


def failure(progress: Progress, status: int, tail: str) -> ConsoleError:
    """The sentence for a conversion that failed. ``tail``: the end of its stderr."""
    raw = "\n".join(progress.errors) or tail
    for pattern, cause, text, remedy in ERRORS:
        if re.search(pattern, raw):
            return ConsoleError(text, cause=cause, remedy=remedy, detail=raw[-4000:])
    said = (progress.errors or [tail.strip().splitlines()[-1] if tail.strip() else ""])[0].split("\n")[0]
    if said:
        return ConsoleError(N_("The conversion failed: {why}", why=plain(said)), detail=raw[-4000:])
    return ConsoleError(N_("The conversion failed with exit status {status}.", status=status), detail=raw[-4000:])


def notices(progress: Progress) -> tuple[Text, ...]:
    """What the review and the task say of a conversion that went well."""
    found: list[Text] = []
    for warning in progress.warnings:
        if "no virtio drivers available" in warning:
            found.append(N_("There are no virtio drivers for this Windows on the conversion host: the VM gets SATA and an emulated network card."))
        elif "QEMU Guest Agent MSI not found" in warning:
            found.append(N_("The management agent's installer is not on the conversion host: install the agent later."))
        elif "update the configuration of Grub2" in warning:
            found.append(N_("The boot menu could not be changed; the VM starts with the entry it has."))
        elif "random seed" not in warning:
            found.append(plain(warning.split("\n")[0]))
    if any("will be installed for this guest at first boot" in line for line in progress.info):
        found.append(N_("The management agent is installed at the first start that has a network connection."))
    return tuple(dict.fromkeys(found))


def brought_drivers(progress: Progress) -> bool:
    """Whether the system has virtio drivers after a conversion that went well (virt-v2v says so at its end)."""
    said = (*progress.info, *progress.warnings)
    return not any("does not have virtio drivers" in line or "no virtio drivers available" in line for line in said)


_PARTITIONS = 15
"""Of each disk that keys are tried on."""


def selectors(file: str, disks: int) -> list[str]:
    """What --key takes for a key in a file that may open any encrypted volume: all keys of a volume are tried, and names of none are no error.

    "all" is known to newer versions only (2.2 takes it for the name of a device: measured), so partitions are named too.
    """
    devices = [f"/dev/sd{chr(97 + disk)}" for disk in range(min(disks, 26))]
    names = ["all", *(f"{device}{number or ''}" for device in devices for number in range(_PARTITIONS + 1))]
    return [f"{name}:file:{file}" for name in names]


def environment(*, accelerated: bool, windows_drivers: str = "", tools_folder: str = "", work_folder: str = "") -> dict[str, str]:
    """Variables of a conversion. Without KVM that works, libguestfs must be told: it would pick KVM and never start."""
    found = {"LC_ALL": "C", "LIBGUESTFS_BACKEND": "direct"}
    if not accelerated:
        found["LIBGUESTFS_BACKEND_SETTINGS"] = "force_tcg"
    if windows_drivers:
        found["VIRTIO_WIN"] = windows_drivers
    if tools_folder:
        found["VIRT_TOOLS_DATA_DIR"] = tools_folder
    if work_folder:
        found["VIRT_V2V_TMPDIR"] = work_folder
        found["TMPDIR"] = work_folder
    return found


def command(
    program: str,
    xml: str,
    report: str,
    *,
    keys: Sequence[str] = (),
    macs: Sequence[str] = (),
    root: str = "first",
    result: tuple[str, str] | None = None,
) -> list[str]:
    """The disks of a domain XML are converted: in place by ``virt-v2v-in-place``; by ``virt-v2v`` into qcow2 files ``NAME-sda…`` of ``result``, which
    is (folder, name).

    ``report``: path of the machine-readable file. ``keys``: ``ID:file:PATH``, ``macs``, ``root``: as --key, --mac and --root take them.
    """
    argv = [program, f"--machine-readable=file:{report}", "--root", root, "-i", "libvirtxml"]
    if result is not None:
        argv += ["-o", "local", "-os", result[0], "-of", "qcow2", "-on", result[1]]
    argv += [word for key in keys for word in ("--key", key)]
    argv += [word for mac in macs for word in ("--mac", mac)]
    return [*argv, xml]
