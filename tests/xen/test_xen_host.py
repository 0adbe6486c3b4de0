"""A real Xen host over ssh: ``packaging/test --xen`` builds and boots one under emulation (packaging/xen-host) and names its folder.

Everything is slow there: a guest starts in 10 to 30 seconds, one libvirt call over ssh takes a part of a second.
"""

from __future__ import annotations

import asyncio
import os
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from console.backend.background import ThreadBackground
from console.backend.credentials import Credentials
from console.backend.embedded import EmbeddedLibvirt
from console.backend.guest import GuestWatch
from console.backend.hub import Hub
from console.backend.links import Timing
from console.backend.programs import LocalPrograms
from console.backend.ssh import SshMasters
from console.backend.transport import Transports
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.inventory import Inventory
from console.model.objects import HostKind, HostRecord, PowerState, Vm
from console.model.paths import default_paths
from console.model.ports import HostPort
from console.model.rules import DOMAIN_0, Verb, why_not
from console.model.thumbnails import why_no_picture
from console.model.tools import AgentState, Tri, report
from console.operations.base import Runner, World
from console.operations.power import ForceOff, Reboot, Shutdown, Start
from console.operations.subject import Target, target_of, wait_until
from console.store.database import Database
from tests.backend.answers import Answers, MemoryKeyring

FOLDER = Path(os.environ.get("VIRTDECK_XEN_HOST", "/nonexistent"))
HOST = HostId("xen")

pytestmark = [
    pytest.mark.xen,
    pytest.mark.timeout(900),
    pytest.mark.skipif(not (FOLDER / "port").exists(), reason="there is no Xen host: packaging/test --xen makes one"),
]


@dataclass
class XenWorld:
    inventory: Inventory
    hub: Hub
    runner: Runner
    uri: str

    @property
    def port(self) -> HostPort:
        return self.hub.port(HOST)

    def vm(self, name: str) -> Vm:
        return next(vm for vm in self.inventory.vms() if vm.name == name)

    async def until(self, reached: Callable[[], object], seconds: float = 240) -> None:
        assert await wait_until(self.inventory, lambda: bool(reached()), seconds), self.inventory.vms()

    async def define(self, name: str, os_type: str = "linux", machine: str = "xenpv", tools: bool = True, more: str = "") -> Vm:
        """A guest of the host's own small system."""
        identity = str(uuid.uuid4())
        await self.port.define(
            f"<domain type='xen'><name>{name}</name><uuid>{identity}</uuid><memory unit='MiB'>160</memory><vcpu>1</vcpu>"
            f"<os><type arch='x86_64' machine='{machine}'>{os_type}</type><kernel>/srv/guest/vmlinuz</kernel><initrd>/srv/guest/initrd.gz</initrd>"
            f"<cmdline>console=hvc0 mitigations=off quiet {'tools=1' if tools else ''}</cmdline></os>"
            "<on_poweroff>destroy</on_poweroff><on_reboot>restart</on_reboot><on_crash>destroy</on_crash>"
            "<devices><disk type='file' device='disk'><source file='/srv/guest/disk.img'/><target dev='xvda' bus='xen'/></disk>"
            "<interface type='network'><source network='default'/></interface><console type='pty'><target type='xen'/></console>"
            f"{more}</devices></domain>"
        )
        await self.until(lambda: any(vm.name == name and vm.config is not None for vm in self.inventory.vms()))
        return self.vm(name)

    async def start(self, of: Target) -> None:
        """Start it; again where a busy machine took longer than the 10 seconds that libxl gives its scripts (libxl_aoutils.c)."""
        for more in (True, True, False):
            try:
                await self.runner.start(Start(of))
                return
            except ConsoleError as failure:
                if not more or "libxenlight failed to create new domain" not in f"{failure.text} {failure.detail}":
                    raise
                await asyncio.sleep(10)

    async def remove(self, name: str) -> None:
        if self.vm(name).state.active:
            await self.runner.start(ForceOff(target_of(self.vm(name).ref, self.inventory)))
        await self.port.undefine(self.vm(name).uuid)


