"""Guest tools with real guests: installed from the disc, the decision table by a scripted agent, the switch to virtio and its way back."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import subprocess
import time
import uuid
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import libvirt
import pytest

from console.backend import tools_disc as on_hosts
from console.backend.guest import GuestWatch
from console.backend.hooks import GuestCalls
from console.backend.links import Timing
from console.model.errors import ConsoleError
from console.model.ids import HostId
from console.model.inventory import Changes
from console.model.objects import PowerState, Vm, VmConfig
from console.model.tasks import TaskState
from console.model.tools import AgentState, GuestFamily, ToolsLink, ToolsReport, Tri, report
from console.operations.base import Operation
from console.operations.catalogue import family_of_id
from console.operations.power import ForceOff, Pause, Start, Unpause
from console.operations.subject import wait_until
from console.operations.tools import AddAgentChannel, EjectTools, InsertTools
from console.operations.tools_watch import ToolsWatcher
from console.operations.virtio import AddDriverDisk, ReturnToOldDevices, SwitchToVirtio
from tests.fixtures.appliance import CHECKOUT
from tests.fixtures.daemon import PrivateLibvirtd
from tests.fixtures.guest_shell import GuestShell, overlay
from tests.fixtures.scripted_agent import ScriptedAgent, write_disc
from tests.operations.worlds import Place, place

WU = "Able to receive updates from Windows Update"
OPTIMIZED, NOT_OPTIMIZED = "I/O optimized", "I/O not optimized"
INSTALLED, NOT_INSTALLED, WAIT = "Management Agent installed (100.0.0)", "Management Agent not installed", "Unknown (please wait)"
OLD = "Out of date (version 100.93.104.24000 installed, host offers 0.1.262)"
LATER = 200.0
"""Seconds that make a guest old enough for "not installed"."""


@pytest.fixture(scope="session")
def tools_disc() -> Path:
    """Our disc, as packaging builds it."""
    done = subprocess.run([CHECKOUT / "packaging" / "tools-iso"], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return CHECKOUT / "build" / "tools" / "virtdeck-tools.iso"


@dataclass
class Lab:
    """A world on a private libvirtd with tools watched, and guests to make."""

    place: Place
    daemon: PrivateLibvirtd
    connection: Any
    folder: Path
    agent_events: list[float] = field(default_factory=list)
    shells: list[GuestShell] = field(default_factory=list)

    def vm(self, name: str = "lab") -> Vm:
        return self.place.vm(name)

    def config(self, name: str = "lab") -> VmConfig:
        config = self.vm(name).config
        assert config is not None
        return config

    async def do(self, operation: Operation) -> str:
        return await self.place.runner.start(operation)

    async def until(self, reached: Callable[[Vm], object], seconds: float = 60, name: str = "lab") -> Vm:
        ok = await wait_until(
            self.place.inventory, lambda: any(v.name == name for v in self.place.inventory.vms()) and bool(reached(self.vm(name))), seconds
        )
        assert ok, f"{self.vm(name)}\n{[(str(t.title), t.state, str(t.error)) for t in self.place.runner.tasks()]}"
        return self.vm(name)

    def lines(self, *, later: float = 0, name: str = "lab") -> tuple[list[str], ToolsLink | None]:
        found: ToolsReport | None = report(self.vm(name), time.time() + later)
        return ([] if found is None else [line.text.english() for line in found.lines]), found.link if found is not None else None

    def saved(self, name: str = "lab") -> str:
        return str(self.connection.lookupByName(name).XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE))

    async def define(
        self,
        devices: str,
        *,
        appliance: Path | None = None,
        machine: str = "q35",
        osinfo: str = "",
        disk: str = "<target dev='vda' bus='virtio'/>",
        direct: bool = True,
    ) -> None:
        """A VM "lab", from the appliance (started by its kernel: quick) or with an empty disk (it stays silent)."""
        boot, memory, image, kind = "", 32, self.folder / f"{uuid.uuid4().hex[:8]}.img", "raw"
        if appliance is not None:
            memory, kind = 192, "qcow2"
            overlay(appliance / "demo.qcow2", image)
            if direct:
                line = (appliance / "cmdline").read_text().strip()
                boot = f"<kernel>{appliance}/vmlinuz</kernel><initrd>{appliance}/initrd.img</initrd><cmdline>{line}</cmdline>"
        else:
            image.write_bytes(bytes(1 << 20))
        about = (
            f"<libosinfo:libosinfo xmlns:libosinfo='http://libosinfo.org/xmlns/libvirt/domain/1.0'><libosinfo:os id='{osinfo}'/>" if osinfo else ""
        )
        self.connection.defineXML(
            f"<domain type='qemu'><name>lab</name><metadata>{about}{'</libosinfo:libosinfo>' if osinfo else ''}</metadata>"
            f"<memory unit='MiB'>{memory}</memory><os><type machine='{machine}'>hvm</type>{boot}</os><features><acpi/></features>"
            f"<devices><disk type='file' device='disk'><driver name='qemu' type='{kind}'/><source file='{image}'/>{disk}</disk>"
            f"<serial type='pty'/><memballoon model='virtio'><stats period='1'/></memballoon>{devices}</devices></domain>"
        )
        assert await wait_until(self.place.inventory, lambda: any(v.name == "lab" and v.config for v in self.place.inventory.vms()), 10)

    async def shell(self) -> GuestShell:
        shell = GuestShell(self.connection.lookupByName("lab"))
        self.shells.append(shell)
        await shell.log_in()
        return shell


CHANNEL = "<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>"
VIRTIO_NIC = "<interface type='user'><mac address='52:54:00:12:34:56'/><model type='virtio'/></interface>"


def cd(path: Path | str, target: str = "sdb") -> str:
    source = f"<source file='{path}'/>" if path else ""
    return f"<disk type='file' device='cdrom'><driver name='qemu' type='raw'/>{source}<target dev='{target}' bus='sata'/><readonly/></disk>"


@pytest.fixture
async def lab(libvirtd: PrivateLibvirtd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Lab]:
    monkeypatch.setattr(on_hosts, "here", lambda: (on_hosts.Disc("/nowhere/virtio-win-0.1.262.iso", "0.1.262"),))
    folder = libvirtd.images / f"lab-{uuid.uuid4().hex[:8]}"
    folder.mkdir()
    events: list[float] = []

    class Watch(GuestWatch):
        def agent_event(self, uuid: str, connected: bool) -> None:
            if connected:
                events.append(time.monotonic())
            super().agent_event(uuid, connected)

    def watch(host: HostId, calls: GuestCalls) -> GuestWatch:
        return Watch(host, calls)

    def lookup(osinfo_id: str) -> tuple[str, GuestFamily]:
        return osinfo_id, family_of_id(osinfo_id)

    connection = libvirt.open(libvirtd.uri)
    async with place(libvirtd.uri, tmp_path, guest_watch=watch, os_lookup=lookup, timing=Timing(stats=0.5)) as found:
        made = Lab(found, libvirtd, connection, folder, events)
        watcher = ToolsWatcher(found.runner, linux_seconds=0.3, windows_seconds=0.3, retry=3.0)
        try:
            yield made
        finally:
            watcher.shutdown()
            for shell in made.shells:
                shell.close()
            with contextlib.suppress(libvirt.libvirtError):
                connection.lookupByName("lab").destroy()
            with contextlib.suppress(libvirt.libvirtError):
                connection.lookupByName("lab").undefineFlags(libvirt.VIR_DOMAIN_UNDEFINE_NVRAM)
    connection.close()
    shutil.rmtree(folder)


def disc_in(config: VmConfig) -> str:
    return next(disk.source for disk in config.disks if disk.device == "cdrom")


# --------------------------------------------------------------------------- a Linux without the agent


@pytest.mark.real
async def test_the_agent_is_installed_from_the_disc(lab: Lab, demo_without_agent: Path, tools_disc: Path) -> None:
    """Not installed → the link puts the disc in → the installer is run over the serial console → installed within 2 s of the event → disc back."""
    old = lab.folder / "old.iso"
    shutil.copy(tools_disc, old)
    await lab.define(CHANNEL + cd(old), appliance=demo_without_agent)
    await lab.do(Start(lab.place.of("lab")))
    await lab.until(lambda vm: vm.tools.agent is AgentState.DISCONNECTED)
    assert lab.lines() == (["Unknown (please wait)"], None)
    shell = await lab.shell()
    lines, link = lab.lines(later=LATER)
    assert lines[1] == NOT_INSTALLED and link is ToolsLink.INSTALL_AGENT

    assert await lab.do(InsertTools(lab.place.of("lab"), linux_disc=str(tools_disc))) == "inserted"
    await lab.until(lambda vm: disc_in(lab.config()) == str(tools_disc))
    await shell.run("modprobe -qa sr_mod isofs; until [ -b /dev/sr0 ]; do sleep 1; done; mount /dev/sr0 /mnt")
    assert not lab.agent_events
    shown: list[float] = []

    def installed(_: Changes) -> None:
        if not shown and lab.lines()[0] == [OPTIMIZED, f"Management Agent installed ({lab.vm().tools.agent_version})"]:
            shown.append(time.monotonic())

    unsubscribe = lab.place.inventory.subscribe(installed)
    output = await shell.run("sh /mnt/install", 90)
    assert "done: the management agent is running" in output and "can be taken out" in output
    await lab.until(lambda vm: shown, 5)
    unsubscribe()
    took = shown[0] - lab.agent_events[0]
    assert took < 2, f"{took:.1f} s after the agent's event"
    assert lab.vm().tools.agent_version.startswith("7.")

    await lab.until(lambda vm: lab.config().metadata.tools_disc is None and disc_in(lab.config()) == str(old), 20)
    assert str(old) in lab.saved() and str(tools_disc) not in lab.saved()
    assert await shell.run("mount /dev/sr0 /mnt && sh /mnt/uninstall; umount /mnt") is not None
    await lab.until(lambda vm: vm.tools.agent is AgentState.DISCONNECTED, 20)


# --------------------------------------------------------------------------- the decision table, by the real protocol


def pci(device: int, version: str = "100.95.104.26200") -> dict[str, object]:
    where = {"type": "pci", "vendor-id": 0x1AF4, "device-id": device}
    return {"driver-name": "Red Hat VirtIO", "driver-version": version, "driver-date": 1708646400000000000, "id": where}


WINDOWS = {"guest-get-osinfo": {"id": "mswindows", "pretty-name": "Windows 10 Pro", "version-id": "10", "variant": "client"}}
SCRIPTS: Mapping[str, Mapping[str, Any]] = {
    "ready": {**WINDOWS, "guest-get-devices": [pci(0x1042), pci(0x1041)]},
    "driverless": {**WINDOWS, "guest-get-devices": [pci(0x1041)]},
    "outdated": {**WINDOWS, "guest-get-devices": [pci(0x1042, "100.93.104.24000"), pci(0x1041, "100.93.104.24000")]},
    "core": {
        "guest-get-osinfo": {"id": "mswindows", "version-id": "2016", "variant": "server", "pretty-name": "Windows Server 2016 Standard"},
        "guest-get-devices": [pci(0x1042), pci(0x1041)],
    },
    "linux": {
        "guest-info": {"version": "5.2.0"},
        "guest-get-osinfo": {"id": "debian", "pretty-name": "Debian"},
        "guest-network-get-interfaces": [{"name": "eth0", "hardware-address": "52:54:00:12:34:56", "ip-addresses": []}],
    },
    "blind": {
        "guest-info": {"version": "5.2.0"},
        "guest-get-osinfo": {"id": "debian", "pretty-name": "Debian"},
        "guest-network-get-interfaces": [{"name": "lo", "hardware-address": "00:00:00:00:00:00", "ip-addresses": []}],
    },
}


@pytest.mark.real
async def test_rows_of_the_table_by_a_scripted_agent(lab: Lab, demo_without_agent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One guest that plays several: libvirt, its channel and the agent's protocol are real, the answers are chosen."""
    monkeypatch.setattr("console.backend.guest.ANSWER_SECONDS", 2)
    disc = write_disc(lab.folder / "agent.iso", SCRIPTS)
    await lab.define(CHANNEL + VIRTIO_NIC + cd(disc), appliance=demo_without_agent, osinfo="http://microsoft.com/win/10")
    assert lab.lines() == ([WU], None)
    await lab.do(Start(lab.place.of("lab")))
    assert lab.vm().family is GuestFamily.WINDOWS
    assert lab.lines() == ([WAIT, WU], None)
    shell = await lab.shell()
    await lab.until(lambda vm: vm.tools.io is Tri.YES)
    assert lab.lines() == ([OPTIMIZED, WAIT, WU], None)  # what is detected wins over "young"
    assert lab.lines(later=LATER) == ([OPTIMIZED, NOT_INSTALLED, WU], ToolsLink.INSTALL_AGENT)
    await lab.do(Pause(lab.place.of("lab")))
    assert lab.lines(later=LATER) == ([WU], None)  # paused reads like not running
    await lab.do(Unpause(lab.place.of("lab")))
    await lab.until(lambda vm: lab.lines(later=LATER)[0][:2] == [OPTIMIZED, NOT_INSTALLED])

    agent = ScriptedAgent(shell)
    await agent.mount()
    await agent.start("ready")
    await lab.until(lambda vm: lab.lines() == ([OPTIMIZED, INSTALLED, WU], None))

    async def answers(chosen: str, lines: list[str], link: ToolsLink | None) -> None:
        await agent.restart(chosen)
        await lab.until(lambda vm: lab.lines(later=LATER) == (lines, link), 20)

    await answers("driverless", [NOT_OPTIMIZED, INSTALLED, WU], ToolsLink.INSTALL_BOTH)
    await answers("outdated", [OPTIMIZED, INSTALLED, OLD, WU], ToolsLink.UPDATE)
    assert (found := report(lab.vm(), time.time())) is not None and found.lines[2].link is ToolsLink.UPDATE
    await answers("core", [OPTIMIZED, INSTALLED, WU], None)
    await lab.until(lambda vm: vm.tools.os is not None and vm.tools.os.version_id == "2016", 20)
    assert (found := report(lab.vm(), time.time())) is not None and "Server Core 2016" in str(found.lines[-1].detail)
    await answers("linux", [OPTIMIZED, "Management Agent installed (5.2.0)"], None)  # never out of date by its number alone
    await answers("blind", [NOT_OPTIMIZED, "Management Agent installed (5.2.0)"], ToolsLink.INSTALL_BOTH)
    await answers("silent", [OPTIMIZED, "Management Agent not responding"], None)
    await lab.do(ForceOff(lab.place.of("lab")))
    assert lab.lines()[1] is None and lab.vm().tools.agent is AgentState.UNKNOWN


