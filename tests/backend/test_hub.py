"""The hub over the test driver (breadth) and a real libvirtd with tiny real guests (truth)."""

from __future__ import annotations

import asyncio
import dataclasses
import time
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import libvirt
import pytest

from console.backend.hooks import GuestCalls
from console.backend.links import PlainTransport, Transport
from console.backend.stats_loop import BIT_BY_BIT
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Kind, Ref
from console.model.objects import Acceleration, Host, HostKind, HostRecord, HostState, MachineType, PoolRecord, PowerState, Vm
from console.model.text import N_
from console.model.tools import GuestFamily, GuestTools
from tests.backend.worlds import QUICK, World, remove, tiny, world
from tests.fixtures.daemon import PrivateLibvirtd

AGENT = (
    "<controller type='virtio-serial' index='0'/>"
    "<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel><serial type='pty'><target port='0'/></serial>"
)


class Watch:
    """A guest watcher that notes what it is told."""

    def __init__(self, host: HostId, calls: GuestCalls) -> None:
        self.host, self.calls = host, calls
        self.changes: list[tuple[Vm | None, Vm | None]] = []
        self.agents: list[tuple[str, bool]] = []
        self.devices: list[str] = []
        self.seen: frozenset[str] = frozenset()
        self.closed = False

    def vm_changed(self, old: Vm | None, new: Vm | None) -> None:
        self.changes.append((old, new))
        if new is not None and old is None:
            self.calls.patch(new.ref, {"tools": GuestTools(hostname="told by the guest")})  # patches may come from inside

    def agent_event(self, uuid: str, connected: bool) -> None:
        self.agents.append((uuid, connected))

    def device_event(self, uuid: str) -> None:
        self.devices.append(uuid)

    def visible(self, uuids: frozenset[str]) -> None:
        self.seen = uuids

    def close(self) -> None:
        self.closed = True


# --------------------------------------------------------------------------- test driver


async def test_listing_of_the_test_driver() -> None:
    async with world("test:///default") as w:
        host = w.host()
        assert (host.kind, host.state, host.arch, host.cpus, host.hypervisor) == (HostKind.TEST, HostState.READY, "i686", 16, "TEST")
        assert host.guest_types
        assert host.libvirt_version >= "9.0.0"
        vm = w.vm("test")
        assert vm.state is PowerState.RUNNING
        assert vm.persistent
        assert vm.autostart is False
        assert vm.config is not None
        assert vm.config.disks[0].target == "vda"
        assert [r.name for r in w.inventory.repositories(host.id)] == ["default-pool"]
        assert [n.name for n in w.inventory.networks(host.id)] == ["default"]


async def test_power_verbs_and_their_events() -> None:
    async with world("test:///default") as w:
        port, vm = w.port(), w.vm("test")
        for verb, state in (
            (port.pause, "paused"),
            (port.unpause, "running"),
            (port.shutdown, "halted"),
            (port.start, "running"),
            (port.destroy, "halted"),
            (port.start, "running"),
        ):
            await verb(vm.uuid)
            assert await port.wait_state(vm.uuid, [state], 2), (verb, state)
        assert w.vm("test").started_at == pytest.approx(time.time(), abs=5)
        assert await port.wait_state(vm.uuid, ["halted"], 0.05) is False
        assert w.said() == ["test: Paused", "test: Continued", "test: Shut down", "test: Started", "test: Forced off", "test: Started"]


