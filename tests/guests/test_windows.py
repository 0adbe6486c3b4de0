"""The Windows tools ISO, and which Windows gets its drivers by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.guests.windows import read_tools_iso, version_in
from console.model.tools import GuestOs, Tri, newer, version_key, windows_update_brings_drivers
from tests.guests.test_media import make_iso


def inf(version: str) -> bytes:
    return f'[Version]\r\nSignature="$WINDOWS NT$"\r\nDriverVer = 07/24/2023,{version}\r\n'.encode("utf-16")


def test_tools_iso(tmp_path: Path) -> None:
    files = {
        "viostor/w10/amd64/viostor.inf": inf("100.93.104.24000"),
        "viostor/w7/amd64/viostor.inf": b"[Version]\nDriverVer=07/18/2019,61.77.104.17200\n",
        "viostor/2k16/amd64/viostor.inf": inf("100.93.104.24000"),
        "NetKVM/w10/amd64/netkvm.inf": inf("100.93.104.24000"),
        "guest-agent/qemu-ga-x86_64.msi": b"x",
    }
    iso = make_iso(tmp_path / "tools.iso", "virtio-win-0.1.240", files, boot=False)
    found = read_tools_iso(str(iso))
    assert found is not None
    assert (found.version, found.driver_version, found.agent) == ("0.1.240", "100.93.104.24000", True)
    assert found.systems == {"win7", "win10", "win2k16"}
    assert found.serves("win10") and not found.serves("win11") and found.serves("win2k3")


def test_name_helps_where_the_label_is_cut(tmp_path: Path) -> None:
    iso = make_iso(tmp_path / "virtio-win-1.9.36.iso", "VIRTIO", {"viostor/w11/amd64/readme": b"x"}, boot=False)
    found = read_tools_iso(str(iso))
    assert found is not None and (found.version, found.driver_version, found.agent) == ("1.9.36", "", False)


def test_other_images_are_none(tmp_path: Path) -> None:
    assert read_tools_iso(str(make_iso(tmp_path / "d.iso", "DATA", {"x": b"x"}, boot=False))) is None
    (tmp_path / "x.iso").write_bytes(b"virtio-win-0.1.240")
    assert read_tools_iso(str(tmp_path / "x.iso")) is None and read_tools_iso(str(tmp_path / "absent.iso")) is None


def test_versions() -> None:
    assert version_in("VIRTIO-WIN-0.1.262") == "0.1.262" and version_in("debian-12.1.iso") == ""
    assert version_key("100.9.0") < version_key("100.10.0")
    assert newer("0.1.240", "0.1.229") and not newer("0.1.240", "0.1.240") and not newer("", "1") and not newer("1", "")
    assert newer("0.1.262-2", "100.93.104.24000") and not newer("0.1.262-2", "100.95.104.26200") and not newer("0.1.240", "100.95.104.26200")
    assert newer("100.95.104.26200", "100.93.104.24000") and newer("0.1.262-2", "0.1.262-1")


@pytest.mark.parametrize(
    ("os", "installation", "expected"),
    [
        (None, "", Tri.UNKNOWN),
        (GuestOs(id="debian"), "", Tri.UNKNOWN),
        (GuestOs(id="mswindows", version_id="10", variant="client", pretty_name="Windows 10 Pro"), "", Tri.YES),
        (GuestOs(id="mswindows", version_id="2019", variant="server", pretty_name="Windows Server 2019 Standard"), "Server Core", Tri.YES),
        (GuestOs(id="mswindows", version_id="2016", variant="server", pretty_name="Windows Server 2016 Standard"), "", Tri.UNKNOWN),
        (GuestOs(id="mswindows", version_id="2016", variant="server", pretty_name="Windows Server 2016 Standard"), "Server Core", Tri.NO),
        (GuestOs(id="mswindows", version_id="2016", variant="server", pretty_name="Windows Server 2016 Standard"), "Server", Tri.YES),
    ],
)
def test_windows_update_rule(os: GuestOs | None, installation: str, expected: Tri) -> None:
    assert windows_update_brings_drivers(os, installation) is expected
