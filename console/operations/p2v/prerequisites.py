"""What a host needs before it can convert: asked of the host, each with its remedy. Nothing is changed there.

Sources: virt-v2v(1) "RESOURCE REQUIREMENTS", "MINIMUM VERSIONS" and "WINDOWS"; libguestfs-test-tool(1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from console.guests.conversion import environment
from console.model.errors import Cause, ConsoleError
from console.model.objects import Host, HostKind
from console.model.ports import Programs
from console.model.text import N_, Text
from console.operations.drafts.sizes import size_text
from console.operations.p2v import xen_target
from console.operations.p2v.convert import FIRST, PROGRAM, Conversion

LOOK_SECONDS = 20.0
APPLIANCE_SECONDS = 180.0
"""23 s were measured under emulation, the first time, when the appliance is built."""
WORK_BYTES = 1 << 30
"""virt-v2v wants 1 GiB in its work folder."""
WORK_FOLDER = "/var/tmp"
"""libguestfs' own place for what is large; a private folder is made in it."""

_LOOK = r"""
for program in virt-v2v-in-place /usr/libexec/virt-v2v-in-place virt-v2v; do command -v "$program" && break; done; echo @
command -v nbdkit; echo @
for place in "$VIRTIO_WIN" /usr/share/virtio-win/virtio-win.iso /usr/share/virtio-win "$2"; do
  [ -n "$place" ] && [ -e "$place" ] && { echo "$place"; break; }
done; echo @
for place in "$VIRT_TOOLS_DATA_DIR" /usr/share/virt-tools; do
  [ -n "$place" ] && { [ -e "$place/rhsrvany.exe" ] || [ -e "$place/pvvxsvc.exe" ]; } && { echo "$place"; break; }
done; echo @
df -P -B1 "$1" | tail -n 1 | { read -r _ _ _ free _; echo "$free"; }; echo @
program=$(for each in virt-v2v-in-place /usr/libexec/virt-v2v-in-place virt-v2v; do command -v "$each" && break; done)
[ -n "$program" ] && "$program" --version 2>/dev/null | head -n 1; echo @
[ -n "$program" ] && "$program" --machine-readable 2>/dev/null; echo @
"""
_NEEDED = "input:libvirtxml"
_ADDRESSES = "mac-ip-option"
"""Lines of virt-v2v's capability list."""


@dataclass(frozen=True, slots=True)
class Check:
    """One prerequisite. ``ok`` None: it matters only for some sources."""

    name: str  # "virt-v2v" | "nbdkit" | "appliance" | "work-space" | "windows-drivers" | "windows-service"
    ok: bool | None
    text: Text
    remedy: Text | None = None


@dataclass(frozen=True, slots=True)
class Prerequisites:
    """What a host can convert."""

    checks: tuple[Check, ...]
    program: str = PROGRAM  # that converts there
    windows_drivers: str = ""
    tools_folder: str = ""
    target: bool = True  # virt-v2v can convert for its hypervisor
    abilities: frozenset[str] = frozenset()  # virt-v2v's capability list

    @property
    def converts_linux(self) -> bool:
        """Whether virt-v2v can run there."""
        return self.target and all(check.ok is not False for check in self.checks)

    @property
    def drivers_for_windows(self) -> bool:
        """Whether a Windows gets virtio drivers: ISO or folder, and the service that installs them at the first start."""
        return self.converts_linux and bool(self.windows_drivers and self.tools_folder)

    @property
    def sets_addresses(self) -> bool:
        """Whether fixed addresses of a Windows are carried over."""
        return bool(self.tools_folder) and _ADDRESSES in self.abilities

    def conversion(self, host: Host, keys: Sequence[str] = (), macs: Sequence[str] = (), root: str = FIRST) -> Conversion:
        """How to convert on this host. virt-v2v refuses drivers without the service (measured), so they are not given to it then; nor are fixed
        addresses, which the same service sets."""
        return Conversion(
            accelerated=host.acceleration.state == "kvm",
            program=self.program,
            windows_drivers=self.windows_drivers if self.tools_folder else "",
            tools_folder=self.tools_folder,
            keys=tuple(keys),
            macs=tuple(macs) if self.sets_addresses else (),
            root=root,
        )


