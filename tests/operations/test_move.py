"""A VM goes to a host that it can't migrate to: streamed, compared, and only then the original is removed. Three real hosts, two in a pool."""

from __future__ import annotations

import asyncio
import hashlib
import subprocess
import xml.etree.ElementTree as tree
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import libvirt
import pytest

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Kind, Ref
from console.model.objects import PowerState, Vm
from console.model.rules_move import MovePlan
from console.operations import move as module
from console.operations.move import move
from console.operations.move_draft import MoveDraft
from console.operations.subject import wait_until
from tests.fixtures.pool import PoolHost, PoolHosts
from tests.operations.pooled import Pooled, pooled

pytestmark = pytest.mark.real

NAME, UUID, MAC = "mover", "6a0b9df2-1a32-4e0b-9d0a-0123456789ab", "52:54:00:12:34:56"


def host_id(number: int) -> HostId:
    return HostId(f"h{number}")


@pytest.fixture
async def found(pool_hosts: PoolHosts, tmp_path: Path) -> AsyncIterator[Pooled]:
    """Hosts 1 and 2 are of a pool; 3 is alone. None of their files is seen here under the path that the host has."""
    async with pooled([host.uri for host in pool_hosts], tmp_path, alone=[3], local=False) as world:
        yield world


def image(host: PoolHost, name: str, *words: str, base: str = "", write: int = 0x41) -> str:
    """A qcow2 image in the host's own repository, with something in it; the path that the host has."""
    file = host.seen("local", name)
    with host.connection() as conn:
        path = tree.fromstring(conn.storagePoolLookupByName("local").XMLDesc()).findtext("target/path")
    backing = ("-u", "-b", f"{path}/{base}", "-F", "qcow2") if base else ()
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", *backing, file, "8M"], check=True, timeout=20)
    if not base:
        subprocess.run(["qemu-io", "-f", "qcow2", "-c", f"write -P {write} 1M 300k", file], check=True, timeout=20, capture_output=True)
    file.chmod(0o666)
    with host.connection() as conn:
        conn.storagePoolLookupByName("local").refresh()
    return f"{path}/{name}"


def contents(file: Path) -> str:
    """Digest of what a guest reads."""
    done = subprocess.run(["qemu-img", "info", "--output=json", file], capture_output=True, text=True, check=True, timeout=20)
    assert '"backing-filename"' not in done.stdout
    raw = file.with_suffix(".raw-of-test")
    subprocess.run(["qemu-img", "convert", "-O", "raw", file, raw], check=True, timeout=20)
    digest = hashlib.sha256(raw.read_bytes()).hexdigest()
    raw.unlink()
    return digest


def define(host: PoolHost, *disks: str, machine: str = "pc", extra: str = "", metadata: str = "") -> None:
    parts = "".join(
        f"<disk type='file'><driver name='qemu' type='qcow2'/><source file='{path}'/><target dev='vd{chr(97 + number)}' bus='virtio'/></disk>"
        for number, path in enumerate(disks)
    )
    with host.connection() as conn:
        conn.defineXML(
            f"<domain type='qemu'><name>{NAME}</name><uuid>{UUID}</uuid>"
            f"<metadata><virtdeck:vm xmlns:virtdeck='urn:virtdeck:1'><virtdeck:tag name='kept'/>{metadata}</virtdeck:vm></metadata>"
            f"<memory unit='MiB'>24</memory><os><type arch='x86_64' machine='{machine}'>hvm</type></os><features><acpi/></features>"
            f"<devices>{parts}<interface type='user'><mac address='{MAC}'/><model type='virtio'/></interface>"
            f"<memballoon model='none'/>{extra}</devices></domain>"
        )


async def seen(found: Pooled, number: int) -> Vm:
    ref = Ref(Kind.VM, host_id(number), UUID)
    assert await wait_until(found.inventory, lambda: (vm := found.inventory.vm(ref)) is not None and vm.config is not None, 30)
    vm = found.inventory.vm(ref)
    assert vm is not None
    return vm


def defined(hosts: PoolHosts) -> list[tuple[int, str]]:
    there = []
    for host in hosts:
        with host.connection() as conn:
            there += [(host.number, domain.UUIDString()) for domain in conn.listAllDomains()]
    return there


def files(host: PoolHost) -> list[str]:
    return sorted(each.name for each in host.seen("local", "").iterdir())


async def start(found: Pooled, vm: Vm, to: int, **words: Any) -> asyncio.Task[str]:
    return found.runner.start(move(MovePlan(vm.ref, host_id(to), **words), found.inventory))


