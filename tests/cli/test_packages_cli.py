"""package-show and package-verify: what people and scripts get."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from console.app.headless import main
from console.formats.export import write_ova
from tests.fixtures.packages import MIB, bundled, content, plan, synthetic_xva, vm

DATA = content(1, 3 * MIB)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "web.ova"
    with path.open("w+b") as out:
        write_ova(plan(bundled(vm([len(DATA)])), [DATA], eulas=["Be nice."]), out)
    return path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(list(words))
    said = capsys.readouterr()
    return status, said.out, said.err


def test_show(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "package-show", str(package))
    assert status == 0
    for words in ("OVA package", "made by Virtdeck", "web 01", "3 GiB", "UEFI with Secure Boot", "web-disk1.vmdk", "LAN", "not signed"):
        assert words in out
    status, out, _ = run(capsys, "package-show", "--json", str(package))
    found = json.loads(out)
    assert (status, found["kind"], found["complete"], found["manifest"], found["signature"]["trust"]) == (0, "ova", True, True, "unsigned")
    (machine,) = found["vms"]
    assert (machine["name"], machine["vcpus"], machine["memory_bytes"], machine["snapshots"]) == ("web 01", 4, 3 << 30, ["before"])
    (disk,) = machine["disks"]
    assert (disk["format"], disk["subformat"], disk["capacity_bytes"], disk["bus"], disk["problem"]) == (
        "vmdk",
        "streamOptimized",
        len(DATA),
        "scsi",
        "",
    )
    assert found["eulas"] == [{"vm": "web 01", "text": "Be nice."}]


def test_verify(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "package-verify", "--json", str(package))
    found = json.loads(out)
    assert (status, found["ok"], [file["ok"] for file in found["files"]]) == (0, True, [True, True])
    raw = bytearray(package.read_bytes())
    raw[len(raw) // 2] ^= 1
    package.write_bytes(raw)
    status, out, err = run(capsys, "package-verify", str(package))
    assert status == 1
    assert "web-disk1.vmdk" in out
    assert "do not use it" in err
    assert len(err.strip().splitlines()[-1]) < 200


def test_xva_and_what_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "vm"
    path.write_bytes(synthetic_xva({"Ref:1": DATA}))
    status, out, _ = run(capsys, "package-show", str(path))
    assert status == 0
    assert "XVA of XenServer" in out
    assert run(capsys, "package-verify", str(path))[0] == 0
    path.write_bytes(b"hello")
    status, out, err = run(capsys, "package-show", str(path))
    assert (status, out) == (1, "")
    assert err.count("\n") == 1
    assert "can't be used" in err
    assert run(capsys, "package-show", str(tmp_path / "none"))[0] == 1
