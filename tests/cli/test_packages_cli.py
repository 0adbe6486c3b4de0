"""package-show and package-verify: what people and scripts get."""

from __future__ import annotations

import io
import json
import subprocess
from pathlib import Path

import pytest

from console.app.headless import main
from console.backend.background import ThreadBackground
from console.cli.output import Output
from console.formats.export import write_ova
from console.model.tasks import Progress
from console.operations.package import verify
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


async def test_how_far_verifying_is(tmp_path: Path) -> None:
    """Told on the loop, up to what there is to be read; on a terminal as one line that is taken away again."""
    raw, path = tmp_path / "disk.raw", tmp_path / "disk.qcow2"
    with raw.open("wb") as file:
        file.truncate(96 * MIB)
    subprocess.run(["qemu-img", "convert", "-f", "raw", "-O", "qcow2", str(raw), str(path)], check=True, timeout=30)
    background, told = ThreadBackground("verify"), list[tuple[int, int]]()
    try:
        for each in (raw, path):
            _, found = await verify(background, str(each), (), lambda done, total: told.append((done, total)))
            assert found.ok and [check.ok for check in found.files] == [None]
    finally:
        background.shutdown()
    assert told and all(0 < done <= total for done, total in told) and {total >> 20 for _, total in told} == {96}

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    output = Output(err=Terminal())
    output.step("Verify web.ova", Progress(fraction=0.42))
    output.clear_progress()
    said = output.err.getvalue()  # type: ignore[attr-defined]
    assert "Verify web.ova: 42%" in said and said.endswith("\r")


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
