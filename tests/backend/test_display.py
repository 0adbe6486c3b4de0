"""Where a viewer finds the screen, by the way the host is reached."""

from __future__ import annotations

import asyncio
import dataclasses

import pytest

from console.backend.display import Forwarding, Lent, find_endpoint, find_way, give_back, why_no_descriptor
from console.backend.listing import DomainRow
from console.backend.picture import Picture
from console.backend.session import kind_of, transport_of
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.objects import Host, HostRecord, PowerState
from console.model.ports import DisplayWay
from console.model.text import N_

WHAT = N_("The screen could not be reached")


class Way:
    """A transport that forwards to port + 1."""

    uri = "private"

    async def forward(self, host: str, port: int) -> tuple[str, int]:
        return f"via-{host}", port + 1

    async def close(self) -> None:
        raise AssertionError("not ours to close")


def _host(uri: str, *, local: bool = False) -> Host:
    return Host(HostRecord(HostId("h"), "h", uri, local=local), kind=kind_of(uri), transport=transport_of(uri))


def _xml(graphics: str) -> str:
    return f"<domain type='qemu'><name>x</name><os><type>hvm</type></os><devices>{graphics}</devices></domain>"


def _vnc(listen: str = "127.0.0.1", port: int = 5901, kind: str = "vnc") -> str:
    return _xml(f"<graphics type='{kind}' port='{port}' listen='{listen}'><listen type='address' address='{listen}'/></graphics>")


@pytest.mark.parametrize(
    ("uri", "listen", "expected"),
    [
        ("qemu:///system", "127.0.0.1", ("vnc", "127.0.0.1", 5901)),
        ("qemu:///system", "0.0.0.0", ("vnc", "127.0.0.1", 5901)),
        ("qemu+unix:///session?socket=/x", "::", ("vnc", "::1", 5901)),
        ("qemu+ssh://root@far/system", "127.0.0.1", ("vnc", "via-127.0.0.1", 5902)),
        ("qemu+ssh://root@far/system", "0.0.0.0", ("vnc", "via-127.0.0.1", 5902)),
        ("qemu+tls://far/system", "0.0.0.0", ("vnc", "far", 5901)),
        ("qemu+tcp://far/system", "10.0.0.5", ("vnc", "10.0.0.5", 5901)),
        ("qemu+tcp://127.0.0.1/system", "127.0.0.1", ("vnc", "127.0.0.1", 5901)),
    ],
)
async def test_endpoints(uri: str, listen: str, expected: tuple[str, str, int]) -> None:
    assert await find_endpoint(_vnc(listen), _host(uri), Way(), WHAT) == expected


async def test_a_local_socket_and_spice() -> None:
    socket = _xml("<graphics type='vnc' socket='/run/vnc.sock'><listen type='socket' socket='/run/vnc.sock'/></graphics>")
    assert await find_endpoint(socket, _host("qemu:///session"), None, WHAT) == ("vnc", "/run/vnc.sock", 0)
    assert await find_endpoint(_vnc(kind="spice"), _host("qemu:///system"), None, WHAT) == ("spice", "127.0.0.1", 5901)


@pytest.mark.parametrize(
    ("uri", "xml", "cause"),
    [
        ("qemu+tls://far/system", _vnc("127.0.0.1"), Cause.UNREACHABLE),
        ("qemu+ssh://far/system", _vnc(port=-1), Cause.UNREACHABLE),
        ("qemu:///system", _xml(""), Cause.UNSUPPORTED),
        ("qemu:///system", _xml("<graphics type='sdl'/>"), Cause.UNSUPPORTED),
    ],
)
async def test_no_way_is_said_with_the_way_out(uri: str, xml: str, cause: Cause) -> None:
    with pytest.raises(ConsoleError) as refused:
        await find_endpoint(xml, _host(uri), Way(), WHAT)
    assert refused.value.cause is cause
    assert str(refused.value).startswith("The screen could not be reached: ")


# --------------------------------------------------------------------------- our own viewer