async def test_to_a_host_outside_the_pool(found: Pooled, pool_hosts: PoolHosts) -> None:
    """One disk stands alone, the other is based on a third: that one is flattened. All identities are kept, and the original goes."""
    first, _, third = pool_hosts
    image(first, "base.qcow2", write=0x42)
    disks = image(first, "a.qcow2"), image(first, "b.qcow2", base="base.qcow2")
    expected = [contents(first.seen("local", "a.qcow2")), contents(first.seen("local", "base.qcow2"))]
    define(first, *disks)
    vm = await seen(found, 1)
    draft = MoveDraft(found.inventory, [vm.ref], host_id(3))
    await draft.ask(found.hub)
    outlook = draft.outlook[vm.ref, host_id(3)]
    assert outlook.problem is None and MAC in outlook.xml and not draft.problems()
    said = await found.runner.start(draft.operations()[0])
    assert said == UUID and defined(pool_hosts) == [(3, UUID)]
    new = await seen(found, 3)
    assert not new.importing and new.config is not None and new.config.nics[0].mac == MAC and [d.target for d in new.config.disks] == ["vda", "vdb"]
    with third.connection() as conn:
        assert "kept" in conn.lookupByUUIDString(UUID).XMLDesc()
    there = [third.seen("local", Path(disk.source).name) for disk in new.config.disks]
    assert [contents(each) for each in there] == expected
    assert all(each.stat().st_blocks * 512 < 2 << 20 for each in there), "the copies are thin"
    assert files(first) == ["base.qcow2"], "what other disks may be based on stays"
    assert await found.journal_rows() == []


@pytest.mark.parametrize("keep", [False, True])
async def test_a_template_with_snapshots(found: Pooled, pool_hosts: PoolHosts, keep: bool) -> None:
    """Snapshots inside the images come along, whole; a copy has a UUID and a MAC address of its own, and the original stays."""
    first, _, third = pool_hosts
    disk = image(first, "a.qcow2")
    define(first, disk)
    with first.connection() as conn:
        domain = conn.lookupByUUIDString(UUID)
        for name in ("one", "two"):
            domain.snapshotCreateXML(f"<domainsnapshot><name>{name}</name><description>as {name}</description></domainsnapshot>")
            subprocess.run(["qemu-io", "-f", "qcow2", "-c", "write -P 0x55 2M 64k", first.seen("local", "a.qcow2")], check=True, capture_output=True)
    before = first.seen("local", "a.qcow2").read_bytes().rstrip(b"\0")
    vm = await seen(found, 1)
    said = await (await start(found, vm, 3, keep=keep))
    assert (said == UUID) is not keep
    with third.connection() as conn:
        domain = conn.lookupByUUIDString(said)
        names = [each.getName() for each in domain.listAllSnapshots(libvirt.VIR_DOMAIN_SNAPSHOT_LIST_TOPOLOGICAL)]
        assert names == ["one", "two"] and domain.snapshotCurrent().getName() == "two"
        xml = domain.snapshotLookupByName("two").getXMLDesc()
        assert "<parent>" in xml and "as two" in xml and said in xml and (MAC in xml) is not keep
        path = next(file for file in third.seen("local", "").iterdir() if file.suffix == ".qcow2")
        assert path.read_bytes().rstrip(b"\0") == before, "the image is the same to the byte"
        domain.revertToSnapshot(domain.snapshotLookupByName("one"))
        assert domain.UUIDString() == said
    assert sorted(defined(pool_hosts)) == ([(1, UUID), (3, said)] if keep else [(3, UUID)])
    assert files(first) == (["a.qcow2"] if keep else [])
    assert await found.journal_rows() == []


async def undisturbed(found: Pooled, hosts: PoolHosts, digest: str) -> None:
    """The original is as it was, and nothing is anywhere else."""
    assert defined(hosts) == [(1, UUID)] and files(hosts.hosts[0]) == ["a.qcow2"] and files(hosts.hosts[2]) == []
    assert contents(hosts.hosts[0].seen("local", "a.qcow2")) == digest
    assert await found.journal_rows() == []


