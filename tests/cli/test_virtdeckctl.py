"""virtdeckctl as people and scripts run it: a process with words, an exit status, stdout and stderr."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import libvirt
import pytest

from console.app.headless import main
from console.cli.parser import build_parser
from console.operations.power import POWER_VERBS
from tests.fixtures.daemon import PrivateLibvirtd
from tests.operations.test_install import RESET, bootable_iso

CTL = [sys.executable, "-c", "import sys; from console.app.headless import main; sys.exit(main())"]
TEST = ("--connect", "test:///default")

Ctl = Callable[..., "subprocess.CompletedProcess[str]"]


def start(*words: str, **env: str) -> subprocess.Popen[str]:
    environment = {**os.environ, **env}
    checkout = Path(__file__).resolve().parents[2]
    return subprocess.Popen(
        [*CTL, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, cwd=checkout
    )


@pytest.fixture
def ctl() -> Ctl:
    """Run it to its end."""

    def run(*words: str, status: int | None = 0, seconds: float = 60, **env: str) -> subprocess.CompletedProcess[str]:
        process = start(*words, **env)
        try:
            out, err = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            raise AssertionError(f"{words} did not end: {out}{err}") from None
        if status is not None:
            assert process.returncode == status, f"{words}: {process.returncode}\n{out}{err}"
        return subprocess.CompletedProcess(words, process.returncode, out, err)

    return run


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    """The error: one line, of virtdeckctl, not a traceback."""
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith("virtdeckctl: ") and "Traceback" not in line
    return line.removeprefix("virtdeckctl: ")


# --------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("vm-fly",),
        ("vm-start",),
        ("vm-list", "--bogus"),
        ("vm-list", "--connect", "bogus"),
        ("vm-list", "--timeout", "soon"),
        ("vm-install", "--name", "x"),
        ("leftover-clean",),
        ("leftover-clean", "--all", "1"),
        ("leftover-keep", "x"),
        ("vm-install", "--template", "demo", "--memory", "lots"),
        ("vm-install", "--template", "demo", "--vcpus", "0"),
        ("vm-install", "--template", "demo", "--disk", "1G,colour=red"),
        ("vm-install", "--template", "demo", "--iso", "a", "--url", "b"),
        ("vm-install", "--template", "demo", "--no-start", "--wait-agent"),
        ("vm-install", "--template", "demo", "--start", "--no-start"),
        ("vm-delete", "x", "--disks", "--disk", "/y"),
        ("vm-shutdown", "x", "--wait", "-3"),
        ("vm-tools",),
        ("vm-tools", "x", "--insert", "--eject"),
        ("vm-tools", "x", "--iso", "a"),
        ("vm-tools", "x", "--insert", "--silence", "5"),
    ],
)
def test_wrong_usage_is_status_2(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    out, err = capsys.readouterr()
    assert out == "" and "usage: virtdeckctl" in err


def test_wrong_usage_of_the_process(ctl: Ctl) -> None:
    done = ctl("vm-fly", status=2)
    assert done.stdout == "" and "usage: virtdeckctl" in done.stderr


def test_help_names_every_verb(ctl: Ctl) -> None:
    text = ctl("--help").stdout
    wanted = """host-list vm-list vm-show vm-start vm-shutdown vm-reboot vm-suspend vm-resume vm-force-off vm-delete template-list vm-install
        vm-pause vm-unpause vm-force-reboot leftover-list leftover-clean leftover-keep vm-tools"""
    for verb in wanted.split():
        assert verb in text
    assert "Exit status" in text and "JSON" in text
    install = ctl("vm-install", "--help").stdout
    for option in ["--template", "--name", "--host", "--memory", "--disk", "--iso", "--start", "--wait-agent", "--json", "--connect", "--config"]:
        assert option in install


def test_every_verb_is_carried_out() -> None:
    from console.cli.main import VERBS

    actions = [action for action in build_parser("1")._actions if action.dest == "verb"]
    assert set(actions[0].choices or ()) == set(VERBS)
    assert {verb.value for verb in POWER_VERBS} <= set(VERBS)


def test_sizes_and_disks() -> None:
    from argparse import ArgumentTypeError

    from console.cli.parser import DiskArgument, disk, size

    assert [size(text) for text in ("4GiB", "4G", "4gb", "512MiB", "1.5K", "7", "2T")] == [1 << 32] * 3 + [512 << 20, 1536, 7, 2 << 40]
    assert disk("20G,repository=my disks,bus=sata,thick") == DiskArgument(20 << 30, "my disks", "sata", thin=False)
    for text in ("", "G", "-1G", "0", "1X", "4 GiB GiB"):
        with pytest.raises(ArgumentTypeError):
            size(text)


# --------------------------------------------------------------------------- lists, the test driver


def test_lists_for_people(ctl: Ctl) -> None:
    hosts = ctl("host-list", *TEST).stdout.splitlines()
    assert hosts[0].split() == ["NAME", "STATE", "VMS", "CPUS", "MEMORY", "HYPERVISOR", "URI"]
    assert hosts[1].split()[:4] == ["test:///default", "ready", "1", "16"]
    vms = ctl("vm-list", *TEST).stdout.splitlines()
    assert vms[1].split() == ["test", "running", "test:///default"]
    assert ctl("vm-list", "--state", "halted", *TEST).stdout == "", "nothing there, nothing printed"
    shown = ctl("vm-show", "test", *TEST).stdout
    assert "2 GiB" in shown and "aa:bb:cc:dd:ee:ff" in shown


def test_json_keys_are_what_the_help_says(ctl: Ctl) -> None:
    text = ctl("--help").stdout
    documented = {
        kind: set(text.partition(f"  {kind}: ")[2].partition(end)[0].replace("\n", " ").replace("[", " [").split())
        for kind, end in (("host", "\n  VM:"), ("template", "\n  "), ("leftover", "\n  host:"))
    }
    assert set(json.loads(ctl("host-list", "--json", *TEST).stdout)[0]) == documented["host"]
    assert documented["leftover"] == {"id", "kind", "name", "key", "host", "task", "at", "proved"}
    templates = json.loads(ctl("template-list", "--json").stdout)
    assert set(templates[0]) == documented["template"] and templates[0]["id"] == "demo"
    (vm,) = json.loads(ctl("vm-show", "test", "--json", *TEST).stdout)
    assert vm == json.loads(ctl("vm-list", "--json", *TEST).stdout)[0]
    words = set(
        text.partition("  VM: ")[2].partition("\n  template:")[0].replace("[", " ").replace("]", " ").replace("{", " ").replace("}", " ").split()
    )
    assert set(vm) <= words
    for part in ("addresses", "disks", "nics", "graphics"):
        for row in vm[part]:
            assert set(row) <= words


def test_results_of_verbs(ctl: Ctl) -> None:
    done = ctl("vm-pause", "test", "--json", *TEST)
    (row,) = json.loads(done.stdout)
    assert (row["name"], row["ok"], row["state"], row["error"]) == ("test", True, "paused", "")
    refused = ctl("vm-resume", "test", "--json", *TEST, status=1)
    (row,) = json.loads(refused.stdout)
    assert not row["ok"] and row["error"] == "test could not be resumed: test is running."
    assert row["error"] in one_sentence(refused)


def test_tools_are_told_and_refused_by_the_same_rules(ctl: Ctl) -> None:
    shown = ctl("vm-tools", "test", *TEST).stdout
    assert "I/O not optimized" in shown and "Switch to virtio at next start" in shown
    (row,) = json.loads(ctl("vm-tools", "test", "--status", "--json", *TEST).stdout)
    documented = re.split(r"\n  (?=\S)", ctl("--help").stdout.partition("--status): ")[2])[0]
    for mark in "[]{}":
        documented = documented.replace(mark, " ")
    assert set(row) | set(row["findings"][0]) | set(row["drivers"]) | set(row["agent"]) == set(documented.split())
    for option in ("--insert", "--add-channel", "--switch-to-virtio"):
        refused = ctl("vm-tools", "test", option, "--json", *TEST, status=1)
        (row,) = json.loads(refused.stdout)
        assert not row["ok"] and "can't do this" in row["error"] and row["error"] in one_sentence(refused)


def test_by_uuid_and_what_is_not_there(ctl: Ctl) -> None:
    (vm,) = json.loads(ctl("vm-list", "--json", *TEST).stdout)
    ctl("vm-shutdown", vm["uuid"], *TEST)
    assert one_sentence(ctl("vm-show", "nope", *TEST, status=1)) == "There is no VM nope."
    assert "no host nope" in one_sentence(ctl("vm-list", "--host", "nope", *TEST, status=1))
    assert "no state asleep-ish" in one_sentence(ctl("vm-list", "--state", "asleep-ish", *TEST, status=1))
    assert "no template nope" in one_sentence(ctl("vm-install", "--template", "nope", *TEST, status=1))
    assert "no family nope" in one_sentence(ctl("template-list", "--family", "nope", status=1))


def test_one_that_is_not_there_does_not_stop_the_others(ctl: Ctl) -> None:
    done = ctl("vm-pause", "nope", "test", "--json", *TEST, status=1)
    assert [row["ok"] for row in json.loads(done.stdout)] == [True]
    assert "nope" in one_sentence(done)


def test_hosts_that_can_not_be_reached(ctl: Ctl, tmp_path: Path) -> None:
    nowhere = f"qemu+unix:///session?socket={tmp_path}/none"
    assert "could not be connected" in one_sentence(ctl("vm-list", "--connect", nowhere, status=1))
    both = ctl("vm-list", "--connect", nowhere, *TEST)
    assert "test" in both.stdout and nowhere in one_sentence(both)
    listed = ctl("host-list", "--json", "--connect", nowhere)
    (host,) = json.loads(listed.stdout)
    assert host["state"] != "ready" and host["reason"]


def test_names_that_several_hosts_have(ctl: Ctl, tmp_path: Path) -> None:
    """Two test driver worlds with a VM of the same name."""
    uris = []
    for number in (1, 2):
        file = tmp_path / f"world{number}.xml"
        file.write_text(
            f"""<node><domain type='test'><name>web</name><uuid>{uuid.uuid4()}</uuid><memory>65536</memory>
            <os><type>hvm</type></os></domain></node>"""
        )
        uris += ["--connect", f"test://{file}"]
    done = ctl("vm-pause", "web", *uris, status=1)
    assert "Several VMs have the name web" in one_sentence(done) and "Use the UUID" in one_sentence(done)
    ctl("vm-pause", "web", *uris, "--host", uris[1])


def test_delete_must_be_confirmed(ctl: Ctl) -> None:
    assert "--yes" in one_sentence(ctl("vm-delete", "test", *TEST, status=1))
    assert "running" in one_sentence(ctl("vm-delete", "test", "--yes", *TEST, status=1))
    assert "Nothing was deleted" in ctl("vm-delete", "test", "nope", "--yes", "--force-off", *TEST, status=1).stderr
    done = ctl("vm-delete", "test", "--yes", "--force-off", "--json", *TEST)
    assert json.loads(done.stdout)[0]["state"] == "gone"


def test_the_configured_hosts_are_used(ctl: Ctl, tmp_path: Path) -> None:
    config = tmp_path / "mine.toml"
    config.write_text(
        '[[hosts]]\nid = "local"\nname = "This computer"\nuri = "test:///default"\n\n'
        '[[hosts]]\nid = "b"\nname = "host-b"\nuri = "test:///default"\npool = "p"\nautoconnect = false\n\n[[pools]]\nid = "p"\nname = "Tokyo"\n'
    )
    done = ctl("vm-list", "--json", "--config", str(config), "--host", "host-b")
    (vm,) = json.loads(done.stdout)
    assert (vm["host"], vm["pool"]) == ("host-b", "Tokyo")
    before = config.read_text()
    ctl("vm-pause", "test", "--config", str(config), "--host", "host-b")
    assert config.read_text() == before, "virtdeckctl changes no configuration"


def test_a_broken_configuration_is_told(ctl: Ctl, tmp_path: Path) -> None:
    config = tmp_path / "broken.toml"
    config.write_text("[[host]\n")
    done = ctl("vm-list", *TEST, "--config", str(config))
    assert "broken.toml" in one_sentence(done)


def test_a_closed_pipe_is_no_traceback() -> None:
    process = start("template-list")
    assert process.stdout is not None and process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    process.wait(20)
    assert "Traceback" not in err and "BrokenPipe" not in err


# --------------------------------------------------------------------------- vm-install on a real libvirtd


@pytest.fixture(scope="module")
def remembering(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A configuration that keeps the answer about KVM, as every user's does after the first start."""
    return tmp_path_factory.mktemp("config") / "virtdeck.toml"