@pytest.mark.parametrize(
    ("uri", "local", "expected"),
    [
        ("qemu:///system", True, None),
        ("qemu+unix:///session?socket=/x", True, None),
        ("qemu+unix:///session?socket=/x", False, "another computer"),  # it may be a forwarded one
        ("qemu+ssh://localhost/system", True, "over the network"),
        ("qemu+ssh://far/system", False, "another computer"),
        ("qemu+tcp://127.0.0.1/system", True, "over the network"),
    ],
)
def test_descriptors_are_for_local_records_only(uri: str, local: bool, expected: str | None) -> None:
    reason = why_no_descriptor(_host(uri, local=local), Way())
    assert (reason is None) if expected is None else (reason is not None and expected in str(reason))


def test_no_descriptor_over_an_ssh_master_whatever_the_record_says() -> None:
    class OverSsh(Way):
        master = object()

    assert why_no_descriptor(_host("qemu:///system", local=True), OverSsh()) is not None


async def test_the_way_of_our_own_viewer() -> None:
    two = _xml(
        "<graphics type='vnc' port='5901' listen='127.0.0.1'/><graphics type='spice' port='5902' tlsPort='5903' listen='0.0.0.0' passwd='secret'/>"
    )
    near = await find_way(two, 1, _host("qemu:///system", local=True), Way(), WHAT)
    assert near == DisplayWay("spice", 1, local=True)
    far = await find_way(two, 1, _host("qemu+ssh://far/system"), Way(), WHAT)
    assert (far.host, far.port, far.tls_port, far.password) == ("via-127.0.0.1", 5903, 0, "secret")
    assert far.forwarded == (("127.0.0.1", 5902),)
    assert "secret" not in repr(far)
    direct = await find_way(two, 1, _host("qemu+tls://far/system"), Way(), WHAT)
    assert (direct.host, direct.port, direct.tls_port) == ("far", 5902, 5903)
    with pytest.raises(ConsoleError):
        await find_way(two, 2, _host("qemu:///system", local=True), Way(), WHAT)


async def test_the_forward_is_given_back() -> None:
    given: list[tuple[str, int]] = []

    class Releasing(Way):
        async def release(self, host: str, port: int) -> None:
            given.append((host, port))

    way = await find_way(_vnc(), 0, _host("qemu+ssh://far/system"), Releasing(), WHAT)
    await give_back(way, Releasing())
    assert given == [("127.0.0.1", 5901)]


# --------------------------------------------------------------------------- others' viewers


class Counted(Way):
    def __init__(self) -> None:
        self.open: list[tuple[str, int]] = []

    async def forward(self, host: str, port: int) -> tuple[str, int]:
        self.open.append((host, port))
        return await super().forward(host, port)

    async def release(self, host: str, port: int) -> None:
        self.open.remove((host, port))


async def test_a_forward_lasts_until_its_vm_is_off() -> None:
    """Nobody tells when another program's viewer ends."""
    host, transport = _host("qemu+ssh://root@far/system"), Counted()
    picture = Picture(host, lambda delta: None)
    rows = {uuid: DomainRow(uuid, uuid, PowerState.RUNNING, "booted", True) for uuid in ("a", "b")}
    picture.rows(rows.values())
    lent = Lent(picture)

    async def look_at(uuid: str, port: int) -> None:
        way = Forwarding(transport)
        assert await find_endpoint(_vnc(port=port), host, way, WHAT) == ("vnc", "via-127.0.0.1", port + 1)
        lent.keep(uuid, way)
        await asyncio.sleep(0.01)

    for _ in range(3):  # opened again and again: one forward
        await look_at("a", 5901)
    await look_at("b", 5902)
    assert transport.open == [("127.0.0.1", 5901), ("127.0.0.1", 5902)]
    picture.rows([dataclasses.replace(rows["a"], state=PowerState.PAUSED)])
    await asyncio.sleep(0.01)
    assert len(transport.open) == 2
    picture.rows([dataclasses.replace(rows["a"], state=PowerState.HALTED, active=False)])
    await asyncio.sleep(0.01)
    assert transport.open == [("127.0.0.1", 5902)]
    picture.rows([], gone=["b"])
    await asyncio.sleep(0.01)
    assert transport.open == []
    lent.keep("a", Forwarding(transport))  # a way without a forward holds nothing
    picture.rows([rows["a"]])
