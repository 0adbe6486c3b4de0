"""A Windows that copies itself: the listener, the protocol and the operation, with a client in Python that speaks what copy.ps1 speaks.

PowerShell is not in Debian: of the script, the part in C# (TLS, pinned certificate, frames, packing) is compiled and run with Mono; the rest is only
checked for its form.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import os
import re
import shutil
import socket
import ssl
import struct
import subprocess
import threading
import time
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import libvirt
import pytest

from console.backend.programs import LocalPrograms
from console.backend.tls_listener import AT_ONCE, TlsListeners
from console.formats import p2v_wire as wire
from console.guests.physical_windows import SHADOWS
from console.model.errors import Cause, ConsoleError
from console.model.spec import NicSpec
from console.model.templates import BuiltinTemplate
from console.operations.disk_copy import PATIENCE_SECONDS
from console.operations.p2v.receiver import ReceivedDisks, Reception, Script, ScriptOrder, receive, report
from console.operations.p2v.target import NewNic, default_disks, specification
from console.operations.subject import wait_until
from tests.fixtures.daemon import PrivateLibvirtd
from tests.operations.worlds import HOST, Place, place

SCRIPTS = Path(__file__).resolve().parents[2] / "resources" / "p2v"
SIZE = 24 * (1 << 20) + 512
TEMPLATES = [BuiltinTemplate(id="win2k19", name="w", family="windows", osinfo_id="", memory_bytes=256 << 20, vcpus=1, disk_bytes=1 << 30)]


def inventory(*sizes: int, **more: object) -> dict[str, Any]:
    """What inventory.ps1 tells."""
    disks = [
        {"number": n, "size": str(size), "model": "M", "serial": f"S{n}", "bus": "SATA", "sector": 512, "table": "MBR", "system": n == 0, "parts": []}
        for n, size in enumerate(sizes)
    ]
    told = {"version": 1, "admin": True, "host": "WINBOX", "caption": "Microsoft Windows Server 2019", "release": "10.0.17763", "arch": "AMD64"}
    nics = [{"name": "Ethernet", "mac": "52-54-00-AA-BB-02", "up": True, "addresses": ["192.0.2.5/24"], "dhcp": False}]
    return {**told, "memory": str(256 << 20), "cpus": 1, "serial": "1", "firmware": "1", "disks": disks, "nics": nics, **more}


class Machine:
    """Speaks as copy.ps1 does."""

    def __init__(self, script: Path, *contents: bytes, **more: object) -> None:
        text = script.read_text()
        self.token, self.pin, self.port, self.what = (
            re.search(pattern, text)[1]  # type: ignore[index]
            for pattern in (r"\$token = '(\w+)'", r"\$pin = '(\w+)'", r"\$port = (\d+)", r"\$what = '(\w+)'")
        )
        self.contents, self.told = contents, inventory(*map(len, contents), **more)
        self.heard: list[str] = []
        self.report = ""
        self.froms: list[int] = []
        self.held: set[tuple[int, ...]] = set()
        self.moment: dict[str, Any] = {"loose": [], "apart": 0}

    def connect(self) -> ssl.SSLSocket:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        stream = context.wrap_socket(socket.create_connection(("127.0.0.1", int(self.port)), 10))
        stream.settimeout(60)
        certificate = stream.getpeercert(True)
        assert certificate is not None and hashlib.sha256(certificate).hexdigest().upper() == self.pin
        return stream

    @staticmethod
    def take(stream: ssl.SSLSocket, length: int) -> bytes:
        found = b""
        while len(found) < length:
            chunk = stream.recv(length - len(found))
            if not chunk:
                raise ConnectionError
            found += chunk
        return found

    def hear(self, stream: ssl.SSLSocket) -> tuple[str, str]:
        head = self.take(stream, 5)
        kind, payload = chr(head[0]), self.take(stream, int.from_bytes(head[1:], "big")).decode()
        self.heard.append(kind)
        return kind, payload

    def run(self, *, drop_after: int | None = None, damage: bool = False, give_up: str = "") -> str:
        """One connection; how it ended: "Z", "X" or "dropped"."""
        with self.connect() as stream:
            stream.sendall(wire.message("H", protocol=1, token=self.token, what=self.what))
            assert self.hear(stream)[0] == "O"
            stream.sendall(wire.frame("I", json.dumps(self.told).encode()))
            sent = 0
            while True:
                kind, payload = self.hear(stream)
                if kind == "R":
                    self.report = payload
                elif kind in "ZX":
                    return kind
                elif kind == "D":
                    order = json.loads(payload)
                    data = self.contents[order["disk"]]
                    self.froms.append(order["from"])
                    assert order["size"] == len(data)
                    for offset in range(order["from"], len(data), order["extent"]):
                        if drop_after is not None and sent == drop_after:
                            return "dropped"
                        if give_up:
                            stream.sendall(wire.frame("X", give_up.encode()))
                            break
                        part = data[offset : offset + order["extent"]]
                        packing = wire.ZEROS if not part.strip(b"\0") else wire.DEFLATE if sent % 2 else wire.PLAIN
                        message = wire.pack(offset, part, packing)
                        stream.sendall(message[:-1] + b"\xff" if damage else message)
                        sent += 1
                    else:
                        self.held.add(tuple(order["disks"]))
                        stream.sendall(wire.message("V", disk=order["disk"], **self.moment))


@dataclass
class Lab:
    place: Place
    repository: str
    folder: Path
    tmp: Path

    async def begin(self, *, check: bool = False, patience: float = PATIENCE_SECONDS) -> tuple[asyncio.Task[str], Script]:
        """(what waits for the machine and makes the VM, or the report; the script)."""
        reception = await receive(self.place.world, ScriptOrder(("127.0.0.1",), str(self.tmp), SCRIPTS, check=check))
        return asyncio.create_task(self._through(reception, check, patience)), reception.script

    async def _through(self, reception: Reception, check: bool, patience: float) -> str:
        try:
            machine = await reception.machine()
            if check:
                result = report(machine)
            else:
                disks = default_disks(machine, self.repository, "qcow2")
                nics = [NewNic(NicSpec("user", ""), nic.mac) for nic in machine.nics]
                host = self.place.inventory.host(HOST)
                assert host is not None
                spec = specification(machine, host, TEMPLATES[0], name="WINBOX", uuid=str(uuid.uuid4()), disks=disks, nics=nics, paravirtual=False)
                result = await self.place.runner.start(ReceivedDisks(spec, machine, reception, disks, patience=patience))
        except BaseException as failure:
            await reception.close(failure)
            raise
        await reception.close()
        return result

    async def left(self) -> tuple[object, ...]:
        return (
            [vm.name for vm in self.place.inventory.vms()],
            sorted(path.name for path in self.folder.iterdir()),
            sorted(path.name for path in self.tmp.glob("*.ps1")),
            list(await self.place.journal_rows()),
            sorted(t.name for t in threading.enumerate() if t.name.startswith("tls-")),
        )

    async def nothing_left(self, before: tuple[object, ...]) -> bool:
        end = asyncio.get_running_loop().time() + 15
        while asyncio.get_running_loop().time() < end:
            if await self.left() == before:
                return True
            await asyncio.sleep(0.1)
        return False


@pytest.fixture
async def lab(libvirtd: PrivateLibvirtd, tmp_path: Path) -> AsyncIterator[Lab]:
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl")
    folder = libvirtd.images / f"script-{uuid.uuid4()}"
    folder.mkdir()
    programs = LocalPrograms()
    async with place(libvirtd.uri, tmp_path) as made:
        object.__setattr__(made.world, "listeners", TlsListeners(programs))
        repository = await made.port.define_repository(
            f"<pool type='dir'><name>{folder.name}</name><target><path>{folder}</path></target></pool>", autostart=False
        )
        assert await made.active(repository)
        yield Lab(made, repository, folder, tmp_path)
        for vm in made.inventory.vms():
            with contextlib.suppress(ConsoleError):
                await made.port.undefine(vm.uuid)
    programs.shutdown()
    with contextlib.closing(libvirt.open(libvirtd.uri)) as conn:
        pool = conn.storagePoolLookupByUUIDString(repository)
        pool.destroy()
        pool.undefine()


def contents(size: int = SIZE) -> bytes:
    """Data, a hole, data that packs well, and a last odd sector."""
    data = bytearray(size)
    data[: 5 << 20] = os.urandom(5 << 20)
    data[17 << 20 : 20 << 20] = b"virtdeck" * (3 << 17)
    data[-512:] = os.urandom(512)
    return bytes(data)


async def test_a_machine_copies_itself_over_a_link_that_breaks(lab: Lab) -> None:
    """Two disks, equal; the second connection goes on where the host has confirmed the first one; the script is gone, the port closed."""
    before = await lab.left()
    running, script = await lab.begin()
    assert Path(script.path).stat().st_mode & 0o777 == 0o600
    machine = Machine(Path(script.path), contents(), contents(6 << 20))
    machine.moment = {"loose": ["E:"], "apart": 3}
    assert await asyncio.to_thread(lambda: machine.run(drop_after=3)) == "dropped"
    assert await asyncio.to_thread(machine.run) == "Z"
    identity = await running
    assert machine.held == {(0, 1)}, "the shadow copies of both disks are made at first"
    assert machine.froms[0] == 0 and 0 < machine.froms[1] <= 3 * wire.EXTENT and machine.froms[2:] == [0]
    assert "WINBOX" in machine.report and "This machine can be copied." in machine.report
    vm = lab.place.vm("WINBOX")
    assert vm.uuid == identity and vm.config is not None and not vm.importing
    assert "no shadow copy of E:" in vm.config.description and "up to 3 s" in vm.config.description
    assert [disk.bus for disk in vm.config.disks if disk.device == "disk"] == ["sata", "sata"]
    assert vm.config.nics[0].mac == "52:54:00:aa:bb:02" and vm.config.metadata.p2v_source == "WINBOX"
    for disk, data in zip((d for d in vm.config.disks if d.device == "disk"), machine.contents, strict=True):
        raw = lab.tmp / "raw"
        subprocess.run(["qemu-img", "convert", "-O", "raw", disk.source, raw], check=True, timeout=60)
        assert raw.read_bytes() == data
    after = await lab.left()
    assert await lab.nothing_left((*after[:2], *before[2:]))
    with pytest.raises(OSError):
        machine.connect()


MAIN = r"""
public static class Run {
  public static int Main(string[] words) {
    VirtdeckLink link = new VirtdeckLink("127.0.0.1", int.Parse(words[0]), words[1]);
    link.Say('H', "{\"protocol\": 1, \"token\": \"" + words[2] + "\", \"what\": \"copy\"}");
    if (link.Hear()[0] != "O") { return 2; }
    link.Say('I', File.ReadAllText(words[3]));
    byte[] data = new byte[4 << 20];
    while (true) {
      string[] heard = link.Hear();
      if (heard[0] == "Z") { return 0; }
      if (heard[0] == "D") {
        using (FileStream disk = new FileStream(words[4], FileMode.Open, FileAccess.Read)) {
          for (long offset = 0; offset < disk.Length; offset += data.Length) {
            int length = (int)Math.Min((long)data.Length, disk.Length - offset);
            if (!VirtdeckDisk.Fill(disk, offset, data, 0, length)) { return 3; }
            link.Extent(offset, data, length);
          }
        }
        link.Say('V', "{}");
      }
    }
  }
}
"""


@pytest.mark.skipif(shutil.which("mcs") is None or shutil.which("mono") is None, reason="needs mono-mcs")
async def test_the_part_in_csharp(lab: Lab) -> None:
    """As Windows PowerShell compiles it (C# 5): it finds the pinned certificate, sends a disk, and refuses another certificate."""
    code = re.search(r"Add-Type -TypeDefinition @'\n(.*?)\n'@", (SCRIPTS / "copy.ps1").read_text(), re.DOTALL)
    assert code is not None
    source, program = lab.tmp / "link.cs", lab.tmp / "link.exe"
    source.write_text(code[1] + MAIN)
    await asyncio.to_thread(lambda: subprocess.run(["mcs", "-langversion:5", f"-out:{program}", source], check=True, capture_output=True, timeout=60))
    running, script = await lab.begin()
    machine, told, disk = Machine(Path(script.path), contents()), lab.tmp / "inventory", lab.tmp / "disk"
    told.write_text(json.dumps(machine.told))
    disk.write_bytes(machine.contents[0])

    def run(pin: str) -> int:
        words = ["mono", program, machine.port, pin, machine.token, told, disk]
        return subprocess.run(words, capture_output=True, timeout=60).returncode

    assert await asyncio.to_thread(run, "0" * 64) != 0 and not running.done()
    assert await asyncio.to_thread(run, machine.pin) == 0
    await running
    vm = lab.place.vm("WINBOX")
    assert vm.config is not None
    raw = lab.tmp / "raw"
    subprocess.run(["qemu-img", "convert", "-O", "raw", vm.config.disks[0].source, raw], check=True, timeout=60)
    assert raw.read_bytes() == machine.contents[0]


async def test_check_only(lab: Lab) -> None:
    """The report is printed there and returned here; nothing is copied."""
    before = await lab.left()
    running, script = await lab.begin(check=True)
    machine = Machine(Path(script.path), contents(1 << 20), fast=True, hiber=True)
    assert await asyncio.to_thread(machine.run) == "Z"
    assert await running == machine.report and "Fast Startup" in machine.report
    assert await lab.nothing_left(before)


@pytest.mark.parametrize("how", ["damage", "gives up", "cancel", "never again", "blocked"])
async def test_bad_ends(lab: Lab, how: str) -> None:
    """One sentence here, one there, and nothing left."""
    before = await lab.left()
    running, script = await lab.begin(patience=1.0)
    machine = Machine(Path(script.path), contents(), **({"admin": False} if how == "blocked" else {}))

    def talk() -> str:
        words, drop = ("disk is broken" if how == "gives up" else ""), (2 if how == "never again" else None)
        with contextlib.suppress(OSError):
            return machine.run(damage=how == "damage", give_up=words, drop_after=drop)
        return "closed"

    if how == "cancel":
        await wait_until(lab.place.inventory, lambda: False, 0.2)
        running.cancel()
    else:
        await asyncio.to_thread(talk)
    with pytest.raises((ConsoleError, asyncio.CancelledError)) as failed:
        await running
    if how != "cancel":
        assert isinstance(failed.value, ConsoleError)
        words = {"damage": "damaged", "gives up": "disk is broken", "never again": "did not come back", "blocked": "may not read the disks"}
        assert words[how] in failed.value.text.english()
    assert await lab.nothing_left(before)


async def test_strangers(lab: Lab) -> None:
    """Wrong tokens, huge lengths, garbage, and who says nothing: refused without a word, the machine's turn is not disturbed, memory stays."""
    before = await lab.left()
    running, script = await lab.begin(check=True)
    machine = Machine(Path(script.path), contents(1 << 20))

    def strange(data: bytes) -> bytes:
        with machine.connect() as stream:
            stream.settimeout(30)
            with contextlib.suppress(OSError):
                stream.sendall(data)
                return stream.recv(100)
        return b""

    good = wire.message("H", protocol=1, token=machine.token, what="check")
    wrong = wire.message("H", protocol=1, token="0" * 64, what="check")
    huge = b"H" + struct.pack(">I", 0xFFFFFFFF) + b"x" * 1000
    deep = wire.frame("H", b"[" * 1000)
    for data in (wrong, huge, deep, b"GET / HTTP/1.1\r\n\r\n", os.urandom(64), wire.message("H", token=machine.token), wire.frame("I", b"{}")):
        assert await asyncio.to_thread(strange, data) == b"", data
    bad = [{"version": 2}, {"disks": ["x"]}, inventory(1000), {**inventory(512), "disks": {"size": "9" * 30}}, [1]]
    for told in bad:
        answer = await asyncio.to_thread(strange, good + wire.frame("I", json.dumps(told).encode()))
        assert answer[:1] in (b"", b"O")
        assert not running.done()
    plain = socket.create_connection(("127.0.0.1", script.port), 5)
    plain.sendall(b"\x00" * 100)  # no TLS at all
    silent = [socket.create_connection(("127.0.0.1", script.port), 5) for _ in range(AT_ONCE + 4)]
    began = time.monotonic()
    while True:  # those who say nothing are given up after some seconds
        try:
            assert await asyncio.to_thread(machine.run) == "Z"
            break
        except (OSError, ConnectionError):
            assert time.monotonic() - began < 60
            await asyncio.sleep(0.5)
    assert "WINBOX" in await running
    for each in (plain, *silent):
        each.close()
    assert await lab.nothing_left(before)


async def test_another_machine_is_refused(lab: Lab) -> None:
    running, script = await lab.begin()
    first, second = Machine(Path(script.path), contents()), Machine(Path(script.path), contents(), host="OTHER")
    assert await asyncio.to_thread(lambda: first.run(drop_after=1)) == "dropped"
    assert await asyncio.to_thread(second.run) == "X"
    assert await asyncio.to_thread(first.run) == "Z"
    await running


def test_extents_are_believed_only_as_asked() -> None:
    (piece,) = wire.pieces(1 << 20, "x")
    data = os.urandom(1 << 20)
    for packing in (wire.PLAIN, wire.DEFLATE):
        payload = wire.pack(0, data, packing)[5:]
        assert wire.extent(payload, piece).data == data
        for broken in (payload[:20], payload[:-1], payload[:13] + bytes(32) + payload[45:], wire.pack(512, data, packing)[5:]):
            with pytest.raises(ConsoleError):
                wire.extent(broken, piece)
    bomb = wire.pack(0, bytes(64 << 20), wire.DEFLATE)[5:]
    forged = struct.pack(">QIB32s", 0, 1 << 20, wire.DEFLATE, hashlib.sha256(bytes(1 << 20)).digest()) + bomb[45:]
    with pytest.raises(ConsoleError) as failed:
        wire.extent(forged, piece)
    assert failed.value.cause in (Cause.INVALID, Cause.REFUSED)
    assert wire.extent(wire.pack(0, bytes(1 << 20), wire.ZEROS)[5:], piece).data is None


def test_the_script() -> None:
    template, asked = (SCRIPTS / "copy.ps1").read_text(), (SCRIPTS / "inventory.ps1").read_text()
    text = wire.script(template, asked, SHADOWS, addresses=["192.0.2.1", "2001:db8::1"], port=4711, token="ab" * 32, pin="cd" * 32, check=False)
    assert "$addresses = @('192.0.2.1', '2001:db8::1')" in text and "$port = 4711" in text and "Win32_OperatingSystem" in text
    assert text.count("function Shadow-Set") == 1 and text.index("function Shadow-Set") < text.index("Shadow-Set $letters")
    assert not re.search(r"@[A-Z]+@", text) and "\r\n" in text and "\n" not in text.replace("\r\n", "") and text.isascii()
    code = re.sub(r"@'\r\n.*?\r\n'@|'[^'\r\n]*'|(?m:^\s*#.*$)", "", text, flags=re.DOTALL)
    for opening, closing in ("{}", "()", "[]"):
        assert code.count(opening) == code.count(closing)
    for bad in ("a'b", "x\n", "$(x)"):
        with pytest.raises(ValueError):
            wire.script(template, asked, SHADOWS, addresses=[bad], port=1, token="a", pin="b", check=True)