async def look(programs: Programs, host: Host) -> Prerequisites:
    """Ask the host. Never raises for what is missing.

    Windows drivers: where virt-v2v itself would look (its variables VIRTIO_WIN and VIRT_TOOLS_DATA_DIR, its own folders), then the virtio-win ISO
    that the host has.
    """
    if host.kind is HostKind.XEN:
        return Prerequisites((Check("xen", None, xen_target.NO_CONVERSION, xen_target.BEFORE),), target=False)
    where = None if host.record.local else host.id
    try:
        answer = await programs.run(["sh", "-c", _LOOK, "sh", WORK_FOLDER, host.tools_iso], host=where, deadline=LOOK_SECONDS, check=False)
    except ConsoleError as error:
        return Prerequisites((Check("virt-v2v", False, error.text, error.remedy),))
    parts = [part.strip() for part in answer.stdout.split("@")]
    v2v, nbdkit, drivers, service, free, version, abilities = (*parts, *[""] * 7)[:7]
    return Prerequisites(
        (
            _v2v(host, v2v, version.rpartition(" ")[2] or "?", abilities.split()),
            _nbdkit(nbdkit),
            _space(free),
            _drivers(drivers),
            _service(service, bool(drivers)),
        ),
        v2v or PROGRAM,
        drivers,
        service,
        abilities=frozenset(abilities.split()),
    )


def _v2v(host: Host, path: str, version: str, abilities: Sequence[str]) -> Check:
    if path and _NEEDED not in abilities:
        return Check(
            "virt-v2v",
            False,
            N_("virt-v2v on {host} is too old, or can't be run there ({version}).", host=host.name, version=version),
            N_("Install a newer version of the package {package} there, or choose “copy only”.", package="virt-v2v"),
        )
    if path:
        return Check("virt-v2v", True, N_("virt-v2v is there ({version}).", version=version))
    return Check(
        "virt-v2v",
        False,
        N_("{program} is not installed on {host}.", program=PROGRAM, host=host.name),
        N_("Install the package {package} there, or choose “copy only”.", package="virt-v2v"),
    )


def _nbdkit(path: str) -> Check:
    if path:
        return Check("nbdkit", True, N_("nbdkit is there."))
    return Check(
        "nbdkit",
        False,
        N_("nbdkit is not installed; virt-v2v needs it."),
        N_("Install the package {package} there, or choose “copy only”.", package="nbdkit"),
    )


def _space(free: str) -> Check:
    if not free.isdigit():
        return Check("work-space", None, N_("The free space of the work folder {folder} is not known.", folder=WORK_FOLDER))
    amount = size_text(int(free))
    if int(free) >= WORK_BYTES:
        return Check("work-space", True, N_("The work folder {folder} has {amount} free.", folder=WORK_FOLDER, amount=amount))
    return Check(
        "work-space",
        False,
        N_(
            "The work folder {folder} has only {amount} free; the conversion needs {needed}.",
            folder=WORK_FOLDER,
            amount=amount,
            needed=size_text(WORK_BYTES),
        ),
        N_("Free some space there."),
    )


def _drivers(place: str) -> Check:
    if place:
        return Check("windows-drivers", True, N_("Windows drivers: {place}", place=place))
    return Check(
        "windows-drivers",
        None,
        N_("There are no Windows drivers: a Windows gets SATA and an emulated network card."),
        N_("Put virtio-win.iso into /usr/share/virtio-win on the host."),
    )


def _service(place: str, drivers: bool) -> Check:
    if place:
        return Check("windows-service", True, N_("The service that installs Windows drivers at the first start: {place}", place=place))
    text = N_("rhsrvany.exe is missing: the Windows drivers can't be installed, and a Windows gets SATA and an emulated network card.")
    if not drivers:
        text = N_("rhsrvany.exe is missing: it installs the Windows drivers at the first start.")
    return Check("windows-service", None, text, N_("Put rhsrvany.exe into /usr/share/virt-tools on the host."))


async def try_appliance(programs: Programs, host: Host) -> Check:
    """Start libguestfs' own small system once: half a minute or more."""
    where = None if host.record.local else host.id
    env = environment(accelerated=host.acceleration.state == "kvm")
    try:
        result = await programs.run(["libguestfs-test-tool"], host=where, deadline=APPLIANCE_SECONDS, env=env, check=False)
    except ConsoleError as error:
        remedy = N_("Install the package {package} there.", package="libguestfs-tools")
        if error.cause is Cause.TIMEOUT:
            remedy = N_("Run libguestfs-test-tool there; it says what it waits for.")
            if host.acceleration.state == "kvm":
                remedy = N_("KVM may hang there: set this host to emulation, and try again.")
        return Check("appliance", False, error.text, error.remedy or remedy)
    if result.status == 0 and "TEST FINISHED OK" in result.stdout:
        return Check("appliance", True, N_("libguestfs works there ({seconds} s).", seconds=round(result.seconds)))
    kernel = "no suitable kernel" in result.stderr or "supermin" in result.stderr
    return Check(
        "appliance",
        False,
        N_("libguestfs could not start its small system there."),
        N_("Install a kernel package there (Debian: {package}).", package="linux-image-amd64")
        if kernel
        else N_("Run libguestfs-test-tool there; it says what is missing."),
    )