@pytest.fixture
def world(libvirtd: PrivateLibvirtd, remembering: Path) -> Iterator[tuple[str, ...]]:
    """--connect to a daemon that has the repositories local and ISO library."""
    pools = {}
    for name in ("local", "ISO library"):
        folder = libvirtd.images / f"ctl-{uuid.uuid4().hex[:6]}"
        folder.mkdir()
        if name == "ISO library":
            bootable_iso(folder / "reset.iso", RESET)
        pools[name] = folder
        virsh(libvirtd, "pool-create-as", name, "dir", "--target", str(folder))
    yield ("--connect", libvirtd.uri, "--config", str(remembering))
    for vm in virsh(libvirtd, "list", "--all", "--name").split():
        with contextlib.suppress(subprocess.CalledProcessError):
            virsh(libvirtd, "destroy", vm)
        virsh(libvirtd, "undefine", vm, "--nvram", "--managed-save")
    for name in pools:
        virsh(libvirtd, "pool-destroy", name)


def virsh(libvirtd: PrivateLibvirtd, *words: str) -> str:
    return subprocess.run(["virsh", "-q", "-c", libvirtd.uri, *words], check=True, timeout=30, capture_output=True, text=True).stdout


def volumes(libvirtd: PrivateLibvirtd, pool: str = "local") -> list[str]:
    return [line.split()[0] for line in virsh(libvirtd, "vol-list", pool).splitlines() if line.strip()]