async def test_define_rename_metadata_undefine() -> None:
    async with world("test:///default") as w:
        port = w.port()
        identity, xml = tiny("fresh")
        xml = xml.replace("type='qemu'", "type='test'").replace(" arch='x86_64' machine='pc'", "")
        assert await port.define(xml) == identity
        await w.until(lambda: "fresh" in w.names() and w.vm("fresh").config is not None)
        assert w.vm("fresh").state is PowerState.HALTED
        await port.set_metadata(identity, "tags", {"list": "a,b"})
        await port.set_metadata(identity, "folder", {"path": "x/y"})
        await port.set_title(identity, "A title")
        await port.set_description(identity, "Words & <more>")
        await port.set_autostart(identity, True)
        await w.until(lambda: w.vm("fresh").autostart and w.vm("fresh").config.description)
        config = w.vm("fresh").config
        assert config is not None
        assert (config.metadata.tags, config.metadata.folder, config.title, config.description) == (("a", "b"), "x/y", "A title", "Words & <more>")
        await port.set_metadata(identity, "tags", None)
        await w.until(lambda: not w.vm("fresh").config.metadata.tags)
        assert w.vm("fresh").config.metadata.folder == "x/y"
        with pytest.raises(ConsoleError):
            await port.define(tiny("fresh")[1].replace("type='qemu'", "type='test'").replace(" arch='x86_64' machine='pc'", ""))
        await port.undefine(identity)
        await w.until(lambda: "fresh" not in w.names())
        with pytest.raises(ConsoleError) as gone:
            await port.domain_xml(identity)
        assert gone.value.cause is Cause.GONE


async def test_what_a_driver_cannot_do_is_said_in_a_sentence() -> None:
    async with world("test:///default") as w:
        vm = w.vm("test")
        with pytest.raises(ConsoleError) as refused:
            await w.port().agent_command(vm.uuid, "guest-ping")
        assert refused.value.cause is Cause.UNSUPPORTED
        assert "guest agent of test" in str(refused.value)
        with pytest.raises(ConsoleError) as refused:
            await w.port().display_endpoint(vm.uuid)
        assert refused.value.cause is Cause.UNSUPPORTED


async def test_many_hosts_many_vms_and_a_storm_of_events(tmp_path: Path) -> None:
    node = "".join(f"<domain type='test'><name>vm{n:03}</name><memory>8192</memory><os><type>hvm</type></os></domain>" for n in range(300))
    file = tmp_path / "node.xml"
    file.write_text(f"<node>{node}</node>")
    async with world(f"test://{file}", "test:///default") as w:
        assert len(w.names()) == 300
        assert all(vm.config is not None for vm in w.inventory.vms(HostId("h0")))
        before = len(w.deltas)
        port = w.port()
        await asyncio.gather(*(port.pause(vm.uuid) for vm in w.inventory.vms(HostId("h0"))))
        await w.until(lambda: all(vm.state is PowerState.PAUSED for vm in w.inventory.vms(HostId("h0"))))
        assert len(w.deltas) - before <= 300
        assert w.names(1) == {"test"}


async def test_malformed_xml_is_a_problem_of_that_vm_only(monkeypatch: pytest.MonkeyPatch) -> None:
    from console.backend import listing

    def broken(xml: str) -> Any:
        raise ConsoleError(N_("This is not a configuration."), cause=Cause.INVALID)

    monkeypatch.setattr(listing, "parse_domain", broken)
    async with world("test:///default") as w:
        assert w.host().state is HostState.READY
        assert w.vm("test").config is None
        assert "This is not a configuration." in str(w.vm("test").problem)
        monkeypatch.undo()
        await w.hub.refresh(HostId("h0"))
        assert w.vm("test").problem is None
        assert w.vm("test").config is not None


async def test_a_row_whose_parser_crashes_does_not_take_the_host_down(monkeypatch: pytest.MonkeyPatch) -> None:
    from console.backend import listing

    monkeypatch.setattr(listing, "parse_domain", lambda _xml: 1 / 0)
    async with world("test:///default") as w:
        assert w.vm("test").problem is not None


async def test_the_system_name_comes_from_the_lookup_until_the_guest_tells() -> None:
    seen: list[str] = []

    def lookup(osinfo_id: str) -> tuple[str, GuestFamily]:
        seen.append(osinfo_id)
        return "Debian 12", GuestFamily.LINUX

    async with world("test:///default", os_lookup=lookup) as w:
        identity, xml = tiny("named")
        xml = xml.replace("type='qemu'", "type='test'").replace(" arch='x86_64' machine='pc'", "")
        osinfo = "<metadata><l:libosinfo xmlns:l='http://libosinfo.org/xmlns/libvirt/domain/1.0'><l:os id='http://debian.org/debian/12'/></l:libosinfo></metadata>"
        await w.port().define(xml.replace("<memory", osinfo + "<memory", 1))
        await w.until(lambda: "named" in w.names() and w.vm("named").os_name)
        assert (w.vm("named").os_name, w.vm("named").family) == ("Debian 12", GuestFamily.LINUX)
        assert seen == ["http://debian.org/debian/12"]
        await remove(w, identity)


