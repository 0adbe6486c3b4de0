"""Which tools disc a host offers: by its folders and its repositories, as they change."""

from __future__ import annotations

import asyncio
import uuid
from pathlib import Path

from console.backend import tools_disc
from console.backend.tools_disc import Disc, here, is_disc, over_ssh, version_in
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.ports import ProgramResult
from console.model.text import N_
from console.xml.storage import build_dir_repository, build_volume
from tests.backend.worlds import world
from tests.fixtures.daemon import PrivateLibvirtd


def test_names_and_versions(tmp_path: Path) -> None:
    assert here([str(tmp_path), "/nonexistent"]) == ()
    for name in ("virtio-win-0.1.9.iso", "virtio-win-0.1.240-1.iso", "other.iso", "virtio-win.txt"):
        (tmp_path / name).touch()
    (tmp_path / "virtio-win.iso").symlink_to(tmp_path / "virtio-win-0.1.240-1.iso")
    found = here([str(tmp_path)])
    assert {disc.version for disc in found} == {"0.1.9", "0.1.240-1"} and len(found) == 3
    assert max(found, key=lambda disc: disc.rank).version == "0.1.240-1"
    assert is_disc("Virtio-Win.ISO") and not is_disc("win-virtio.iso")
    assert version_in("virtio-win.iso") == ""


class Programs:
    def __init__(self, out: str | ConsoleError) -> None:
        self.out = out

    async def run(self, argv: list[str], **fields: object) -> ProgramResult:
        assert argv[:2] == ["sh", "-c"] and fields["host"] == "far"
        if isinstance(self.out, ConsoleError):
            raise self.out
        return ProgramResult(tuple(argv), 0, self.out, "", 0.1)


async def test_on_a_host_reached_by_ssh() -> None:
    out = "/usr/share/virtio-win/virtio-win.iso\t/usr/share/virtio-win/virtio-win-0.1.271.iso\nnoise\n/x/virtio-win.iso\t\n"
    found = await over_ssh(Programs(out), HostId("far"))  # type: ignore[arg-type]
    assert found == (Disc("/usr/share/virtio-win/virtio-win.iso", "0.1.271"), Disc("/x/virtio-win.iso", ""))
    refused = ConsoleError(N_("No way."), cause=Cause.UNREACHABLE)
    assert await over_ssh(Programs(refused), HostId("far")) == ()  # type: ignore[arg-type]


async def test_the_look_at_another_computer_finds_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "virtio-win-0.1.5.iso").touch()
    (tmp_path / "virtio-win.iso").symlink_to("virtio-win-0.1.5.iso")
    script = tools_disc._LOOK.format(folders=f"/nonexistent {tmp_path}")
    ran = await asyncio.create_subprocess_exec("sh", "-c", script, stdout=asyncio.subprocess.PIPE)
    out, _ = await ran.communicate()
    assert sorted(out.decode().splitlines()) == [
        f"{tmp_path}/virtio-win-0.1.5.iso\t{tmp_path}/virtio-win-0.1.5.iso",
        f"{tmp_path}/virtio-win.iso\t{tmp_path}/virtio-win-0.1.5.iso",
    ]
    assert ran.returncode == 0


def labelled(label: bytes) -> bytes:
    return bytes(16 * 2048) + b"\x01CD001\x01\x00" + bytes(32) + label.ljust(32) + bytes(2048)


async def test_discs_in_repositories_count_as_they_come_and_go(libvirtd: PrivateLibvirtd, tmp_path: Path) -> None:
    folder = libvirtd.images / f"tools-{uuid.uuid4().hex[:8]}"
    image = tmp_path / "image"
    image.write_bytes(labelled(b"virtio-win-0.1.300"))
    async with world(libvirtd.uri) as w:
        port = w.port()
        assert w.host().tools_iso == ""
        repository = await port.define_repository(build_dir_repository(folder.name, str(folder)))
        await w.until(lambda: any(r.uuid == repository and r.active for r in w.inventory.repositories()))
        try:
            # The name tells no version: the label does.
            await port.create_volume(repository, build_volume("virtio-win.iso", image.stat().st_size, "raw", thin=True))
            await port.upload(repository, "virtio-win.iso", str(image))
            await port.refresh_repository(repository)
            await w.until(lambda: w.host().tools_iso == str(folder / "virtio-win.iso"))
            assert w.host().tools_version == "0.1.300"
            await port.create_volume(repository, build_volume("virtio-win-0.1.299.iso", 1 << 20, "raw", thin=True))
            await port.create_volume(repository, build_volume("virtio-win-0.1.1000.iso", 1 << 20, "raw", thin=True))
            await w.until(lambda: w.host().tools_version == "0.1.1000")
            await port.delete_volume(repository, "virtio-win-0.1.1000.iso")
            await w.until(lambda: w.host().tools_version == "0.1.300")
        finally:
            for volume in await port.volumes(repository):
                await port.delete_volume(repository, volume.name)
            connection = await w.hub._sessions[w.host().id].ready_links(N_("x")).own(N_("x"))
            await connection.call(lambda conn: conn.storagePoolLookupByUUIDString(repository).destroy() and None, what=N_("x"))
            await w.until(lambda: w.host().tools_iso == "")
            await connection.call(lambda conn: conn.storagePoolLookupByUUIDString(repository).undefine() and None, what=N_("x"))
            connection.close()
