"""Names of Japanese letters on this computer's own libvirt: what is accepted starts, what can't start is refused before anything is made."""

from __future__ import annotations

import dataclasses
import os
import shutil
import signal
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from console.backend.embedded import EmbeddedLibvirt, guest_pids
from console.backend.folders import short_folder
from console.backend.sockets import socket_paths
from console.guests.specify import specify
from console.model.errors import Cause, ConsoleError
from console.model.names import SocketPaths, longest
from console.model.objects import HostRecord, PowerState
from console.model.paths import default_paths
from console.model.spec import VmSpec
from console.model.templates import BuiltinTemplate, Choices
from console.operations.create import create_vm
from console.operations.drafts import naming
from console.operations.power import ForceOff, Rename, Start, name_problem
from tests.operations.worlds import HOST, Place, place

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user has libvirt's own session")


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[Place]:
    """The libvirt that Virtdeck starts for root."""
    paths = default_paths()
    console = EmbeddedLibvirt(paths)
    where = await console.ensure()
    folder = short_folder(paths.data / "embedded")
    try:
        async with place(where.uri, tmp_path) as found:
            yield found
    finally:
        for pid in guest_pids(folder / "r" / "libvirt"):
            os.kill(pid, signal.SIGKILL)
        await console.stop()
        shutil.rmtree(folder, ignore_errors=True)


def planned(found: Place, name: str) -> VmSpec:
    """A VM without a disk, as the wizard would plan it."""
    host = found.inventory.host(HOST)
    assert host is not None
    template = BuiltinTemplate(id="t", name="t", family="linux", memory_bytes=64 << 20, vcpus=1, disk_bytes=0)
    spec = specify(template, host, Choices(name=name, uuid=str(uuid.uuid4()), method="none"))
    return dataclasses.replace(spec, disks=(), nics=(), graphics="", video="", rng=False, input=(), usb="none", domain_type="qemu", cpu_mode="")


@as_root
@pytest.mark.real
async def test_japanese_names_start_with_an_agent_or_are_refused(own: Place) -> None:
    host = own.inventory.host(HOST)
    assert host is not None and host.socket_paths is not None
    room = longest(host.socket_paths, agent=True)
    assert room is not None and room // 3 >= 16, host.socket_paths
    for name in ("日本語の仮想マシン", "東京本社ファイルサーバー", "仮" * (room // 3), "web-01 東京本社営業部ファイルサーバー予備機"):
        spec = planned(own, name)
        assert await own.runner.start(create_vm(spec, own.inventory)) == spec.uuid
        vm = own.vm(name)
        assert vm.state is PowerState.RUNNING and vm.config is not None and vm.config.agent_channel is not None
        assert bool(spec.agent_socket) == (len(name[:20].encode()) > 29), name
        if spec.agent_socket:
            assert vm.config.agent_channel.path == spec.agent_socket and Path(spec.agent_socket).is_socket()
        await own.runner.start(ForceOff(own.of(name)))
    await own.runner.start(Rename(own.of("東京本社ファイルサーバー"), "web"))
    await own.runner.start(Start(own.of("web")))  # the socket stays right under any name
    await own.runner.start(ForceOff(own.of("web")))
    await _a_longer_name_brings_a_path_for_the_agent_along(own)
    await _a_name_that_could_not_start_is_refused_everywhere(own)


async def _a_longer_name_brings_a_path_for_the_agent_along(own: Place) -> None:
    spec = planned(own, "short")
    await own.runner.start(create_vm(spec, own.inventory, start=False))
    assert spec.agent_socket == ""
    await own.runner.start(Rename(own.of("short"), "東京本社ファイルサーバー"))
    await own.runner.start(Start(own.of("東京本社ファイルサーバー")))
    config = own.vm("東京本社ファイルサーバー").config
    assert config is not None and config.agent_channel is not None and config.agent_channel.path.endswith(f"/{spec.uuid}.agent")


async def _a_name_that_could_not_start_is_refused_everywhere(own: Place) -> None:
    impossible = "東京本社営業部ファイルサーバー予備機"
    with pytest.raises(ConsoleError) as refused:
        await own.runner.start(create_vm(planned(own, impossible), own.inventory))
    assert refused.value.cause is Cause.INVALID and "first 20 characters take 54 bytes" in refused.value.text.english()
    assert impossible not in [vm.name for vm in own.inventory.vms()]
    await own.runner.start(create_vm(planned(own, "other"), own.inventory, start=False))
    problem = name_problem(impossible, own.of("other"), own.inventory)
    assert problem is not None and "too long for this host" in problem.english()
    # Made by others, it is still said in a sentence why it does not start.
    xml = (await own.port.domain_xml(own.vm("other").uuid)).replace(">other<", f">{impossible}<").replace(own.vm("other").uuid, str(uuid.uuid4()))
    identity = await own.port.define(xml)
    with pytest.raises(ConsoleError) as failed:
        await own.port.start(identity)
    assert "its name is too long for the paths of its sockets" in failed.value.text.english() and failed.value.remedy is not None


def test_the_refusal_says_a_name_that_fits() -> None:
    sockets = SocketPaths("/run/vd-123456/c/libvirt/qemu/lib/domain-", "", "/run/vd-123456/r/libvirt/qemu")
    problem = naming.name_problem("東京本社営業部ファイルサーバー予備機 2", (), sockets)
    assert problem is not None and problem[1] is not None
    fitting = str(problem[1]).partition("“")[2].partition("”")[0]
    assert fitting == "東京本社営業部ファイルサーバー予" and naming.name_problem(fitting, (), sockets) is None


def test_where_sockets_are(tmp_path: Path) -> None:
    def record(uri: str, local: bool) -> HostRecord:
        return HostRecord(HOST, "h", uri, local=local)

    env = {"HOME": "/home/taro", "XDG_RUNTIME_DIR": "/run/user/1000"}
    session = record("qemu:///session", True)
    assert socket_paths(session, "qemu:///session", "9.0.0", env) == SocketPaths(
        "/home/taro/.config/libvirt/qemu/lib/domain-", "/home/taro/.config/libvirt/qemu/channel/target/domain-", "/run/user/1000/libvirt/qemu"
    )
    recent = socket_paths(session, "qemu:///session", "10.7.0", env)
    assert recent is not None and recent.channels == "/run/user/1000/libvirt/qemu/run/channel/"
    far = record("qemu+ssh://far/session", False)
    assert socket_paths(far, "qemu+unix:///session?socket=/run/vd-1/x", "9.0.0", env) is None
    system = record("qemu+ssh://far/system", False)
    assert socket_paths(system, "qemu+unix:///system?socket=/run/vd-1/x", "9.0.0", env) == SocketPaths(
        "/var/lib/libvirt/qemu/domain-", "/var/lib/libvirt/qemu/channel/target/domain-"
    )
    assert socket_paths(record("xen:///system", True), "xen:///system", "9.0.0", env) is None
    assert socket_paths(record("test:///default", True), "test:///default", "9.0.0", env) is None
    other = record("qemu+unix:///session?socket=/tmp/x/run/libvirt/libvirt-sock", True)
    found = socket_paths(other, other.uri, "9.0.0", env)
    assert found == SocketPaths("", "", "/tmp/x/run/libvirt/qemu")