def wait_for_upload(process: subprocess.Popen[str], libvirtd: PrivateLibvirtd) -> None:
    """Until big.iso is being written. It takes a fraction of a second on this very computer, so the file itself is looked at."""
    deadline = time.monotonic() + 60
    while True:
        for file in libvirtd.images.glob("ctl-*/big.iso"):
            with file.open("rb") as image:
                image.seek(32769)
                if image.read(5) == b"CD001":
                    return
        assert process.poll() is None and time.monotonic() < deadline, process.communicate()
        time.sleep(0.002)


def test_vm_install_dry_run_makes_nothing(ctl: Ctl, world: tuple[str, ...], libvirtd: PrivateLibvirtd) -> None:
    done = ctl(
        *("vm-install", "--template", "debian12", "--name", "web", "--dry-run", "--iso", "reset.iso"),
        *("--memory", "1536MiB", "--vcpus", "2", "--disk", "5G", "--disk", "1G,repository=local", "--network", "user", *world),
    )
    assert "<name>web</name>" in done.stdout and done.stdout.count('device="disk"') == 2
    assert 'unit="KiB">1572864<' in done.stdout
    assert volumes(libvirtd) == [] and virsh(libvirtd, "list", "--all", "--name").strip() == ""


def test_vm_install_refuses_on_every_page(ctl: Ctl, world: tuple[str, ...], libvirtd: PrivateLibvirtd, tmp_path: Path) -> None:
    base = ("vm-install", "--template", "debian12", "--name", "web", *world)
    assert "no storage repository nope" in ctl(*base, "--iso", "reset.iso", "--disk", "5G,repository=nope", status=1).stderr
    assert "no network nope" in ctl(*base, "--iso", "reset.iso", "--network", "nope", status=1).stderr
    assert "missing.iso does not exist" in ctl(*base, "--iso", str(tmp_path / "missing.iso"), status=1).stderr
    assert "memory" in ctl(*base, "--iso", "reset.iso", "--memory", "9TiB", status=1).stderr
    assert "/" in ctl(*base[:3], "--name", "a/b", *world, "--iso", "reset.iso", status=1).stderr
    assert volumes(libvirtd) == []