@pytest.mark.real
async def test_windows_shows_its_driver_before_it_is_switched(lab: Lab, demo_without_agent: Path, tools_disc: Path) -> None:
    """Emulated disk → driver disk plugged in while it runs → the guest shows the driver → switched, the driver disk is out."""
    scripts = {
        "before": {**WINDOWS, "guest-get-devices": []},
        "after": {**WINDOWS, "guest-get-devices": [pci(0x1042)]},
    }
    repository = await lab.place.port.define_repository(
        f"<pool type='dir'><name>{lab.folder.name}</name><target><path>{lab.folder}</path></target></pool>"
    )
    try:
        assert await lab.place.active(repository)
        disc = write_disc(lab.folder / "agent.iso", scripts)
        shutil.copy(tools_disc, lab.folder / "virtio-win-0.1.262.iso")
        await lab.define(
            CHANNEL + cd(disc), appliance=demo_without_agent, osinfo="http://microsoft.com/win/10", disk="<target dev='sda' bus='sata'/>"
        )
        await lab.do(Start(lab.place.of("lab")))
        shell = await lab.shell()
        missing = ([NOT_OPTIMIZED, NOT_INSTALLED, "Not able to receive updates from Windows Update"], ToolsLink.INSTALL_BOTH)
        await lab.until(lambda vm: lab.lines(later=LATER) == missing)
        agent = ScriptedAgent(shell)
        await agent.mount()
        await agent.start("before")
        await lab.until(lambda vm: lab.lines()[0][:2] == [NOT_OPTIMIZED, INSTALLED] and vm.tools.io_findings)
        assert lab.lines()[1] is ToolsLink.INSTALL_BOTH
        of = lab.place.of("lab")
        with pytest.raises(ConsoleError, match="would not find its disk"):
            await lab.do(SwitchToVirtio(of, restart=False))
        await lab.place.port.refresh_repository(repository)
        await lab.do(InsertTools(of))  # the host's own path does not exist here: the repository's is newer or as new
        await lab.until(lambda vm: disc_in(lab.config()).endswith("virtio-win-0.1.262.iso"))
        assert await lab.do(AddDriverDisk(of)) == "added"
        await shell.run("for i in $(seq 30); do ls -d /sys/block/vd* 2> /dev/null && break; sleep 1; done; ls -d /sys/block/vd*", 40)
        await agent.restart("after")
        await lab.until(lambda vm: vm.tools.io_findings and "IoCause.EMULATED:" in repr(vm.tools.io_findings), 20)
        await lab.until(lambda vm: lab.config().metadata.tools_disc is None, 20)  # new drivers: the disc went back
        assert disc_in(lab.config()) == str(disc)
        assert await lab.do(SwitchToVirtio(of, restart=False)) == "at-next-start"
        await lab.until(lambda vm: vm.pending is not None)
        pending = lab.vm().pending
        assert pending is not None and [d.bus for d in pending.disks if d.device == "disk"] == ["virtio"]
    finally:
        subprocess.run(["virsh", "-q", "-c", lab.daemon.uri, "pool-destroy", lab.folder.name], check=False, timeout=20, capture_output=True)
        subprocess.run(["virsh", "-q", "-c", lab.daemon.uri, "pool-undefine", lab.folder.name], check=False, timeout=20, capture_output=True)


