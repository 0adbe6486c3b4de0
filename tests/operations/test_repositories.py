"""Storage repositories on real hosts: two that share a folder, one that does not."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.objects import Volume
from console.model.ports import HostPort
from console.model.rules_storage import StorageVerb, share_candidates, why_not_repository
from console.model.sharing import hosts_missing, hosts_reaching, same_storage
from console.model.storage_spec import RepositorySpec
from console.model.text import N_
from console.operations.delete import deletable_disks
from console.operations.repositories import MARKER, change_repository, create_repository, delete_repository, offered, prove_shared, try_on
from console.operations.subject import wait_until
from console.operations.volumes import CreateVolume, DeleteVolumes, place_of
from tests.fixtures.pool import PoolHosts
from tests.operations.pooled import Pooled, pooled

MIB = 1 << 20
H1, H2, H3 = HostId("h1"), HostId("h2"), HostId("h3")


@pytest.fixture
async def pool(pool_hosts: PoolHosts, tmp_path: Path) -> AsyncIterator[Pooled]:
    async with pooled([host.uri for host in pool_hosts], tmp_path) as found:
        yield found


def names(hosts: tuple[object, ...]) -> list[str]:
    return [host.name for host in hosts]  # type: ignore[attr-defined]


async def test_a_shared_folder_is_proved(pool: Pooled, pool_hosts: PoolHosts) -> None:
    first, second = pool.repository(1, "shared"), pool.repository(2, "shared")
    assert not first.shared and not same_storage(first, second)
    assert share_candidates(first, pool.inventory) == (second,)
    await pool.runner.start(prove_shared([first, second], pool.inventory))
    first, second = pool.repository(1, "shared"), pool.repository(2, "shared")
    assert first.shared and second.shared and same_storage(first, second)
    assert names(hosts_reaching(pool.inventory, second)) == ["host-1", "host-2"]
    assert [(host.name, view) for host, view in hosts_missing(pool.inventory, first)] == [("host-3", None)]
    assert not list(pool_hosts.shared.iterdir())
    assert await pool.journal_rows() == []
    for host in (H1, H2):
        assert await pool.hub.port(host).volume_names(pool.repository(int(host[1:]), "shared").uuid) == ()
    await pool.hub.refresh(H1)  # read again, it is still what was proved
    assert await wait_until(pool.inventory, lambda: pool.repository(1, "shared").shared, 10)

    # The host's own view goes: the storage is still one, and who lost it shows.
    await pool.runner.start(change_repository(StorageVerb.SR_STOP, second, pool.inventory))
    assert await wait_until(pool.inventory, lambda: names(hosts_reaching(pool.inventory, first)) == ["host-1"], 10)
    missing = hosts_missing(pool.inventory, first)
    assert [(host.name, view.name if view else None) for host, view in missing] == [("host-2", "shared"), ("host-3", None)]


async def test_a_folder_of_the_same_name_is_refuted(pool: Pooled, pool_hosts: PoolHosts) -> None:
    """All three have a repository "local" with the same path; each sees a folder of its own under it."""
    members = [pool.repository(number, "local") for number in (1, 2, 3)]
    assert len({each.path for each in members}) == 1
    with pytest.raises(ConsoleError) as refuted:
        await pool.runner.start(prove_shared(members, pool.inventory))
    text = refuted.value.text.english()
    assert "host-2, host-3" in text and "not shared" in text
    assert pool.hub.shared_folders() == ()
    assert not any(each.shared for each in pool.inventory.repositories())
    for host in pool_hosts:
        assert not [path for path in (host.folder / "local").iterdir() if path.name.startswith(MARKER)]
    assert await pool.journal_rows() == []


async def test_what_is_refuted_later_is_not_believed_any_longer(pool: Pooled, pool_hosts: PoolHosts) -> None:
    first, second = pool.repository(1, "shared"), pool.repository(2, "shared")
    await pool.runner.start(prove_shared([first, second], pool.inventory))
    third_path = pool_hosts.hosts[2].folder / "shared"
    spec = RepositorySpec("dir", "shared", path=str(third_path))
    await pool.runner.start(create_repository(spec, [H3], pool.inventory))
    third = pool.repository(3, "shared")
    with pytest.raises(ConsoleError, match="host-3"):
        await pool.runner.start(prove_shared([first, second, third], pool.inventory))
    assert names(hosts_reaching(pool.inventory, pool.repository(1, "shared"))) == ["host-1", "host-2"]
    assert not pool.repository(3, "shared").shared


async def test_made_on_all_hosts_or_on_none(pool: Pooled, pool_hosts: PoolHosts) -> None:
    path = pool_hosts.shared / "vm"
    spec = RepositorySpec("dir", "vm", path=str(path))
    trial = await try_on(pool.hub, spec, H1)
    assert trial.capacity_bytes and not path.exists()  # tried out, and undone
    assert [r.name for r in pool.inventory.repositories(H1) if "trial" in r.name] == []
    await pool.runner.start(create_repository(spec, [H1, H2], pool.inventory, shared=True))
    one, two = pool.repository(1, "vm"), pool.repository(2, "vm")
    assert one.active and two.active and one.autostart and same_storage(one, two)

    # A second one: the third host does not see the same folder, so nothing is made anywhere.
    spec = dataclasses.replace(spec, name="vm2", path=str(pool_hosts.shared / "vm2"))
    with pytest.raises(ConsoleError, match="not shared"):
        await pool.runner.start(create_repository(spec, [H1, H2, H3], pool.inventory, shared=True))
    gone = await wait_until(pool.inventory, lambda: not any(r.name == "vm2" for r in pool.inventory.repositories()), 10)
    assert gone and await pool.journal_rows() == []

    # A taken name is said before anything is made; so is a wrong specification.
    with pytest.raises(ConsoleError, match="already has a storage repository") as taken:
        await pool.runner.start(create_repository(dataclasses.replace(spec, name="local"), [H1], pool.inventory))
    assert taken.value.cause is Cause.EXISTS
    with pytest.raises(ConsoleError, match="beginning with a slash"):
        await pool.runner.start(create_repository(dataclasses.replace(spec, path="vm2"), [H1], pool.inventory))
    with pytest.raises(ConsoleError, match="may not mount"):
        await pool.runner.start(create_repository(RepositorySpec("netfs", "nfs", servers=("nas",), folder="/x", path="/mnt/x"), [H1], pool.inventory))


async def test_start_stop_autostart_and_delete(pool: Pooled, pool_hosts: PoolHosts) -> None:
    spec = RepositorySpec("dir", "work", path=str(pool_hosts.hosts[0].folder / "work"))
    await pool.runner.start(create_repository(spec, [H1], pool.inventory, autostart=False))

    def now() -> object:
        return pool.repository(1, "work")

    work = pool.repository(1, "work")
    assert work.active and not work.autostart
    await pool.runner.start(change_repository(StorageVerb.SR_AUTOSTART, work, pool.inventory))
    assert await wait_until(pool.inventory, lambda: pool.repository(1, "work").autostart, 10)
    await pool.runner.start(CreateVolume(place_of(work, pool.inventory), "a.qcow2", 10 * MIB))
    base = await pool.hub.port(H1).volume(work.uuid, "a.qcow2")
    with pytest.raises(ConsoleError, match="already has a disk"):
        await pool.runner.start(CreateVolume(place_of(work, pool.inventory), "a.qcow2", 10 * MIB))
    await pool.runner.start(change_repository(StorageVerb.SR_STOP, work, pool.inventory))
    assert await wait_until(pool.inventory, lambda: not pool.repository(1, "work").active, 10)
    reason = why_not_repository(StorageVerb.SR_REFRESH, pool.repository(1, "work"), pool.inventory)
    assert reason is not None and reason.remedy == "sr-start"
    await pool.runner.start(change_repository(StorageVerb.SR_START, pool.repository(1, "work"), pool.inventory))
    assert await wait_until(pool.inventory, lambda: pool.repository(1, "work").active, 10)
    (pool_hosts.hosts[0].folder / "work" / "new.img").write_bytes(bytes(4096))
    await pool.runner.start(change_repository(StorageVerb.SR_REFRESH, pool.repository(1, "work"), pool.inventory))
    assert set(await pool.hub.port(H1).volume_names(work.uuid)) == {"a.qcow2", "new.img"}

    # Deleted without its contents, then with them.
    await pool.runner.start(delete_repository(pool.repository(1, "work"), pool.inventory))
    assert Path(base.path).exists()
    await pool.runner.start(create_repository(spec, [H1], pool.inventory))
    await pool.runner.start(delete_repository(pool.repository(1, "work"), pool.inventory, contents=True, folder=True))
    assert not Path(spec.path).exists()


async def test_a_disk_with_users_or_dependents_is_not_deleted(pool: Pooled, pool_hosts: PoolHosts, monkeypatch: pytest.MonkeyPatch) -> None:
    """The VM is on the second host, the disk is deleted through the first: shared storage is one storage."""
    first, second = pool.repository(1, "shared"), pool.repository(2, "shared")
    await pool.runner.start(prove_shared([first, second], pool.inventory))
    first = pool.repository(1, "shared")
    place = place_of(first, pool.inventory)
    for name in ("used.qcow2", "base.qcow2"):
        await pool.runner.start(CreateVolume(place, name, 10 * MIB))
    local = pool.repository(2, "local")
    await pool.hub.port(H2).refresh_repository(second.uuid)
    overlay = (
        "<volume><name>overlay.qcow2</name><capacity>10485760</capacity><target><format type='qcow2'/></target>"
        f"<backingStore><path>{pool_hosts.shared}/base.qcow2</path><format type='qcow2'/></backingStore></volume>"
    )
    await pool.hub.port(H2).create_volume(local.uuid, overlay)
    await pool.hub.port(H2).define(
        "<domain type='qemu'><name>web</name><memory>65536</memory><os><type arch='x86_64' machine='q35'>hvm</type></os><devices>"
        f"<disk type='file' device='disk'><source file='{pool_hosts.shared}/used.qcow2'/><target dev='vda' bus='virtio'/></disk></devices></domain>"
    )
    assert await wait_until(pool.inventory, lambda: any(vm.config is not None for vm in pool.inventory.vms(H2)), 10)
    with pytest.raises(ConsoleError, match=r"used by web \(vda\)"):
        await pool.runner.start(DeleteVolumes(place, ("used.qcow2",)))
    with pytest.raises(ConsoleError, match=r"based on base.qcow2: overlay.qcow2"):
        await pool.runner.start(DeleteVolumes(place, ("base.qcow2",)))
    with pytest.raises(ConsoleError, match=r"used by web|based on base"):
        await pool.runner.start(delete_repository(first, pool.inventory, contents=True))
    assert {path.name for path in pool_hosts.shared.iterdir()} == {"used.qcow2", "base.qcow2"}
    await pool.hub.port(H2).delete_volume(local.uuid, "overlay.qcow2")
    kind = type(pool.hub.port(H2))
    volumes = kind.volumes

    async def unreadable(port: HostPort, repository: str) -> tuple[Volume, ...]:
        if (port.id, repository) == (H2, local.uuid):
            raise ConsoleError(N_("It can't be read."))
        return await volumes(port, repository)

    with monkeypatch.context() as patch, pytest.raises(ConsoleError, match=r"could not be read, so it is not known .* local \(host-2\)") as unknown:
        patch.setattr(kind, "volumes", unreadable)
        await pool.runner.start(DeleteVolumes(place, ("base.qcow2",)))
    assert unknown.value.cause is Cause.BUSY
    await pool.runner.start(DeleteVolumes(place, ("base.qcow2",), wipe=True))
    assert {path.name for path in pool_hosts.shared.iterdir()} == {"used.qcow2"}


async def test_a_vm_is_not_deleted_with_a_disk_that_another_host_uses(pool: Pooled, pool_hosts: PoolHosts) -> None:
    """Two VMs on two hosts with one file: the folder was only declared shared, and that is enough to keep it."""
    first, second = pool.repository(1, "shared"), pool.repository(2, "shared")
    await pool.runner.start(prove_shared([first, second], pool.inventory))
    await pool.runner.start(CreateVolume(place_of(first, pool.inventory), "both.qcow2", 10 * MIB))
    for host, name in ((H1, "one"), (H2, "two")):
        await pool.hub.port(host).define(
            f"<domain type='qemu'><name>{name}</name><memory>65536</memory><os><type arch='x86_64' machine='q35'>hvm</type></os><devices>"
            f"<disk type='file' device='disk'><source file='{pool_hosts.shared}/both.qcow2'/><target dev='vda' bus='virtio'/></disk>"
            "</devices></domain>"
        )
    assert await wait_until(pool.inventory, lambda: len([vm for vm in pool.inventory.vms() if vm.config is not None]) == 2, 10)
    (one,) = pool.inventory.vms(H1)
    (disk,) = await deletable_disks(one, pool.inventory, pool.hub.port(H1))
    assert disk.why_not is not None and "two" in str(disk.why_not)


async def test_storage_that_can_not_be_reached_says_why(pool: Pooled, pool_hosts: PoolHosts) -> None:
    with pytest.raises(ConsoleError) as failed:
        await try_on(pool.hub, RepositorySpec("gluster", "g", servers=("127.0.0.1",), source="vol"), H1)
    assert failed.value.detail
    blocked = pool_hosts.hosts[0].folder / "file"
    blocked.write_text("")
    with pytest.raises(ConsoleError):
        await try_on(pool.hub, RepositorySpec("dir", "d", path=f"{blocked}/x"), H1)
    with pytest.raises(ConsoleError) as listed:
        await offered(pool.hub, RepositorySpec("rbd", "r", servers=("mon",), source="p"), H1)
    assert listed.value.cause is Cause.UNSUPPORTED