async def test_bad_ends(found: Pooled, pool_hosts: PoolHosts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes that arrive differently (both ways of copying), no room, cancels, a removal that is refused: the original is untouched."""
    first = pool_hosts.hosts[0]
    define(first, image(first, "a.qcow2"))
    digest = contents(first.seen("local", "a.qcow2"))
    vm, port = await seen(found, 1), found.hub.port(host_id(3))

    write = type(port).write_volume

    async def corrupt(self: Any, repository: str, name: str, segments: Any, **words: Any) -> None:
        def changed() -> Any:
            for length, data in segments:
                raw = None if data is None else bytes(data)
                yield length, raw if raw is None or b"\x41" * 16 not in raw else raw.replace(b"\x41" * 16, b"\x41" * 15 + b"!", 1)

        await write(self, repository, name, changed(), **words)

    for flat in (False, True):
        with monkeypatch.context() as patch:
            patch.setattr(type(port), "write_volume", corrupt)
            if flat:
                patch.setattr(module, "as_it_is", lambda source, disk: False)
            with pytest.raises(ConsoleError, match=r"not (like|equal)"):
                await (await start(found, vm, 3))
        await undisturbed(found, pool_hosts, digest)

    with monkeypatch.context() as patch:

        async def full(*_: Any) -> int:
            return 1 << 20

        patch.setattr("console.operations.arrival.short_of", full)
        with pytest.raises(ConsoleError, match="1 MiB free") as failed:
            await (await start(found, vm, 3))
        assert failed.value.cause is Cause.NO_SPACE
    await undisturbed(found, pool_hosts, digest)

    for step in ("_copy", "complete"):
        with monkeypatch.context() as patch:
            patch.setattr(module, "stream" if step == "_copy" else "write_nvram", halted)
            running = await start(found, vm, 3)
            await asyncio.wait_for(AT.wait(), 30)
            assert [number for number, _ in defined(pool_hosts)] == [1, 3]
            half = found.inventory.vm(Ref(Kind.VM, host_id(3), UUID))
            assert half is None or half.importing, "nobody can start it"
            task = found.runner.task_of(running)
            assert task is not None
            found.runner.cancel(task.id)
            with pytest.raises(asyncio.CancelledError):
                await running
            AT.clear()
        await undisturbed(found, pool_hosts, digest)

    with monkeypatch.context() as patch:

        async def refused(self: Any, uuid: str, **_: Any) -> None:
            raise ConsoleError(module.N_("Refused."), cause=Cause.REFUSED)

        real = type(port).undefine

        async def once(self: Any, uuid: str, **words: Any) -> None:
            await (refused if self.id == host_id(1) else real)(self, uuid, **words)

        patch.setattr(type(port), "undefine", once)
        with pytest.raises(ConsoleError, match="Refused"):
            await (await start(found, vm, 3))
    await undisturbed(found, pool_hosts, digest)


AT = asyncio.Event()


async def halted(*_: Any) -> None:
    """Instead of a step: until it is cancelled."""
    AT.set()
    await asyncio.Event().wait()


async def test_the_new_host_dies_in_the_middle(found: Pooled, pool_hosts: PoolHosts, monkeypatch: pytest.MonkeyPatch) -> None:
    """The original is untouched; what is left over there is in the journal, and is cleaned up when the host is back."""
    first, _, third = pool_hosts
    define(first, image(first, "a.qcow2"))
    digest = contents(first.seen("local", "a.qcow2"))
    vm = await seen(found, 1)
    real = module.stream

    async def killed(*words: Any) -> None:
        third.kill()
        await real(*words)

    monkeypatch.setattr(module, "stream", killed)
    with pytest.raises(ConsoleError):
        await asyncio.wait_for(await start(found, vm, 3), 60)
    third.start()
    assert contents(first.seen("local", "a.qcow2")) == digest and defined(pool_hosts)[0] == (1, UUID)
    assert [(kind, name) for kind, name, _ in await found.journal_rows()] == [("volume", "mover.qcow2"), ("domain", NAME)]


async def test_rules(found: Pooled, pool_hosts: PoolHosts, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is refused, in words, before anything is done."""
    monkeypatch.setattr(module, "STILL_LISTED_SECONDS", 0.2)
    first, _, third = pool_hosts
    define(first, image(first, "a.qcow2"), extra="<tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>")
    vm = await seen(found, 1)
    for words, said in (
        ({}, "has a TPM, whose contents stay on its host"),
        ({"storage": {"vda": "nowhere"}, "keep": True}, "Choose an active storage repository of host-3"),
    ):
        with pytest.raises(ConsoleError, match=said):
            await (await start(found, vm, 3, **words))
    with third.connection() as conn:
        conn.defineXML(f"<domain type='qemu'><name>{NAME}</name><memory>1024</memory><os><type>hvm</type></os></domain>")
    assert await wait_until(found.inventory, lambda: any(each.host == host_id(3) for each in found.inventory.vms()), 10)
    with pytest.raises(ConsoleError, match="another VM of the name mover"):
        await (await start(found, vm, 3, keep=True, name=NAME))
    with first.connection() as conn:
        conn.lookupByUUIDString(UUID).create()
    assert await wait_until(found.inventory, lambda: (now := found.inventory.vm(vm.ref)) is not None and now.state is PowerState.RUNNING, 20)
    with pytest.raises(ConsoleError, match="it has to be shut down first"):
        await (await start(found, vm, 2, keep=True))