@asynccontextmanager
async def connected(folder: Path) -> AsyncIterator[XenWorld]:
    paths, keyring, questions, inventory = default_paths(), MemoryKeyring(), Answers(confirm=True), Inventory()
    background, store = ThreadBackground("xen-work"), ThreadBackground("xen-store", threads=1)
    masters = SshMasters(paths, options=["-F", str(FOLDER / "ssh_config")])
    transports = Transports(paths, EmbeddedLibvirt(paths, background), questions, keyring, masters)
    programs = LocalPrograms(transports.prefix)
    database = Database(folder / "x.sqlite", store)
    hub = Hub(
        deliver=lambda delta: inventory.apply(delta) and None,
        announce=lambda event: None,
        background=background,
        programs=programs,
        open_transport=transports.open,
        make_auth=Credentials(questions, keyring).make_auth,
        guest_watch=lambda host, calls: GuestWatch(host, calls, programs=programs),
        timing=Timing(stale=30, ping=10),
    )
    runner = Runner(World(inventory, hub, database.journal, questions, programs, background), database.history)
    uri = f"xen+ssh://root@127.0.0.1:{(FOLDER / 'port').read_text().strip()}/system"
    await database.open()
    world = XenWorld(inventory, hub, runner, uri)
    try:
        await hub.start([HostRecord(HOST, "xenhost", uri, saved=False)])
        await world.until(lambda: (host := inventory.host(HOST)) is not None and host.loaded)
        yield world
    finally:
        await runner.shutdown()
        await hub.shutdown()
        await transports.shutdown()
        programs.shutdown()
        await database.close()
        background.shutdown()
        store.shutdown()


@pytest.fixture
async def xen(tmp_path: Path) -> AsyncIterator[XenWorld]:
    async with connected(tmp_path) as world:
        yield world


async def test_the_host_and_its_domain_0(xen: XenWorld) -> None:
    host = xen.inventory.host(HOST)
    assert host is not None and host.kind is HostKind.XEN and host.hypervisor == "Xen" and host.hypervisor_version.startswith("4.")
    assert {"xen", "xenpvh", "hvm"} <= {each.os_type for each in host.guest_types}
    assert host.memory_bytes > 1 << 30 and host.libvirt_version
    zero = next(vm for vm in xen.inventory.vms() if vm.uuid == DOMAIN_0)
    assert zero.name == "Domain-0" and zero.state is PowerState.RUNNING
    for verb in Verb:
        if verb.value.startswith("vm-") and verb is not Verb.VM_NEW:
            reason = why_not(verb, zero, xen.inventory)
            assert reason is not None and "control domain" in str(reason.text), verb
    assert any(network.name == "default" for network in xen.inventory.networks())


