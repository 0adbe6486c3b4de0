"""Whether KVM really works on this computer: a kernel is booted under it, with a deadline.

On some machines (nested virtualization that is half there) ``/dev/kvm`` opens, QEMU starts, and the guest then hangs for ever. So the device is not
believed: the demo appliance's kernel is started without a root file system. Where KVM works it comes to its panic ("Unable to mount root fs")
within a second or two, reboots (``panic=-1``), and QEMU ends (``-no-reboot``); that proves instructions, timer and interrupts.
"""

from __future__ import annotations

import hashlib
import logging
import os
import platform
from pathlib import Path

from console.model.errors import Cause, ConsoleError
from console.model.objects import Acceleration, HostRecord
from console.model.paths import Paths
from console.model.ports import Background, Programs, Settings
from console.model.text import N_, Text

log = logging.getLogger("virtdeck.acceleration")

SECONDS = 10.0
SETTING = "acceleration.checked"

_KERNEL_LINE = "Linux version"
_ARCH = {  # QEMU's arguments by machine (platform.machine()): system emulator, machine, console
    "x86_64": ("qemu-system-x86_64", "q35", "console=ttyS0 earlyprintk=serial,ttyS0"),
    "aarch64": ("qemu-system-aarch64", "virt", "console=ttyAMA0 earlycon"),
}

_WHY: dict[str, Text] = {
    "no-device": N_("This computer has no hardware virtualization (KVM), or it is switched off in its firmware: VMs run under emulation, slowly."),
    "no-permission": N_("You are not allowed to use hardware virtualization (/dev/kvm; join the group kvm): VMs run under emulation, slowly."),
    "no-qemu": N_("QEMU is not installed on this computer."),
    "no-kernel": N_("Hardware virtualization could not be checked (the demo appliance is not built): VMs run under emulation, slowly."),
    "refused": N_("QEMU can't use hardware virtualization (KVM) on this computer: VMs run under emulation, slowly."),
    "hung": N_("Hardware virtualization (KVM) is there, but a test guest hung under it: VMs run under emulation, slowly."),
    "crashed": N_("Hardware virtualization (KVM) is there, but a test guest crashed under it: VMs run under emulation, slowly."),
    "chosen": N_("Emulation was chosen for this host."),
}


def effective(record: HostRecord, checked: Acceleration) -> Acceleration:
    """What is used for a host: the user's choice where there is one, else what the check found."""
    if record.acceleration == "kvm":
        return Acceleration("kvm")
    if record.acceleration == "emulation":
        return Acceleration("emulation", _WHY["chosen"])
    return checked


async def check(
    paths: Paths,
    programs: Programs,
    settings: Settings,
    background: Background,
    *,
    seconds: float = SECONDS,
    again: bool = False,
    device: Path = Path("/dev/kvm"),
) -> Acceleration:
    """Find out whether KVM works here. Takes up to ``seconds`` the first time: run it beside everything else.

    The answer is remembered in the settings by kernel, QEMU and CPU: a good one for good, a bad one until the computer is restarted (firmware
    settings may have changed by then). ``again`` forgets it. Never raises ConsoleError: what can't be checked is emulation, with the reason.
    """
    reason = await background.run(lambda: _look(device))
    if reason:
        return _answer(reason)
    emulator, _, _ = _ARCH.get(platform.machine(), ("", "", ""))
    version = await programs.version(emulator) if emulator else None
    if version is None:
        return _answer("no-qemu")
    key, boot = await background.run(lambda: _fingerprint(version))
    remembered = settings.get(SETTING)
    if not again and isinstance(remembered, dict) and remembered.get("key") == key:
        answer = str(remembered.get("answer"))
        if answer == "kvm" or (answer in _WHY and remembered.get("boot") == boot):
            return _answer(answer)
    kernel = await background.run(lambda: find_kernel(paths))
    if kernel is None:
        return _answer("no-kernel")
    answer = await boot_test(programs, kernel, seconds=seconds)
    settings.set(SETTING, {"key": key, "boot": boot, "answer": answer})
    return _answer(answer)


async def boot_test(programs: Programs, kernel: Path, *, seconds: float, accel: str = "kvm") -> str:
    """Boot ``kernel`` under ``accel``: "kvm" (it works), "hung", "crashed" or "refused" (QEMU did not even begin)."""
    emulator, machine, console = _ARCH[platform.machine()]
    argv = [emulator, "-machine", machine, "-accel", accel, "-cpu", "host" if accel == "kvm" else "max", "-smp", "1", "-m", "192"]
    argv += ["-nodefaults", "-no-user-config", "-display", "none", "-serial", "stdio", "-no-reboot"]
    argv += ["-kernel", str(kernel), "-append", f"{console} panic=-1 oops=panic"]
    if (setpriv := await programs.which("setpriv")) is not None:
        # A guest that hangs must not outlive a console that is killed meanwhile: it would keep a CPU busy for ever.
        argv = [setpriv, "--pdeathsig", "KILL", *argv]
    lines: list[str] = []
    try:
        result = await programs.run(argv, deadline=seconds, on_line=lines.append, check=False)
    except ConsoleError as failure:
        log.info("acceleration: %s: %s; %d lines from the kernel, last: %s", accel, failure.text.english(), len(lines), lines[-1:])
        return "hung" if failure.cause is Cause.TIMEOUT else "refused"
    booted = any("Kernel panic" in line or "as init process" in line for line in lines)
    spoke = any(_KERNEL_LINE in line for line in lines)
    log.info("acceleration: %s: QEMU ended with %d after %.1f s, kernel spoke: %s, booted: %s", accel, result.status, result.seconds, spoke, booted)
    if booted and result.status == 0:
        return "kvm"
    if not spoke and result.status != 0:
        log.info("acceleration: %s", result.stderr.strip()[-1000:])
        return "refused"
    return "crashed"


def find_kernel(paths: Paths) -> Path | None:
    """The demo appliance's kernel, else the newest readable one of this computer, else None."""
    candidates = [folder / "vmlinuz" for folder in paths.demo_folders()]
    boot = Path("/boot")
    if boot.is_dir():
        candidates += sorted((file for file in boot.iterdir() if file.name.startswith("vmlinuz")), reverse=True)
    return next((file for file in candidates if file.is_file() and os.access(file, os.R_OK)), None)


def _look(device: Path) -> str:
    """The reason why there is no KVM, as far as looking tells; "" when it has to be tried."""
    if not device.exists():
        return "no-device"
    try:
        os.close(os.open(device, os.O_RDWR | os.O_CLOEXEC))
    except PermissionError:
        return "no-permission"
    except OSError:  # ENODEV: the module is there, the CPU is not up to it
        return "no-device"
    return ""


def _fingerprint(qemu_version: str) -> tuple[str, str]:
    """Key of the remembered answer, and the id of this boot of the computer."""
    cpu = ""
    try:
        for line in Path("/proc/cpuinfo").read_text(errors="replace").splitlines():
            name, _, value = line.partition(":")
            if name.strip() in ("model name", "CPU implementer", "CPU part"):
                cpu += value.strip() + " "
            elif not name.strip() and cpu:
                break
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        boot = ""
    return f"{platform.release()} / QEMU {qemu_version} / {cpu.strip()}", hashlib.sha256(boot.encode()).hexdigest()[:16]


def _answer(answer: str) -> Acceleration:
    return Acceleration("kvm") if answer == "kvm" else Acceleration("emulation", _WHY[answer])