def test_vm_install_from_an_iso_and_delete(ctl: Ctl, world: tuple[str, ...], libvirtd: PrivateLibvirtd) -> None:
    done = ctl("vm-install", "--template", "debian12", "--name", "web", "--iso", "reset.iso", "--disk", "1G", "--json", *world)
    vm = json.loads(done.stdout)
    assert (vm["name"], vm["state"], vm["installing"]) == ("web", "halted", True)
    assert volumes(libvirtd) == ["web.qcow2"]
    again = ctl("vm-install", "--template", "debian12", "--name", "web", "--iso", "reset.iso", *world, status=1)
    assert "web" in again.stderr and volumes(libvirtd) == ["web.qcow2"]
    ctl("vm-delete", "web", "--disks", "--yes", *world)
    assert volumes(libvirtd) == []


@pytest.mark.real
def test_vm_install_waits_for_the_installer(ctl: Ctl, world: tuple[str, ...], libvirtd: PrivateLibvirtd) -> None:
    """An installer that restarts at once: the process stays until the VM runs from its disk."""
    words = ("vm-install", "--template", "other", "--name", "web", "--iso", "reset.iso", "--memory", "128MiB", "--disk", "1G")
    done = ctl(*words, "--wait-install", "40", "--json", *world)
    vm = json.loads(done.stdout)
    assert (vm["state"], vm["installing"]) == ("running", False)
    assert [disk["source"] for disk in vm["disks"] if disk["device"] == "cdrom"] == [""]
    ctl("vm-delete", "web", "--disks", "--yes", "--force-off", *world)
    assert volumes(libvirtd) == []


