"""Network cards of a VM, on a real libvirtd (off and running); networks by name in libvirt's test driver."""

from __future__ import annotations

import contextlib
from pathlib import Path

import libvirt
import pytest

from console.model.errors import ConsoleError
from console.model.objects import Nic
from console.operations.nics import USER, ChangeNic, NicVerb, places, why_not_nic
from console.operations.subject import wait_until
from tests.fixtures.daemon import PrivateLibvirtd
from tests.operations.worlds import Place, place

MAC = "52:54:00:77:00:01"


def nics(found: Place, name: str) -> tuple[Nic, ...]:
    config = found.vm(name).config
    assert config is not None
    return config.nics


async def change(found: Place, name: str, what: NicVerb, mac: str = "", where: str = "") -> str:
    return await found.runner.start(ChangeNic(found.of(name), what, mac, where))


@pytest.mark.real
@pytest.mark.parametrize("running", [False, True], ids=["off", "running"])
async def test_cards_of_a_real_vm(libvirtd: PrivateLibvirtd, tmp_path: Path, running: bool) -> None:
    conn = libvirt.open(libvirtd.uri)
    name = f"nics-{running}"
    domain = conn.defineXML(
        f"<domain type='qemu'><name>{name}</name><memory unit='MiB'>32</memory>"
        "<os><type arch='x86_64' machine='pc'>hvm</type></os><features><acpi/></features>"
        f"<devices><interface type='user'><mac address='{MAC}'/><model type='e1000'/></interface></devices></domain>"
    )
    try:
        if running:
            domain.create()
        async with place(libvirtd.uri, tmp_path) as found:
            assert await wait_until(found.inventory, lambda: found.vm(name).config is not None, 10)
            await change(found, name, NicVerb.UNPLUG, MAC)
            assert not nics(found, name)[0].link_up
            await change(found, name, NicVerb.PLUG, MAC)
            assert nics(found, name)[0].link_up
            added = await change(found, name, NicVerb.ADD, where=USER)
            assert [nic.mac for nic in nics(found, name)] == [MAC, added] and added.startswith("52:54:00:")
            stored = domain.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE)
            assert added in stored and stored.count("<link state='up'/>") == 1
            if not running:  # a guest without an operating system does not let a card go
                await change(found, name, NicVerb.REMOVE, added)
                assert [nic.mac for nic in nics(found, name)] == [MAC]
            with pytest.raises(ConsoleError, match="no active network nowhere"):
                await change(found, name, NicVerb.ADD, where="nowhere")
            with pytest.raises(ConsoleError, match="plugged in already"):
                await change(found, name, NicVerb.PLUG, MAC)
    finally:
        with contextlib.suppress(libvirt.libvirtError):
            domain.destroy()
        domain.undefine()
        conn.close()


async def test_places_and_reasons(tmp_path: Path) -> None:
    async with place("test:///default", tmp_path) as found:
        vm = found.vm("test")
        assert [key for key, _ in places(vm, found.inventory)] == ["default"]
        assert why_not_nic(NicVerb.ADD, vm, None, found.inventory) is None
        reason = why_not_nic(NicVerb.REMOVE, vm, None, found.inventory)
        assert reason is not None and reason.text.english() == "Select a network card."
        odd = why_not_nic(NicVerb.MOVE, vm, Nic(MAC, "virtio", "direct", "eth0"), found.inventory)
        assert odd is not None and "type direct" in odd.text.english()