# --------------------------------------------------------------------------- emulated → virtio


EMULATED = "<interface type='user'><mac address='52:54:00:12:34:56'/><model type='e1000'/></interface>"


def sign_of_life(lab: Lab) -> str:
    return next(task.result for task in lab.place.runner.tasks() if task.verb == "vm-verify-virtio")


@pytest.mark.real
async def test_switch_to_virtio_and_the_agent_says_yes(lab: Lab, demo_appliance: Path) -> None:
    await lab.define(CHANNEL + EMULATED, appliance=demo_appliance, disk="<target dev='sda' bus='sata'/>")
    await lab.do(Start(lab.place.of("lab")))
    await lab.until(lambda vm: vm.tools.agent is AgentState.RESPONDING and vm.tools.os is not None)
    lines, link = lab.lines()
    assert lines[0] == NOT_OPTIMIZED and link is ToolsLink.SWITCH_TO_VIRTIO
    assert await lab.do(SwitchToVirtio(lab.place.of("lab"), seconds=120, restart=True)) == "switched"
    await lab.until(lambda vm: lab.lines()[0][:1] == [OPTIMIZED] and vm.tools.agent is AgentState.RESPONDING)
    await lab.until(lambda vm: lab.config().metadata.fallback_seconds is None, 20)
    assert [disk.bus for disk in lab.config().disks] == ["virtio"] and [nic.model for nic in lab.config().nics] == ["virtio"]
    assert ":fallback" not in lab.saved()
    assert sign_of_life(lab) in ("agent", "login", "disk")