# --------------------------------------------------------------------------- hosts


async def test_hosts_come_change_and_go() -> None:
    saved: list[list[str]] = []

    class Settings:
        def get(self, key: str, default: Any = None) -> Any:
            return default

        async def save_hosts(self, hosts: Any) -> None:
            saved.append([host.name for host in hosts])

    class Secrets:
        async def forget(self, host: HostId) -> None:
            forgotten.append(host)

    forgotten: list[HostId] = []
    w = World("test:///default", settings=Settings(), keyring=Secrets())
    await w.hub.start(w.records, [PoolRecord("p", "A pool")])
    assert [pool.name for pool in w.inventory.pools()] == ["A pool"]
    await w.until(lambda: w.host().loaded)
    second = HostRecord(HostId("two"), "two", "test:///default", autoconnect=False)
    await w.hub.add(second)
    with pytest.raises(ConsoleError) as twice:
        await w.hub.add(second)
    assert twice.value.cause is Cause.EXISTS
    assert w.inventory.host(second.id).state is HostState.DISCONNECTED
    with pytest.raises(ConsoleError) as off:
        await w.hub.port(second.id).domain_xml("x")
    assert off.value.cause is Cause.UNREACHABLE
    assert off.value.remedy is not None
    await w.hub.connect(second.id)
    await w.until(lambda: w.inventory.host(second.id).loaded)
    assert len(w.inventory.vms(second.id)) == 1
    await w.hub.update(dataclasses.replace(second, name="zwei"))
    assert w.inventory.host(second.id).name == "zwei"
    assert w.inventory.host(second.id).state is HostState.READY
    await w.hub.disconnect(second.id)
    assert w.inventory.host(second.id).state is HostState.DISCONNECTED
    assert w.inventory.vms(second.id) == []
    await w.hub.update(dataclasses.replace(second, name="zwei", uri="foo+bar:///x"))
    await w.until(lambda: w.inventory.host(second.id).state is HostState.REFUSED)
    assert "this kind of address is not known" in str(w.inventory.host(second.id).why)
    await w.hub.remove(second.id)
    assert w.inventory.host(second.id) is None
    with pytest.raises(ConsoleError):
        w.hub.port(second.id)
    assert saved[0] == ["host 0", "two"]
    assert saved[-1] == ["host 0"]
    assert forgotten == ["two"]
    await w.hub.shutdown()


async def test_a_refused_login_waits_for_the_user_and_transports_are_closed() -> None:
    opened: list[str] = []
    closed: list[str] = []
    refuse = True

    class Way(PlainTransport):
        async def close(self) -> None:
            closed.append(self.uri)

    async def open_transport(record: HostRecord) -> Transport:
        opened.append(record.uri)
        if refuse:
            raise ConsoleError(N_("The login was refused."), cause=Cause.REFUSED, remedy=N_("Check the password."))
        return Way("test:///default")

    w = World("qemu+ssh://root@somewhere/system", open_transport=open_transport)
    await w.hub.start(w.records)
    await w.until_state(HostState.REFUSED)
    assert str(w.host().why) == "The login was refused."
    await asyncio.sleep(0.3)
    assert len(opened) == 1
    refuse = False
    await w.hub.connect(HostId("h0"))
    await w.until_state(HostState.READY)
    await w.hub.shutdown()
    assert closed == ["test:///default"]


