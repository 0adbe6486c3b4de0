"""A running Windows over ssh: asked, copied from shadow copies, caught up, nothing left on it.

No package brings PowerShell here. The "machine" has a ``powershell.exe`` of ours that takes the loader's input apart as it would, makes and removes
shadow copies as files, and runs the C# part of ``resources/p2v/read.ps1`` itself, by Mono. The lines of PowerShell around it were never run.
"""

from __future__ import annotations

import asyncio
import dataclasses
import hashlib
import json
import os
import re
import shutil
import stat
import subprocess
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from console.formats.extents import NOTHING, Piece, extents, lines, plan, sums
from console.model.errors import Cause, ConsoleError
from console.model.physical_moment import How, in_use, leftovers, points
from console.model.tools import GuestFamily
from console.operations.leftovers import CleanUp, why_not_clean
from console.operations.p2v.inspect import inspect
from console.operations.p2v.run import ConvertMachine
from console.operations.p2v.target import NewDisk, specification, vm_name
from tests.fixtures.sshd import PrivateSshd
from tests.operations.test_p2v import SCRIPTS, TEMPLATE, Lab, lab
from tests.operations.worlds import HOST

__all__ = ["lab"]

pytestmark = pytest.mark.skipif(shutil.which("mcs") is None or shutil.which("mono") is None, reason="needs mono-mcs")

MIB = 1 << 20
SIZE = 48 * MIB
VOLUME, SECOND = (MIB, 30 * MIB), (34 * MIB, 8 * MIB)
DRIVE = r"\\.\PhysicalDrive0"
SHADOW = r"\\?\GLOBALROOT\Device\HarddiskVolumeShadowCopy1"

MAIN = r"""
public static class Run {
  public static void Main(string[] words) {
    Func<string, FileStream> open = delegate(string name) {
      string file = System.Text.RegularExpressions.Regex.Replace(name, "[^A-Za-z0-9]", "");
      return new FileStream(Path.Combine(words[3], file), FileMode.Open, FileAccess.Read);
    };
    Func<FileStream, long> size = delegate(FileStream file) {
      return File.Exists(file.Name + ".length") ? long.Parse(File.ReadAllText(file.Name + ".length")) : file.Length;
    };
    VirtdeckReader reader = new VirtdeckReader(words[0], open, size);
    string[] plan = File.ReadAllLines(words[2]);
    if (words[1] == "sums") { reader.Sums(plan, Console.OpenStandardOutput()); }
    else { reader.Extents(plan, Console.OpenStandardOutput(), words[1] == "gzip"); }
  }
}
"""
POWERSHELL = r"""#!%(python)s
import base64, json, os, re, subprocess, sys
folder = "%(folder)s"
volumes = json.load(open(folder + "/volumes"))
ids = {"C:": "{1-1}", "D:": "{1-2}"}
def copy(letter): return folder + "/GLOBALROOTDeviceHarddiskVolumeShadowCopy" + ids[letter][-2]
def kill(when):
    if os.path.exists(folder + "/" + when):
        os.kill(int(open(folder + "/" + when).read()), 9)
        sys.exit(1)
def log(*words): open(folder + "/log", "a").write(" ".join(words) + "\n")
assert "$input" in base64.b64decode(sys.argv[sys.argv.index("-EncodedCommand") + 1]).decode("utf-16-le")
given = sys.stdin.read().splitlines()
count = int(given[0])
script, plan = "\n".join(given[1:count + 1]), given[count + 1:]
if "Win32_OperatingSystem" in script:
    told = json.load(open(folder + "/inventory"))
    there = [letter for letter in ids if os.path.exists(copy(letter))]
    print(json.dumps({**told, "shadows": [{"id": ids[letter], "letter": letter, "age": "5"} for letter in there]}))
elif made := re.search(r"try { Shadow-(One|Set) (.*?) \|", script):
    log("shadow" if made[1] == "One" else "set", *re.findall(r"'(.:)'", made[2]))
    if os.path.exists(folder + "/refuse") or (made[1] == "Set" and os.path.exists(folder + "/noset")):
        sys.exit("Win32_ShadowCopy.Create: 9")
    with open(folder + "/PhysicalDrive0", "r+b") as disk:
        for letter in re.findall(r"'(.:)'", made[2]):
            begin, length = volumes[letter]
            disk.seek(begin)
            kept = disk.read(length - 512)
            open(copy(letter), "wb").write(kept)
            disk.seek(begin + (2 << 20))
            disk.write(b"written meanwhile")
            print(letter, ids[letter], r"%(shadow)s"[:-1] + ids[letter][-2])
    kill("making")
    if os.path.exists(folder + "/dropped"):
        open(copy("C:"), "r+b").truncate(4 << 20)
        open(copy("C:") + ".length", "w").write(str(volumes["C:"][1]))
elif "Delete()" in script:
    names = re.findall(r"'({.*?})'", script.partition("ForEach")[0])
    log("delete", *names)
    for letter, name in ids.items():
        if name in names and os.path.exists(copy(letter)):
            if os.path.exists(folder + "/stuck"):
                print(name)
            else:
                os.remove(copy(letter))
elif "-notcontains" in script:
    log("gone?")
    print("\n".join(name for letter, name in ids.items() if name in script and not os.path.exists(copy(letter))))
elif found := re.search(r"VirtdeckReader '(.*?)'", script):
    what = re.search(r"if \('(.*?)' -eq 'sums'\)", script)[1]
    open(folder + "/plan", "w").write("\n".join(plan))
    log("read", what)
    kill("reading")
    if os.path.exists(folder + "/dropped"):
        code = subprocess.run(["mono", folder + "/reader.exe", found[1], what, folder + "/plan", folder]).returncode
        os.remove(copy("C:"))
        sys.exit(code)
    sys.exit(subprocess.run(["mono", folder + "/reader.exe", found[1], what, folder + "/plan", folder]).returncode)
else:
    log("run", script)
"""


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The C# part as a program, compiled as Windows PowerShell does (C# 5)."""
    folder = tmp_path_factory.mktemp("reader")
    code = re.search(r"Add-Type -TypeDefinition @'\n(.*?)\n'@", (SCRIPTS / "read.ps1").read_text(), re.DOTALL)
    assert code is not None
    (folder / "reader.cs").write_text(code[1] + MAIN)
    argv = ["mcs", "-langversion:5", f"-out:{folder}/reader.exe", str(folder / "reader.cs")]
    subprocess.run(argv, check=True, capture_output=True, timeout=60)
    return folder / "reader.exe"