@pytest.mark.real
async def test_a_login_prompt_is_a_sign_of_life(lab: Lab, demo_without_agent: Path) -> None:
    await lab.define(EMULATED, appliance=demo_without_agent, disk="<target dev='hda' bus='ide'/>", machine="pc")
    await lab.do(SwitchToVirtio(lab.place.of("lab"), seconds=120))
    await lab.do(Start(lab.place.of("lab")))
    await lab.until(lambda vm: lab.config().metadata.fallback_seconds is None)
    assert sign_of_life(lab) in ("login", "disk")


@pytest.mark.real
async def test_a_silent_guest_gets_its_old_devices_back(lab: Lab) -> None:
    disk = "<target dev='hdc' bus='ide'/><wwn>5000c50015ea71ac</wwn><serial>keep</serial><boot order='1'/>"
    await lab.define(EMULATED, machine="pc", disk=disk)
    before = lab.saved()
    assert await lab.do(SwitchToVirtio(lab.place.of("lab"), seconds=2)) == "switched"
    assert "bus='virtio'" in lab.saved() and ":fallback" in lab.saved() and "wwn" in lab.saved()
    await lab.do(Start(lab.place.of("lab")))
    began = time.monotonic()
    await lab.until(lambda vm: any(task.verb == "vm-verify-virtio" and task.state.ended for task in lab.place.runner.tasks()), 40)
    assert time.monotonic() - began >= 1.5
    task = next(task for task in lab.place.runner.tasks() if task.verb == "vm-verify-virtio")
    assert task.state is TaskState.FAILED and "old devices" in str(task.error)
    await lab.until(lambda vm: vm.state is PowerState.RUNNING and lab.config().disks[0].bus == "ide")
    assert ":fallback" not in lab.saved()
    for part in ("<target dev='hdc' bus='ide'/>", "<wwn>5000c50015ea71ac</wwn>", "<model type='e1000'/>", "<boot order='1'/>"):
        assert part in before and part in lab.saved()
    addresses = [line for line in before.splitlines() if "<address type='drive'" in line]
    assert addresses and all(line in lab.saved() for line in addresses)