async def test_a_person_may_take_long_to_type_a_password(tmp_path: Path) -> None:
    node = tmp_path / "node.xml"
    node.write_text("<node><auth><user password='secret'>fred</user></auth></node>")
    settled: list[BaseException | None] = []
    words = ["wrong", "secret"]

    class Auth(list[Any]):
        def settle(self, error: BaseException | None) -> None:
            settled.append(error)

    def answer(credentials: list[list[Any]], _data: Any) -> int:
        for credential in credentials:
            if credential[0] == libvirt.VIR_CRED_AUTHNAME:
                time.sleep(0.4)  # longer than an open may take
                credential[4] = "fred"
            else:
                credential[4] = words[0]
        return 0

    def make_auth(_record: HostRecord) -> Auth:
        return Auth([[libvirt.VIR_CRED_AUTHNAME, libvirt.VIR_CRED_PASSPHRASE], answer, None])

    timing = dataclasses.replace(QUICK, open=0.1)
    async with world(f"test://{node}", loaded=False, make_auth=make_auth, timing=timing) as w:
        await w.until_state(HostState.REFUSED)
        assert [state for _, _, state in w.states] == [HostState.CONNECTING, HostState.REFUSED]
        assert "the login was refused" in str(w.host().why)
        words.pop(0)
        await w.hub.connect(HostId("h0"))
        await w.until_state(HostState.READY)
        assert isinstance(settled[0], libvirt.libvirtError)
        assert settled[1:] == [None]


async def test_the_guest_watcher_is_told_and_may_patch() -> None:
    watches: list[Watch] = []

    def factory(host: HostId, calls: GuestCalls) -> Watch:
        watches.append(Watch(host, calls))
        return watches[-1]

    async with world("test:///default", guest_watch=factory) as w:
        watch = watches[0]
        assert w.vm("test").tools.hostname == "told by the guest"
        assert watch.changes[0][0] is None
        assert watch.calls.vm(w.vm("test").uuid) == w.vm("test")
        assert watch.calls.host() == w.host()
        w.hub.watch([w.vm("test").ref, Ref(Kind.HOST, HostId("h0"), "h0")])
        assert watch.seen == {w.vm("test").uuid}
        count = len(watch.changes)
        await w.port().pause(w.vm("test").uuid)
        await w.port().wait_state(w.vm("test").uuid, ["paused"], 2)
        old, new = watch.changes[count]
        assert old is not None
        assert new is not None
        assert (old.state, new.state) == (PowerState.RUNNING, PowerState.PAUSED)
        await w.hub.disconnect(HostId("h0"))
        assert watch.closed


@pytest.mark.parametrize(
    ("override", "local", "expected"),
    [("auto", True, "emulation"), ("kvm", True, "kvm"), ("emulation", True, "emulation"), ("auto", False, "kvm")],
)
async def test_acceleration_is_checked_on_this_computer_unless_it_is_chosen(
    libvirtd: PrivateLibvirtd, override: str, local: bool, expected: str
) -> None:
    checks: list[str] = []

    async def check(host: Host, _port: Any) -> Acceleration:
        checks.append(host.name)
        return Acceleration("emulation", N_("A test guest hung."))

    w = World(libvirtd.uri, check_acceleration=check)
    w.records = [dataclasses.replace(w.records[0], acceleration=override, local=local)]
    await w.hub.start(w.records)
    await w.until(lambda: w.host().acceleration.state == expected, 40)
    assert bool(checks) == (override == "auto" and local)
    if override == "emulation":
        assert (await w.hub.set_acceleration(HostId("h0"), "auto")).state == "emulation"
        assert checks
        assert w.host().record.acceleration == "auto"
    await w.hub.shutdown()


# --------------------------------------------------------------------------- a real daemon