def contents() -> bytes:
    """Noise with holes."""
    data = bytearray(os.urandom(SIZE))
    data[10 * MIB : 20 * MIB] = data[-5 * MIB :] = bytes(0)
    data[10 * MIB : 10 * MIB] = bytes(10 * MIB)
    return bytes(data[: SIZE - 5 * MIB]) + bytes(5 * MIB)


@pytest.mark.parametrize("packed", ["", "gzip"])
def test_the_reader(reader: Path, tmp_path: Path, packed: str) -> None:
    """What it sends is read by the console's own end: data, zeros, areas left out, the end of a shadow copy; and its digests."""
    disk = contents()
    (tmp_path / "PhysicalDrive0").write_bytes(disk)
    (tmp_path / "GLOBALROOTDeviceHarddiskVolumeShadowCopy1").write_bytes(b"\xee" * (8 * MIB - 512))
    areas = [Piece(MIB, 8 * MIB, SHADOW, 0), Piece(40 * MIB, MIB, NOTHING, 0)]
    pieces = plan(SIZE, DRIVE, extent=4 * MIB, replaced=areas)
    (tmp_path / "plan").write_bytes(lines(pieces))
    argv = ["mono", str(reader), DRIVE, packed, str(tmp_path / "plan"), str(tmp_path)]
    expected = bytearray(disk)
    expected[MIB : 9 * MIB - 512], expected[40 * MIB : 41 * MIB] = b"\xee" * (8 * MIB - 512), bytes(MIB)
    with subprocess.Popen(argv, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        got = b"".join(bytes(data) for _, data in extents(process.stdout.read, pieces, packed))
    assert got == bytes(expected)
    told = subprocess.run([*argv[:3], "sums", *argv[4:]], check=True, capture_output=True, text=True, timeout=60).stdout
    assert sums(told.splitlines(), pieces) == {p.offset: hashlib.sha256(expected[p.offset : p.offset + p.length]).hexdigest() for p in pieces}
    (tmp_path / "GLOBALROOTDeviceHarddiskVolumeShadowCopy1.length").write_text(str(12 * MIB))  # it breaks off: nothing of the disk instead
    (tmp_path / "plan").write_bytes(lines(pieces))
    with subprocess.Popen(argv, stdout=subprocess.PIPE) as process, pytest.raises(ConsoleError, match="ShadowCopy1 could not be read at byte"):
        assert process.stdout is not None
        list(extents(process.stdout.read, pieces, packed))
    beyond = (Piece(SIZE - MIB, 2 * MIB, DRIVE, SIZE - MIB),)
    (tmp_path / "plan").write_bytes(lines(beyond))
    with subprocess.Popen(argv, stdout=subprocess.PIPE) as process, pytest.raises(ConsoleError) as failed:
        assert process.stdout is not None
        list(extents(process.stdout.read, beyond, packed))
    assert str(SIZE) in failed.value.text.english()


@dataclass
class Windows:
    """The machine."""

    lab: Lab
    folder: Path

    @property
    def disk(self) -> bytes:
        return (self.folder / "PhysicalDrive0").read_bytes()

    def log(self) -> list[str]:
        return (self.folder / "log").read_text().splitlines() if (self.folder / "log").exists() else []

    async def operation(self, **more: object) -> ConvertMachine:
        place = self.lab.place
        source = await inspect(self.lab.machines, place.background, self.lab.address, SCRIPTS, journal=place.database.journal)
        host = place.inventory.host(HOST)
        assert host is not None and source.found.family is GuestFamily.WINDOWS
        assert {p.how for p in points(source.found, source.found.disks)} == {How.SHADOW}
        disks = tuple(NewDisk(disk, self.lab.repository, "raw") for disk in source.found.disks)
        name = vm_name(source.found)
        spec = specification(source.found, host, TEMPLATE, name=name, uuid=str(uuid.uuid4()), disks=disks, nics=(), paravirtual=False)
        return ConvertMachine(spec, source, self.lab.address, disks, patience=20.0, leftovers=leftovers(source.found), **more)  # type: ignore[arg-type]

    def copied(self) -> bytes:
        config = self.lab.place.vm("WIN1").config
        assert config is not None
        return Path(config.disks[0].source).read_bytes()


@pytest.fixture
def own_sshd(tmp_path: Path) -> Iterator[PrivateSshd]:
    server = PrivateSshd(path=f"{tmp_path}/programs:{os.environ['PATH']}")
    yield server
    server.remove()


def furnish(folder: Path, programs: Path, reader: Path, two: bool = False, sets: bool = False) -> None:
    """The machine's disk, what it says of itself, and its programs. ``two``: there is a D: too; ``sets``: it has diskshadow."""
    folder.mkdir()
    programs.mkdir()
    shutil.copy(reader, folder / "reader.exe")
    (folder / "PhysicalDrive0").write_bytes(contents())
    part = {"number": 1, "size": str(VOLUME[1]), "offset": str(VOLUME[0]), "letter": "C", "boot": True, "fs": "NTFS", "used": str(20 * MIB)}
    parts = [part, {**part, "number": 2, "size": str(SECOND[1]), "offset": str(SECOND[0]), "letter": "D", "boot": False}] if two else [part]
    (folder / "volumes").write_text(json.dumps({"C:": VOLUME, "D:": SECOND}))
    disk = {"number": 0, "size": str(SIZE), "bus": "SATA", "sector": 512, "table": "MBR", "system": True, "parts": parts}
    told = {"version": 1, "admin": True, "host": "WIN1", "caption": "Microsoft Windows Server 2019", "release": "10.0.17763", "arch": "AMD64",
            "memory": str(512 * MIB), "cpus": 1, "firmware": "1", "disks": [disk], "nics": [], "sets": sets}  # fmt: skip
    (folder / "inventory").write_text(json.dumps(told))
    values = {"python": shutil.which("python3"), "folder": folder, "begin": VOLUME[0], "length": VOLUME[1], "shadow": SHADOW}
    for name, text in (("powershell.exe", POWERSHELL % values), ("uname", "#!/bin/sh\nexit 127\n")):
        (programs / name).write_text(text)
        (programs / name).chmod(0o700 | stat.S_IXUSR)


@pytest.fixture
def windows(lab: Lab, tmp_path: Path, reader: Path) -> Windows:
    furnish(tmp_path / "machine", tmp_path / "programs", reader)
    return Windows(lab, tmp_path / "machine")


async def test_from_shadow_copies(windows: Windows) -> None:
    """As the volume was when the copy was made; the rest as it is; the shadow copy is removed."""
    before = windows.disk
    await windows.lab.place.runner.start(await windows.operation())
    assert windows.copied() == before and windows.disk != before
    assert windows.log() == ["shadow C:", "read ", "delete {1-1}"] and not list(windows.folder.glob("GLOBAL*"))


async def test_a_second_pass(windows: Windows) -> None:
    """Commands run there; what the second shadow copy has is what the VM gets."""
    await windows.lab.place.runner.start(await windows.operation(second_pass=("Stop-Service MSSQLSERVER",)))
    log = windows.log()
    assert windows.copied() == windows.disk and "run Stop-Service MSSQLSERVER" in log
    assert [line for line in log if line.split()[0] != "run"] == [
        "shadow C:", "read ", "delete {1-1}", "shadow C:", "read sums", "read ", "delete {1-1}"]  # fmt: skip


async def test_no_shadow_copy(windows: Windows) -> None:
    """One sentence; without holding still it is copied as it is."""
    (windows.folder / "refuse").touch()
    empty = await windows.lab.left()
    with pytest.raises(ConsoleError) as failed:
        await windows.lab.place.runner.start(await windows.operation())
    assert "C:" in failed.value.text.english()
    await asyncio.sleep(0.3)
    assert await windows.lab.left() == empty
    await windows.lab.place.runner.start(dataclasses.replace(await windows.operation(), hold=False))
    assert windows.copied() == windows.disk


async def test_windows_drops_the_shadow_copy(windows: Windows) -> None:
    """Its space ran out: nothing of the disk as it is now is taken instead; one sentence, nothing left."""
    (windows.folder / "dropped").touch()
    empty = await windows.lab.left()
    with pytest.raises(ConsoleError) as failed:
        await windows.lab.place.runner.start(await windows.operation())
    assert failed.value.cause is Cause.NO_SPACE and "removed its shadow copy" in failed.value.text.english()
    await asyncio.sleep(0.3)
    assert await windows.lab.left() == empty and windows.log()[-1] == "delete {1-1}"


@pytest.mark.parametrize("able", [True, False])
async def test_two_volumes_of_one_moment(windows: Windows, tmp_path: Path, reader: Path, able: bool) -> None:
    """Where there is diskshadow; where it fails, one after another, and that is said."""
    shutil.rmtree(tmp_path / "machine")
    shutil.rmtree(tmp_path / "programs")
    furnish(tmp_path / "machine", tmp_path / "programs", reader, two=True, sets=True)
    before = windows.disk
    if not able:
        (windows.folder / "noset").touch()
    operation = await windows.operation()
    codes = [finding.code for finding in in_use(operation.source.found, operation.source.found.disks)]
    slow = in_use(dataclasses.replace(operation.source.found, tools=frozenset()), operation.source.found.disks)
    assert codes == ["held"] and [finding.code for finding in slow] == ["held", "moments"]
    await windows.lab.place.runner.start(operation)
    one_by_one = [] if able else ["shadow C:", "shadow D:"]
    assert windows.log() == ["set C: D:", *one_by_one, "read ", "delete {1-1} {1-2}"] and windows.copied() == before
    config = windows.lab.place.vm("WIN1").config
    assert config is not None and ("differ by up to" in config.description) is not able
    assert await windows.lab.place.journal_rows() == []


async def test_a_shadow_copy_that_stays(windows: Windows) -> None:
    """It can't be removed: said, listed at once, and removed before the next copy begins; another way is the list of leftovers."""
    place, stuck = windows.lab.place, windows.folder / "stuck"
    object.__setattr__(place.world, "machines", windows.lab.machines)
    stuck.touch()
    await place.runner.start(await windows.operation())
    config = place.vm("WIN1").config
    assert config is not None and "{1-1}" in config.description and "offered" in config.description
    (left,) = await place.database.journal.leftovers()
    assert (left.kind, left.name, left.proof) == ("p2v-snapshot", "C:", "{1-1}") and why_not_clean(left, place.inventory) is None
    with pytest.raises(ConsoleError):
        await place.runner.start(CleanUp(left))
    operation = await windows.operation()
    assert operation.leftovers == ("{1-1}",)
    (finding,) = (each for each in in_use(operation.source.found, operation.source.found.disks) if each.code == "leftovers")
    assert "{1-1}" in finding.text.english()
    stuck.unlink()
    await place.runner.start(CleanUp(left))
    assert not list(windows.folder.glob("GLOBAL*")) and await place.journal_rows() == []
    await operation.source.machine.close()


async def test_what_was_removed_by_hand_is_forgotten(windows: Windows) -> None:
    """And one that was announced, but never confirmed, is shown and not touched."""
    journal, address = windows.lab.place.database.journal, windows.lab.address
    for name in ("{9-9}", "C:", "E:"):
        entry = await journal.announce("op", "Copy", "p2v-snapshot", "", f"{address}|{name}", name)
        if name == "{9-9}":
            await journal.confirm(entry, f"{address}|{name}", name)
        await journal.abandon(entry)
    (windows.folder / "GLOBALROOTDeviceHarddiskVolumeShadowCopy1").write_bytes(b"x")
    operation = await windows.operation()
    assert operation.leftovers == () and operation.source.found.doubtful == ("C:",)
    assert "doubtful" in [finding.code for finding in in_use(operation.source.found, operation.source.found.disks)]
    (left,) = await journal.leftovers()
    assert left.name == "C:" and why_not_clean(left, windows.lab.place.inventory) is not None
    await operation.source.machine.close()