@pytest.mark.real
async def test_a_guest_that_started_unseen_is_never_forced_off(lab: Lab) -> None:
    """Nobody knows how long it has been silent: it may be an idle server without an agent."""
    await lab.define(EMULATED, disk="<target dev='sda' bus='sata'/>")
    await lab.do(SwitchToVirtio(lab.place.of("lab"), seconds=1))
    await lab.place.hub.disconnect(HostId("h"))
    lab.connection.lookupByName("lab").create()
    await lab.place.hub.connect(HostId("h"))
    await lab.until(lambda vm: vm.state is PowerState.RUNNING and vm.config is not None)
    await asyncio.sleep(2.5)
    assert not [task for task in lab.place.runner.tasks() if task.verb == "vm-verify-virtio"]
    assert lab.vm().state is PowerState.RUNNING and lab.config().metadata.fallback_seconds == 1
    assert await lab.do(ReturnToOldDevices(lab.place.of("lab"), restart=False)) == "at-next-start"
    assert "bus='sata'" in lab.saved() and ":fallback" not in lab.saved()


# --------------------------------------------------------------------------- drives and channels


@pytest.mark.real
@pytest.mark.parametrize(
    ("machine", "devices", "live", "bus"),
    [
        ("q35", "<controller type='usb' model='qemu-xhci'/>", True, "usb"),
        ("q35", "<controller type='scsi' model='virtio-scsi'/>", True, "scsi"),
        ("q35", "<controller type='usb' model='none'/>", False, "sata"),
        ("pc", "<controller type='usb' model='none'/>", False, "ide"),
    ],
)
async def test_a_vm_without_a_drive_gets_one(lab: Lab, tools_disc: Path, machine: str, devices: str, live: bool, bus: str) -> None:
    await lab.define(devices, machine=machine)
    await lab.do(Start(lab.place.of("lab")))
    result = await lab.do(InsertTools(lab.place.of("lab"), linux_disc=str(tools_disc), restart=None))
    assert result == ("inserted" if live else "at-next-start")
    assert bool(lab.place.answers.asked) is not live  # a restart is asked for, never done by itself
    assert not live or (str(tools_disc) in lab.saved() and "startupPolicy" in lab.saved())
    if live:
        await lab.until(lambda vm: any(d.device == "cdrom" and d.bus == bus and d.source == str(tools_disc) for d in lab.config().disks), 10)
        await lab.do(EjectTools(lab.place.of("lab")))
        await lab.until(lambda vm: not any(disk.device == "cdrom" for disk in lab.config().disks), 10)  # the drive went with it
        assert lab.config().metadata.tools_disc is None and "cdrom" not in lab.saved()
    else:
        await lab.until(lambda vm: vm.pending is not None and any(d.device == "cdrom" and d.bus == bus for d in vm.pending.disks), 10)
    await lab.do(ForceOff(lab.place.of("lab")))