@pytest.mark.real
async def test_a_real_guest_from_definition_to_removal(libvirtd: PrivateLibvirtd) -> None:
    watches: list[Watch] = []

    def factory(host: HostId, calls: GuestCalls) -> Watch:
        watches.append(Watch(host, calls))
        return watches[-1]

    async with world(libvirtd.uri, guest_watch=factory) as w:
        host, port = w.host(), w.port()
        assert (host.kind, host.session, host.transport) == (HostKind.QEMU, True, "unix")
        assert host.caps is not None
        assert "vnc" in host.caps.graphics
        assert host.hypervisor_version
        identity, xml = tiny("real", devices=AGENT + "<graphics type='vnc' autoport='yes' listen='127.0.0.1'/><video><model type='vga'/></video>")
        await port.define(xml)
        await w.until(lambda: "real" in w.names())
        try:
            await port.start(identity)
            assert await port.wait_state(identity, ["running"], 20)
            await w.until(lambda: w.vm("real").config.graphics[0].port, 5)
            vm = w.vm("real")
            assert vm.pending is None, "the live configuration must not count as a change"
            assert vm.started_at == pytest.approx(time.time(), abs=20)
            kind, address, number = await port.display_endpoint(identity)
            assert (kind, address) == ("vnc", "127.0.0.1")
            _reader, writer = await asyncio.open_connection(address, number)
            writer.close()
            mime, image = await port.screenshot(identity)
            assert mime.startswith("image/")
            assert image[1:4] in (b"PNG", b"6\n7") or image[:2] == b"P6"
            with pytest.raises(ConsoleError) as silent:
                await port.agent_command(identity, "guest-ping")
            assert silent.value.cause is Cause.AGENT
            assert await watches[0].calls.interface_addresses(identity, "arp") == []
            rng = "<rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>"
            await port.attach_device(identity, rng, live=True, config=False)
            await w.until(lambda: identity in watches[0].devices, 5)
            await w.until(lambda: w.vm("real").stats is not None and w.vm("real").stats.cpu_percent is not None, 10)
            await port.set_metadata(identity, "tags", {"list": "live"})
            await w.until(lambda: w.vm("real").config.metadata.tags == ("live",), 5)
            assert w.vm("real").pending is None
            # suspended to disk, and back
            told: list[Mapping[str, int]] = []
            await port.managed_save(identity, lambda done, total: told.append({"done": done, "total": total or 0}))
            assert await port.wait_state(identity, ["suspended"], 10)
            assert w.vm("real").has_managed_save
            await port.start(identity)
            assert await port.wait_state(identity, ["running"], 10)
            await w.until(lambda: "real: Resumed from disk" in w.said() and w.vm("real").started_at is None, 5)
            await port.destroy(identity)
            assert await port.wait_state(identity, ["halted"], 10)
        finally:
            await remove(w, identity)
        await w.until(lambda: "real" not in w.names())
        assert (identity, True) not in watches[0].agents
        for line in ("real: Created", "real: Started", "real: Suspended to disk", "real: Resumed from disk", "real: Forced off", "real: Deleted"):
            assert line in w.said()


@pytest.mark.real
async def test_a_change_for_the_next_start_is_pending(libvirtd: PrivateLibvirtd) -> None:
    async with world(libvirtd.uri) as w:
        port = w.port()
        identity, xml = tiny("pending")
        await port.define(xml)
        try:
            await port.start(identity)
            assert await port.wait_state(identity, ["running"], 20)
            await port.define(xml.replace("<vcpu>1</vcpu>", "<vcpu>2</vcpu>"))
            await w.until(lambda: w.vm("pending").pending is not None, 5)
            assert (w.vm("pending").config.vcpus, w.vm("pending").pending.vcpus) == (1, 2)
            await port.attach_device(identity, "<rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>", live=False, config=True)
            await port.destroy(identity)
            await w.until(lambda: w.vm("pending").pending is None and w.vm("pending").config.vcpus == 2, 5)
        finally:
            await remove(w, identity)


@pytest.mark.real
async def test_a_text_console_streams_and_ends(libvirtd: PrivateLibvirtd) -> None:
    async with world(libvirtd.uri) as w:
        port = w.port()
        # SeaBIOS prints to the serial port through its debug console when asked to by sga
        identity, xml = tiny("talks", devices="<serial type='pty'><target port='0'/></serial>", top="")
        xml = xml.replace("<features>", "<features>").replace("</type></os>", "</type><bios useserial='yes'/></os>")
        await port.define(xml)
        try:
            await port.start(identity, paused=True)
            assert await port.wait_state(identity, ["paused"], 20)
            got = bytearray()

            async def read() -> None:
                async for data in port.console_stream(identity):
                    got.extend(data)

            reading = asyncio.create_task(read())
            await asyncio.sleep(0.3)
            await port.unpause(identity)
            await w.until(lambda: b"SeaBIOS" in got, 15)
            await port.destroy(identity)
            await asyncio.wait_for(reading, 5)
        finally:
            await remove(w, identity)


