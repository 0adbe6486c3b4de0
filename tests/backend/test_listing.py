"""Pure parts of reading a host, and the readers that share a slow line."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace

import libvirt
import pytest

from console.backend import refresh
from console.backend.events import Notice, in_words
from console.backend.listing import comparable, power_state, version
from console.backend.picture import family_by_id
from console.backend.session import kind_of, transport_of
from console.model.ids import HostId
from console.model.objects import Channel, Disk, Graphics, HostKind, Nic, PowerState, VmConfig
from console.model.tools import GuestFamily
from tests.backend.worlds import tiny, world
from tests.fixtures.daemon import PrivateLibvirtd


@pytest.mark.parametrize(
    ("state", "reason", "active", "saved", "expected"),
    [
        (libvirt.VIR_DOMAIN_RUNNING, 1, True, False, (PowerState.RUNNING, "booted")),
        (libvirt.VIR_DOMAIN_PAUSED, 5, True, False, (PowerState.PAUSED, "ioerror")),
        (libvirt.VIR_DOMAIN_PAUSED, 11, True, False, (PowerState.HALTED, "starting_up")),
        (libvirt.VIR_DOMAIN_SHUTOFF, 2, False, False, (PowerState.HALTED, "destroyed")),
        (libvirt.VIR_DOMAIN_SHUTOFF, 5, False, True, (PowerState.SUSPENDED, "saved")),
        (libvirt.VIR_DOMAIN_CRASHED, 1, True, False, (PowerState.CRASHED, "panicked")),
        (libvirt.VIR_DOMAIN_SHUTDOWN, 0, True, False, (PowerState.STOPPING, "unknown")),
        (libvirt.VIR_DOMAIN_PMSUSPENDED, 0, True, False, (PowerState.SLEEPING, "unknown")),
        (libvirt.VIR_DOMAIN_NOSTATE, 0, True, False, (PowerState.RUNNING, "")),
        (libvirt.VIR_DOMAIN_NOSTATE, 0, False, False, (PowerState.UNKNOWN, "")),
        (99, 0, False, False, (PowerState.UNKNOWN, "")),
    ],
)
def test_power_states(state: int, reason: int, active: bool, saved: bool, expected: tuple[PowerState, str]) -> None:
    assert power_state(state, reason, active=active, saved=saved) == expected


LIVE = VmConfig(
    vcpus=2,
    memory_kib=1000,
    max_memory_kib=2000,
    cpu_mode="custom",
    cpu_model="Broadwell",
    disks=(Disk("vda", "virtio", source="/a.qcow2", alias="virtio-disk0", backing=("/base.qcow2",)),),
    nics=(Nic("52:54:00:00:00:01", "virtio", "network", "default", target="vnet0", alias="net0"),),
    graphics=(Graphics("vnc", port=5900, listen="127.0.0.1"),),
    channels=(Channel("org.qemu.guest_agent.0", "unix", connected=True, path="/run/x"),),
)
STORED = dataclasses.replace(
    LIVE,
    memory_kib=2000,
    cpu_mode="host-model",
    cpu_model="",
    disks=(Disk("vda", "virtio", source="/a.qcow2"),),
    nics=(Nic("52:54:00:00:00:01", "virtio", "network", "default"),),
    graphics=(Graphics("vnc", port=None, listen="127.0.0.1"),),
    channels=(Channel("org.qemu.guest_agent.0", "unix"),),
)


def test_what_only_a_running_vm_has_is_no_pending_change() -> None:
    assert comparable(LIVE, STORED) == comparable(STORED, LIVE)


@pytest.mark.parametrize(
    "change",
    [
        {"vcpus": 4},
        {"max_memory_kib": 3000},
        {"disks": ()},
        {"nics": (Nic("52:54:00:00:00:01", "e1000", "network", "default"),)},
        {"cpu_mode": "host-passthrough"},
        {"firmware": "efi"},
    ],
)
def test_real_differences_are_pending(change: dict[str, object]) -> None:
    other = dataclasses.replace(STORED, **change)  # type: ignore[arg-type]
    assert comparable(LIVE, other) != comparable(other, LIVE)


def test_versions_and_addresses() -> None:
    assert version(7002022) == "7.2.22"
    assert version(10000000) == "10.0.0"
    assert kind_of("qemu+ssh://root@h/system") is HostKind.QEMU
    assert kind_of("xen:///system") is HostKind.XEN
    assert kind_of("what:///x") is HostKind.OTHER
    assert transport_of("qemu:///system") == ""
    assert transport_of("qemu+ssh://h/system") == "ssh"
    assert transport_of("qemu://h/system") == "tls"
    assert transport_of("qemu+unix:///session?socket=/x") == "unix"


def test_family_without_a_lookup() -> None:
    assert family_by_id("http://debian.org/debian/12") == ("debian 12", GuestFamily.LINUX)
    assert family_by_id("http://microsoft.com/win/10") == ("win 10", GuestFamily.WINDOWS)
    assert family_by_id("http://freebsd.org/freebsd/13") == ("freebsd 13", GuestFamily.OTHER)


@pytest.mark.parametrize(
    ("notice", "words"),
    [
        (Notice("lifecycle", "u", "n", libvirt.VIR_DOMAIN_EVENT_STOPPED, libvirt.VIR_DOMAIN_EVENT_STOPPED_CRASHED), "Crashed"),
        (Notice("lifecycle", "u", "n", libvirt.VIR_DOMAIN_EVENT_SHUTDOWN, 0), None),
        (Notice("agent", "u", "n", 1, 2), "Management agent connected"),
        (Notice("agent", "u", "n", 2, 1), None),  # at the start of the domain: nothing has gone
        (Notice("agent", "u", "n", 2, 2), "Management agent disconnected"),
        (Notice("io-error", "u", "n", 1, words="enospc"), "Disk error: enospc"),
        (Notice("pool", "u", "n", libvirt.VIR_STORAGE_POOL_EVENT_STARTED), "Storage repository attached"),
        (Notice("pool", "u", "n", -1), None),
        (Notice("network", "u", "n", libvirt.VIR_NETWORK_EVENT_STOPPED), "Network stopped"),
        (Notice("metadata", "u", "n"), None),
    ],
)
def test_events_in_words(notice: Notice, words: str | None) -> None:
    said = in_words(notice)
    assert (None if said is None else str(said)) == words


async def test_parallel_readers_over_a_slow_line(libvirtd: PrivateLibvirtd, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh, "SLOW_SECONDS", 0.0)
    made = [tiny(f"slow-{number:02}") for number in range(30)]
    async with world(libvirtd.uri) as w:
        for _identity, xml in made:
            await w.port().define(xml)
        await w.until(lambda: len(w.names()) >= 30)
    async with world(libvirtd.uri) as w:  # a new console that has to read all of them
        links = w.hub._sessions[HostId("h0")].links
        assert links is not None
        assert len([vm for vm in w.inventory.vms() if vm.config is not None]) >= 30
        assert len(links._idle) >= refresh.READERS  # the readers, kept a while for the next job
        for identity, _xml in made:
            await w.port().undefine(identity)
        await w.until(lambda: not any(name.startswith("slow-") for name in w.names()))


async def test_a_start_is_said_once() -> None:
    """QEMU starts a guest paused and continues it; somebody's own "continue" is still said."""
    said: list[str] = []
    picture = SimpleNamespace(host=SimpleNamespace(id=HostId("h"), name="h"), watch=None)
    refresher = refresh.Refresher(picture, SimpleNamespace(), lambda event: said.append(str(event.text)))  # type: ignore[arg-type]
    resumed = Notice("lifecycle", "u", "web", libvirt.VIR_DOMAIN_EVENT_RESUMED, libvirt.VIR_DOMAIN_EVENT_RESUMED_UNPAUSED)
    started = Notice("lifecycle", "u", "web", libvirt.VIR_DOMAIN_EVENT_STARTED, libvirt.VIR_DOMAIN_EVENT_STARTED_BOOTED)
    refresher.notices([resumed, started])
    refresher.notices([resumed])
    assert said == ["Started", "Continued"]