@pytest.mark.real
async def test_what_was_in_the_drive_survives_a_second_insertion(lab: Lab, tools_disc: Path) -> None:
    old = lab.folder / "old.iso"
    shutil.copy(tools_disc, old)
    await lab.define(cd(old))
    await lab.do(Start(lab.place.of("lab")))
    of = lab.place.of("lab")
    for _ in range(2):
        await lab.do(InsertTools(of, linux_disc=str(tools_disc)))
        await lab.until(lambda vm: lab.config().metadata.tools_disc is not None, 10)
    note = lab.config().metadata.tools_disc
    assert note is not None and note.previous == str(old)
    await lab.do(EjectTools(of))
    assert disc_in(lab.config()) == str(old) and str(old) in lab.saved()
    with pytest.raises(ConsoleError, match="not on this computer"):
        await lab.do(InsertTools(of, linux_disc=""))


@pytest.mark.real
async def test_the_channel_is_added(lab: Lab) -> None:
    await lab.define("<controller type='virtio-serial'/>")
    await lab.do(Start(lab.place.of("lab")))
    assert lab.lines(later=LATER)[1] is ToolsLink.ADD_CHANNEL
    assert await lab.do(AddAgentChannel(lab.place.of("lab"))) == "added"
    assert lab.config().agent_channel is not None
    await lab.until(lambda vm: lab.lines()[0] == [WAIT], 5)
    with pytest.raises(ConsoleError, match="has an agent channel already"):
        await lab.do(AddAgentChannel(lab.place.of("lab")))


@pytest.mark.real
async def test_the_channel_without_its_controller_waits_for_the_next_start(lab: Lab) -> None:
    await lab.define("")
    await lab.do(Start(lab.place.of("lab")))
    assert await lab.do(AddAgentChannel(lab.place.of("lab"))) == "at-next-start"
    await lab.until(lambda vm: vm.pending is not None and vm.pending.agent_channel is not None, 10)
    with pytest.raises(ConsoleError, match="at its next start"):
        await lab.do(AddAgentChannel(lab.place.of("lab")))