def test_ctrl_c_cancels_and_undoes(world: tuple[str, ...], libvirtd: PrivateLibvirtd, tmp_path: Path) -> None:
    """While a large image is copied: the process ends with status 1, and nothing is left."""
    iso = tmp_path / "big.iso"
    with iso.open("wb") as file:
        file.write(bootable_iso(tmp_path / "small.iso", RESET).read_bytes())
        for _ in range(3000):
            file.write(os.urandom(1 << 17))
    process = start("vm-install", "--template", "debian12", "--name", "web", "--iso", str(iso), "--copy-iso", "--disk", "1G", *world)
    wait_for_upload(process, libvirtd)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 1, (out, err)
    assert "Cancelled." in err and "Traceback" not in err
    assert volumes(libvirtd) == [] and volumes(libvirtd, "ISO library") == ["reset.iso"]
    assert virsh(libvirtd, "list", "--all", "--name").strip() == ""


# --------------------------------------------------------------------------- crashes


@pytest.fixture
def killed(ctl: Ctl, world: tuple[str, ...], libvirtd: PrivateLibvirtd, tmp_path: Path) -> Iterator[tuple[str, ...]]:
    """Ended by SIGKILL while it copies a large image to the host; removes it if the test has not."""
    iso = tmp_path / "big.iso"
    with iso.open("wb") as file:
        file.write(bootable_iso(tmp_path / "small.iso", RESET).read_bytes())
        for _ in range(3000):
            file.write(os.urandom(1 << 17))
    process = start("vm-install", "--template", "debian12", "--name", "web", "--iso", str(iso), "--copy-iso", "--disk", "1G", *world)
    wait_for_upload(process, libvirtd)
    process.kill()
    process.communicate()
    yield world
    if "big.iso" in volumes(libvirtd, "ISO library"):
        virsh(libvirtd, "vol-delete", "big.iso", "ISO library")


def test_what_a_crash_left_is_told_and_cleaned_up(ctl: Ctl, killed: tuple[str, ...], libvirtd: PrivateLibvirtd) -> None:
    told = ctl("vm-list", *killed).stderr
    assert "Interrupted tasks left something behind (1)" in told and "leftover-list" in told
    assert ctl("vm-list", "--quiet", *killed).stderr == ""
    (left,) = json.loads(ctl("leftover-list", "--json", *killed).stdout)
    assert set(left) == {"id", "kind", "name", "key", "host", "task", "at", "proved"}
    assert (left["kind"], left["name"], left["host"], left["proved"]) == ("volume", "big.iso", libvirtd.uri, True)
    assert "big.iso" in ctl("leftover-list", *killed).stdout
    away = ctl("leftover-clean", str(left["id"]), "--connect", "test:///default", *killed[2:], status=1)
    assert "its host is not in the list any more" in away.stderr.lower() and "big.iso" in volumes(libvirtd, "ISO library")
    assert "There is no leftover 9999" in ctl("leftover-clean", str(left["id"]), "9999", *killed, status=1).stderr
    assert "big.iso" in volumes(libvirtd, "ISO library"), "one that is not there: nothing is done"
    assert "big.iso" in ctl("leftover-clean", str(left["id"]), *killed).stderr
    assert volumes(libvirtd, "ISO library") == ["reset.iso"]
    assert json.loads(ctl("leftover-list", "--json", *killed).stdout) == []
    assert ctl("vm-list", *killed).stderr == ""


def test_what_a_crash_left_may_be_kept(ctl: Ctl, killed: tuple[str, ...], libvirtd: PrivateLibvirtd) -> None:
    ctl("leftover-keep", "--all", *killed)
    assert ctl("leftover-list", *killed).stdout == ""
    assert "big.iso" in volumes(libvirtd, "ISO library")


# --------------------------------------------------------------------------- the whole job