async def test_a_paravirtual_guest_from_start_to_end(xen: XenWorld) -> None:
    """Tools by xenstore, the text console, the screen, reboot (misleading events), shutdown."""
    name = f"pv-{uuid.uuid4().hex[:6]}"
    vm = await xen.define(name, more="<graphics type='vnc' autoport='yes' listen='127.0.0.1'/>")
    assert vm.config is not None and vm.config.mode == "PV" and vm.state is PowerState.HALTED
    assert [disk.bus for disk in vm.config.disks] == ["xen"] and vm.config.disks[0].guest_name == "xvda"
    of = target_of(vm.ref, xen.inventory)
    try:
        await xen.start(of)
        await xen.until(lambda: xen.vm(name).tools.agent is AgentState.RESPONDING)
        found = xen.vm(name)
        assert found.tools.agent_version == "7.30.0-1" and found.tools.io is Tri.YES and found.os_name == "busybox"
        shown = report(found, found.started_at or 0.0)
        assert shown is not None and [line.text.english() for line in shown.lines] == ["I/O optimized", "Management Agent installed (7.30.0-1)"]
        assert shown.link is None
        await xen.until(lambda: any(address.source == "xenstore" for address in xen.vm(name).addresses), 240)

        assert await typed(xen, name, "echo $((6 * 7))-ok", "42-ok")

        way = await xen.port.open_display(found.uuid)
        assert way.type == "vnc" and way.host and way.port
        reader, writer = await asyncio.open_connection(way.host, way.port)
        assert (await asyncio.wait_for(reader.readexactly(12), 30)).startswith(b"RFB 003.")
        writer.close()
        await xen.port.close_display(way)

        with pytest.raises(ConsoleError) as refused:
            await xen.port.screenshot(found.uuid)
        assert refused.value.cause is Cause.UNSUPPORTED
        assert "Xen" in str(why_no_picture(found, xen.inventory.host(HOST)))
        assert why_not(Verb.VM_FORCE_REBOOT, found, xen.inventory) is not None and why_not(Verb.VM_TOOLS, found, xen.inventory) is not None

        before = xen.vm(name).started_at
        await xen.runner.start(Reboot(of))  # libvirt tells "booted", then "stopped": what counts is what it is
        await xen.until(lambda: xen.vm(name).started_at != before and xen.vm(name).state is PowerState.RUNNING, 240)
        await asyncio.sleep(5)
        assert xen.vm(name).state is PowerState.RUNNING, "the events came in the wrong order"
        assert await typed(xen, name, "echo $((5 * 5))-again", "25-again")
        await xen.runner.start(Shutdown(of, 240))
        assert xen.vm(name).state is PowerState.HALTED
    finally:
        await xen.remove(name)


async def typed(xen: XenWorld, name: str, command: str, expected: str) -> bool:
    """Type on the text console; whether the answer came."""
    stream = await xen.port.open_console(xen.vm(name).uuid)
    try:
        await stream.write(b"\n")
        await asyncio.sleep(1)
        await stream.write(command.encode() + b"\n")
        seen = ""
        async with asyncio.timeout(180):
            while f"\n{expected}" not in seen.replace("\r", ""):
                seen += (await stream.read()).decode("utf-8", "replace")
        return True
    finally:
        stream.close()


async def test_a_pvh_guest_without_tools(xen: XenWorld) -> None:
    name = f"pvh-{uuid.uuid4().hex[:6]}"
    vm = await xen.define(name, os_type="xenpvh", machine="xenpvh", tools=False)
    assert vm.config is not None and vm.config.mode == "PVH"
    of = target_of(vm.ref, xen.inventory)
    try:
        await xen.start(of)
        await xen.until(lambda: xen.vm(name).tools.agent is AgentState.DISCONNECTED)
        found = xen.vm(name)
        shown = report(found, (found.tools.boot_seen or 0.0) + 200)
        assert shown is not None and [line.text.english() for line in shown.lines] == ["I/O optimized", "Management Agent not installed"]
        assert await typed(xen, name, "echo $((40 + 2))-pvh", "42-pvh")
    finally:
        await xen.remove(name)


async def test_a_fully_virtualized_guest_is_understood(xen: XenWorld) -> None:
    """Its start takes minutes under emulation: what libvirt makes of its configuration is read."""
    name = f"hvm-{uuid.uuid4().hex[:6]}"
    identity = str(uuid.uuid4())
    await xen.port.define(
        f"<domain type='xen'><name>{name}</name><uuid>{identity}</uuid><memory unit='MiB'>256</memory>"
        "<os><type arch='x86_64' machine='xenfv'>hvm</type><boot dev='hd'/></os><features><acpi/><apic/><pae/></features>"
        "<devices><disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='/srv/guest/disk.img'/>"
        "<target dev='hda' bus='ide'/></disk>"
        "<interface type='network'><source network='default'/><model type='e1000'/></interface>"
        "<graphics type='vnc' autoport='yes' listen='127.0.0.1'/></devices></domain>"
    )
    await xen.until(lambda: any(vm.name == name and vm.config is not None for vm in xen.inventory.vms()))
    try:
        config = xen.vm(name).config
        assert config is not None and config.mode == "HVM" and config.acpi and config.disks[0].bus == "ide"
        assert why_not(Verb.VM_START, xen.vm(name), xen.inventory) is None
    finally:
        await xen.remove(name)
