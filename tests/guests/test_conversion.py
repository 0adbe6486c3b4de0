"""virt-v2v's words, as it printed them here (2.2.0)."""

from __future__ import annotations

import pytest

from console.guests.conversion import Progress, command, environment, failure, notices, selectors
from console.model.errors import Cause

STDOUT = """\
[   0.0] Setting up the source: -i disk phys.raw
[   1.0] Opening the source
[  13.2] Inspecting the source
[  22.0] Checking for sufficient free disk space in the guest
[  22.3] Converting 12.15 to run on KVM
[ 637.0] Mapping filesystem data to avoid copying unused and blank areas
[ 640.0] Closing the overlay
[ 640.1] Assigning disks to buses
[ 640.2] Checking if the guest needs BIOS or UEFI to boot
[ 640.3] Setting up the destination: -o disk -os out-local
[ 640.9] Copying disk 1/2
"""


def test_progress_never_goes_back() -> None:
    progress = Progress()
    steps = [step for line in STDOUT.splitlines() if (step := progress.line(line))]
    assert len(steps) == 11
    known = [step.fraction for step in steps if step.fraction is not None]
    assert known == sorted(known) and known[0] == 0.0
    assert steps[4].fraction is None  # minutes without a sign
    half = progress.line("▗  50% [***************-----]")
    assert half is not None and half.fraction == pytest.approx(0.62 + 0.18 * 0.5) and "1 of 2" in half.text.english()
    assert progress.line("[ 700.0] Copying disk 2/2") is not None
    last = progress.line("100/100")
    assert last is not None and last.fraction == pytest.approx(0.98)
    assert progress.line("anything else") is None and progress.line("[ 1.0] Something new in 2.10") is None


def test_the_machine_readable_file() -> None:
    progress = Progress()
    step = progress.json_line('{ "message": "Inspecting the source", "timestamp": "2026-11-23T06:20:51.74+00:00", "type": "message" }')
    assert step is not None and step.fraction == 0.08
    assert progress.json_line('{ "message": "there are no virtio drivers available for this version of Windows (10.0)", "type": "warning" }') is None
    assert progress.json_line("not json") is None
    assert ["SATA" in notice.english() for notice in notices(progress)] == [True]


@pytest.mark.parametrize(
    ("message", "cause", "words"),
    [
        ("inspection could not detect the source guest (or physical machine).", Cause.INVALID, "No operating system"),
        ("One of rhsrvany.exe or pvvxsvc.exe is missing in /usr/share/virt-tools.", Cause.UNSUPPORTED, "rhsrvany.exe"),
        ("filesystem was mounted read-only, hibernated or Fast Startup", Cause.INVALID, "hibernated"),
        ("access: No such file or directory: /nonexist.raw", Cause.INTERNAL, "access: No such file"),
    ],
)
def test_errors(message: str, cause: Cause, words: str) -> None:
    progress = Progress()
    assert progress.line(f"virt-v2v: error: {message}") is None
    error = failure(progress, 1, "")
    assert error.cause is cause and words in error.text.english() and message[:20] in error.detail
    assert "status 1" in failure(Progress(), 1, "").text.english()


def test_command_lines() -> None:
    mac = "00:11:22:33:44:55:ip:192.0.2.7,192.0.2.1,24,192.0.2.53"
    argv = command("virt-v2v", "/w/p.xml", "/w/r.json", keys=["all:file:/w/k"], macs=[mac], root="/dev/sda2", result=("/w/out", "srv1"))
    assert argv[0] == "virt-v2v" and argv[-1] == "/w/p.xml" and "--machine-readable=file:/w/r.json" in argv
    assert argv[argv.index("--root") + 1] == "/dev/sda2" and argv[argv.index("-os") + 1] == "/w/out" and argv[argv.index("-on") + 1] == "srv1"
    assert argv.count("--key") == argv.count("--mac") == 1
    assert "-o" not in command("virt-v2v-in-place", "/w/p.xml", "/r")
    offered = selectors("/w/k", 2)
    assert {"all:file:/w/k", "/dev/sda2:file:/w/k", "/dev/sdb:file:/w/k"} <= set(offered) and not any(each.startswith("/dev/sdc") for each in offered)
    assert environment(accelerated=False)["LIBGUESTFS_BACKEND_SETTINGS"] == "force_tcg"
    assert (
        "LIBGUESTFS_BACKEND_SETTINGS" not in environment(accelerated=True)
        and environment(accelerated=True, windows_drivers="/d")["VIRTIO_WIN"] == "/d"
    )