@pytest.mark.real
def test_a_demo_vm_from_nothing_to_nothing(ctl: Ctl, demo_appliance: Path, tmp_path: Path) -> None:
    """No configuration, this computer's own libvirt, the demo template: created, seen, suspended, resumed, shut down, deleted; nothing is left."""
    env = {"VIRTDECK_DEMO": str(demo_appliance)}
    done = ctl("vm-install", "--template", "demo", "--name", "x", "--start", "--wait-agent", "120", "--json", seconds=150, **env)
    vm: dict[str, Any] = json.loads(done.stdout)
    assert (vm["name"], vm["state"], vm["agent"]["state"], vm["host"]) == ("x", "running", "responding", "This computer")
    assert vm["virtualization"][0] == "I/O optimized"
    (shown,) = json.loads(ctl("vm-show", vm["uuid"], "--json", **env).stdout)
    deadline = time.monotonic() + 30
    while not shown["addresses"] and time.monotonic() < deadline:  # DHCP may be slower than the agent
        (shown,) = json.loads(ctl("vm-show", vm["uuid"], "--json", **env).stdout)
    assert shown["agent"]["version"] and shown["os"].startswith("Debian") and shown["addresses"]
    image = Path(shown["disks"][0]["source"])
    assert image.is_file()
    assert "suspended" in ctl("vm-suspend", "x", **env).stdout
    assert "running" in ctl("vm-resume", "x", **env).stdout
    assert "Management Agent" in ctl("vm-show", "x", **env).stdout
    ctl("vm-shutdown", "x", "--wait", "60", seconds=90, **env)
    ctl("vm-delete", "x", "--disks", "--yes", **env)
    assert not image.exists() and list(image.parent.iterdir()) == []
    data, state = Path(os.environ["XDG_DATA_HOME"]) / "virtdeck", Path(os.environ["XDG_STATE_HOME"]) / "virtdeck"
    assert not list(data.rglob("qemu/*.xml")) and not list(data.rglob("*.save"))
    import sqlite3

    with contextlib.closing(sqlite3.connect(state / "virtdeck.sqlite")) as database:
        assert database.execute("SELECT count(*) FROM journal").fetchone() == (0,)
        verbs = [json.loads(row[0])["verb"] for row in database.execute("SELECT task FROM history ORDER BY ended")]
    assert verbs == ["storage-setup", "vm-install", "vm-suspend", "vm-resume", "vm-shutdown", "vm-delete"]


def test_common_options_before_the_verb_and_after_it() -> None:
    def parsed(*words: str) -> tuple[object, ...]:
        args = build_parser("1").parse_args(words)
        return args.verb, args.connect, args.json, args.timeout, args.quiet, args.config

    here, there = "test:///default", "qemu:///session"
    assert parsed("--connect", here, "vm-list") == parsed("vm-list", "--connect", here) == ("vm-list", [here], False, 30.0, False, None)
    assert parsed(f"--connect={here}", "--json", "--timeout", "5", "--config", "x", "vm-start", "a", "--connect", there) == (
        "vm-start",
        [here, there],
        True,
        5.0,
        False,
        "x",
    )
    assert parsed("--timeout", "5", "vm-list", "--timeout", "7", "--quiet") == ("vm-list", [], False, 7.0, True, None)
    assert parsed("vm-list")[1] == [], "nothing is left of the parse before"


@pytest.mark.real
def test_a_plain_start_verifies_a_switch_to_virtio(ctl: Ctl, libvirtd: PrivateLibvirtd) -> None:
    """Its disk is empty: it stays silent, and has its old devices again when vm-start comes back."""
    name, uri = f"silent-{uuid.uuid4().hex[:8]}", libvirtd.uri
    image = libvirtd.images / f"{name}.img"
    image.write_bytes(bytes(1 << 20))
    with contextlib.closing(libvirt.open(uri)) as conn:
        domain = conn.defineXML(
            f"<domain type='qemu'><name>{name}</name><memory unit='MiB'>32</memory><os><type machine='pc'>hvm</type></os><devices>"
            f"<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='{image}'/><target dev='hda' bus='ide'/></disk>"
            "</devices></domain>"
        )
        try:
            ctl("vm-tools", name, "--switch-to-virtio", "--silence", "2", "--connect", uri)
            assert "bus='virtio'" in domain.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE)
            done = ctl("--connect", uri, "vm-start", name, "--json", status=1)
            (row,) = json.loads(done.stdout)
            assert not row["ok"] and row["state"] == "running" and "gave no sign of life within 2 seconds" in row["error"]
            assert "first time" in done.stderr
            assert "bus='ide'" in domain.XMLDesc() and ":fallback" not in domain.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE)
            ctl("vm-force-off", name, "--connect", uri)
            assert "sign of life" not in ctl("vm-start", name, "--connect", uri).stderr, "nothing is left to verify"
        finally:
            with contextlib.suppress(libvirt.libvirtError):
                domain.destroy()
            domain.undefine()
            image.unlink()