@pytest.mark.real
async def test_storage_through_the_port(libvirtd: PrivateLibvirtd, tmp_path: Path) -> None:
    folder = libvirtd.images / "hubpool"
    folder.mkdir()
    folder.chmod(0o777)
    async with world(libvirtd.uri) as w:
        port = w.port()
        pool = await port.define_repository(f"<pool type='dir'><name>hubpool</name><target><path>{folder}</path></target></pool>", build=False)
        try:
            await w.until(lambda: any(r.uuid == pool and r.active for r in w.inventory.repositories()))
            volume = await port.create_volume(
                pool, "<volume><name>a.img</name><capacity>1048576</capacity><target><format type='raw'/></target></volume>"
            )
            assert volume.name == "a.img"
            with pytest.raises(ConsoleError) as taken:
                await port.create_volume(pool, "<volume><name>a.img</name><capacity>1</capacity></volume>")
            assert taken.value.cause is Cause.EXISTS
            source = tmp_path / "source"
            source.write_bytes(b"abc" * 1000)
            seen: list[tuple[int, int | None]] = []
            await port.upload(pool, "a.img", str(source), lambda done, total: seen.append((done, total)))
            assert await port.read_file_head(volume.path, 6) == b"abcabc"
            target = tmp_path / "target"
            await port.download(pool, "a.img", str(target))
            assert target.read_bytes()[:3000] == source.read_bytes()
            assert [v.name for v in await port.volumes(pool)] == ["a.img"]
            assert await port.volume_by_path(str(folder / "none")) is None
            await port.refresh_repository(pool)
            await port.delete_volume(pool, "a.img")
            assert await port.volumes(pool) == ()
        finally:

            def drop(conn: Any) -> None:
                found = conn.storagePoolLookupByUUIDString(pool)
                found.destroy()
                found.undefine()

            await w.hub._sessions[HostId("h0")].links.control.call(drop, what=N_("The pool could not be removed"))
        await w.until(lambda: not any(r.uuid == pool for r in w.inventory.repositories()))


async def test_where_libvirt_offers_no_kvm_this_computer_says_why() -> None:
    """An ordinary user who may not use /dev/kvm: libvirt just does not offer it."""
    answers = [
        Acceleration("emulation", N_("You are not allowed to use it.")),
        Acceleration("kvm"),  # the device works, libvirt's emulator has no KVM
    ]

    async def check(_host: Any, _port: Any) -> Acceleration:
        return answers[0]

    w = World("test:///default", check_acceleration=check)
    w.records[0] = dataclasses.replace(w.records[0], local=True)
    await w.hub.start(w.records)
    await w.until(lambda: w.host().loaded)
    plain = MachineType("x86_64", "hvm", ("qemu",), "/q", ("pc",))
    w.hub._sessions[w.host().id].picture.set_host(kind=HostKind.QEMU, guest_types=(plain,))
    found = await w.hub.set_acceleration(w.host().id, "auto")
    assert (found.state, str(found.why)) == ("emulation", "You are not allowed to use it.")
    answers.pop(0)
    found = await w.hub.set_acceleration(w.host().id, "auto")
    assert found.state == "emulation" and "no hardware acceleration" in str(found.why)
    await w.hub.shutdown()


async def test_without_bulk_stats_what_is_looked_at_is_asked_first(tmp_path: Path) -> None:
    """The test driver knows only states in bulk, as Xen does: a bounded number of VMs is asked one by one, with those on the screen among them."""
    count = BIT_BY_BIT + 20
    domain = "<domain type='test'><name>vm-{n:03}</name><uuid>{u}</uuid><memory>1024</memory><os><type>hvm</type></os></domain>"
    uuids = [str(uuid.UUID(int=(7 << 96) + number)) for number in range(count)]
    node = tmp_path / "node.xml"
    node.write_text("<node>" + "".join(domain.format(n=number, u=each) for number, each in enumerate(uuids)) + "</node>")

    async with world(f"test://{node}") as w:

        def known() -> set[str]:
            return {vm.name for vm in w.inventory.vms(w.records[0].id) if vm.stats is not None and vm.stats.memory_bytes}

        await w.until(known)
        assert len(known()) == BIT_BY_BIT
        missing = next(vm for vm in w.inventory.vms(w.records[0].id) if vm.name not in known())
        w.hub.watch((missing.ref,))
        await w.until(lambda: missing.name in known())
