"""A world with one repository, real images with contents in it, and domains over them: for tests of templates and chains."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import shutil
import subprocess
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.objects import StorageRepository
from console.model.text import N_
from console.xml.storage import build_dir_repository
from tests.fixtures.daemon import PrivateLibvirtd
from tests.operations.worlds import Place, place


@dataclass
class Yard:
    """See the module."""

    place: Place
    repository: StorageRepository
    folder: Path
    uri: str = ""  # of the daemon, for virsh

    def image(self, name: str, *, base: str = "", data: bytes = b"") -> Path:
        """A qcow2 image of 2 MiB, over ``base``, with ``data`` at its begin."""
        path = self.folder / name
        backing = ("-b", str(self.folder / base), "-F", "qcow2") if base else ()
        subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", *backing, path, *(() if base else ("2M",))], check=True, timeout=20)
        if data:
            self.write(path, data)
        return path

    def write(self, path: Path, data: bytes, at: int = 0) -> None:
        """Put bytes (of one value) into an image."""
        subprocess.run(["qemu-io", "-f", "qcow2", "-c", f"write -P {data[0]} {at} 65536", path], check=True, timeout=20, capture_output=True)

    def contents(self, path: Path | str) -> str:
        """Digest of what a guest reads from an image."""
        raw = self.folder.parent / f"{uuid.uuid4().hex}.raw"
        subprocess.run(["qemu-img", "convert", "-U", "-f", "qcow2", "-O", "raw", path, raw], check=True, timeout=20)
        digest = hashlib.sha256(raw.read_bytes()).hexdigest()
        raw.unlink()
        return digest

    async def refresh(self) -> None:
        await self.place.port.refresh_repository(self.repository.uuid)

    async def domain(
        self, name: str, *disks: str, bus: str = "virtio", metadata: str = "", extra: str = "", flags: str = "", memory: int = 32
    ) -> None:
        """A VM over images of the folder, shown in the inventory."""
        prefix = {"virtio": "vd", "sata": "sd", "ide": "hd", "scsi": "sd", "usb": "sd"}[bus]
        parts = [
            f"<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='{self.folder / disk}'/>"
            f"<target dev='{prefix}{chr(97 + number)}' bus='{bus}'/>{flags}</disk>"
            for number, disk in enumerate(disks)
        ]
        xml = f"""<domain type='qemu'><name>{name}</name><uuid>{uuid.uuid4()}</uuid>{metadata}<memory unit='MiB'>{memory}</memory>
            <os><type arch='x86_64' machine='{"q35" if bus == "sata" else "pc"}'>hvm</type></os><devices>{"".join(parts)}{extra}</devices></domain>"""
        await self.place.port.define(xml)
        await self.shows(name, lambda vm: vm.config is not None)

    def others(self) -> set[str]:
        """Repositories of other tests that are still listed: a call that concerns one of them is no step of ours."""
        return {repository.uuid for repository in self.place.inventory.repositories()} - {self.repository.uuid}

    async def shows(self, name: str, reached: Any) -> None:
        """Wait until the inventory shows it so."""
        for _ in range(1500):
            if any(vm.name == name and reached(vm) for vm in self.place.inventory.vms()):
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"{name} does not show as it should")

    async def xml(self, name: str) -> str:
        """Its persistent configuration."""
        return await self.place.port.domain_xml(self.place.vm(name).uuid, inactive=True, secure=True)


@contextlib.asynccontextmanager
async def template_yard(libvirtd: PrivateLibvirtd, tmp_path: Path) -> AsyncIterator[Yard]:
    """Everything in it is gone afterwards."""
    folder = libvirtd.images / f"yard-{uuid.uuid4().hex[:8]}"
    async with place(libvirtd.uri, tmp_path) as found:
        repository = await found.port.define_repository(build_dir_repository(folder.name, str(folder)))
        assert await found.active(repository)
        yield Yard(found, found.repository(folder.name), folder)
        for vm in found.inventory.vms():
            with contextlib.suppress(ConsoleError):
                await found.port.destroy(vm.uuid)
            with contextlib.suppress(ConsoleError):
                await found.port.undefine(vm.uuid)
        for words in (["pool-destroy", folder.name], ["pool-undefine", folder.name]):
            subprocess.run(["virsh", "-q", "-c", libvirtd.uri, *words], check=True, timeout=20, capture_output=True)
        shutil.rmtree(folder)


class Faulty:
    """Implements HostsPort: lets the ``at``-th call of a host's port fail, or be cancelled before or after it is done."""

    def __init__(self, real: Any, at: int, fault: str) -> None:
        self._real = real
        self.at, self.fault = at, fault
        self.calls: list[str] = []
        self.cancel: Any = lambda: None
        self.others: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def port(self, host: HostId) -> Any:
        return _FaultyPort(self, self._real.port(host))


class _FaultyPort:
    def __init__(self, faulty: Faulty, real: Any) -> None:
        self._faulty, self._real = faulty, real

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._real, name)
        if not asyncio.iscoroutinefunction(real):
            return real

        async def call(*args: Any, **kwargs: Any) -> Any:
            faulty = self._faulty
            if any(isinstance(each, str) and each in faulty.others for each in args):
                return await real(*args, **kwargs)
            faulty.calls.append(name)
            if len(faulty.calls) != faulty.at:
                return await real(*args, **kwargs)
            if faulty.fault == "fails":
                raise ConsoleError(N_("Injected."), cause=Cause.INTERNAL)
            if faulty.fault == "cancelled":
                faulty.cancel()
                return await real(*args, **kwargs)
            result = await real(*args, **kwargs)
            faulty.cancel()
            return result

        return call
