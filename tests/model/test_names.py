"""How long names may be, by the paths that libvirt makes of them. The same limits on a real libvirt: tests/operations/test_names.py."""

from __future__ import annotations

import pytest

from console.model.names import SocketPaths, agent_socket, longest, short_bytes, too_long

UUID = "11111111-2222-3333-4444-555555555555"
TARO = SocketPaths(
    "/home/taro/.config/libvirt/qemu/lib/domain-", "/home/taro/.config/libvirt/qemu/channel/target/domain-", "/run/user/1000/libvirt/qemu"
)
SYSTEM = SocketPaths("/var/lib/libvirt/qemu/domain-", "/var/lib/libvirt/qemu/channel/target/domain-")
RECENT = SocketPaths("/var/lib/libvirt/qemu/domain-", "/run/libvirt/qemu/channel/")


def test_only_the_first_20_characters_count() -> None:
    assert short_bytes("a" * 300) == 20
    assert short_bytes("仮" * 300) == 60
    assert short_bytes("web-01 (東京)") == len("web-01 (東京)".encode())


@pytest.mark.parametrize(
    ("sockets", "agent", "characters"),
    [(TARO, True, 15), (TARO, False, 15), (SYSTEM, True, 12), (SYSTEM, False, 20), (RECENT, True, 18), (None, True, 20)],
)
def test_longest_japanese_name(sockets: SocketPaths | None, agent: bool, characters: int) -> None:
    assert not too_long("仮" * characters, sockets, agent=agent)
    assert too_long("仮" * (characters + 1), sockets, agent=agent) == (sockets is not None and characters < 20)
    room = longest(sockets, agent=agent)
    assert room is None or room >= 3 * characters


def test_latin_names_are_never_refused() -> None:
    for sockets in (TARO, SYSTEM, RECENT, None):
        assert not too_long("web-server-of-the-accounting-department", sockets)
        assert agent_socket("web-server-of-the-accounting-department", UUID, sockets) == ""


def test_the_agent_gets_a_path_of_its_own_only_where_it_needs_one() -> None:
    assert agent_socket("仮" * 8, UUID, TARO) == ""
    assert agent_socket("仮" * 10, UUID, TARO) == f"/run/user/1000/libvirt/qemu/{UUID}.agent"
    assert agent_socket("仮" * 10, UUID, SYSTEM) == "", "the system's daemon has confined guests: no paths of ours"
    unknown = SocketPaths("", "", "/tmp/run/libvirt/qemu")
    assert agent_socket("仮" * 6, UUID, unknown) == ""
    assert agent_socket("仮" * 7, UUID, unknown) == f"/tmp/run/libvirt/qemu/{UUID}.agent"
    assert agent_socket("仮" * 10, UUID, SocketPaths("", "", "/x" * 50)) == "", "that path would be too long itself"


def test_a_daemon_without_a_locale_cuts_bytes() -> None:
    """libvirt's client starts per-user daemons with LC_ALL=C: 20 bytes of a name are taken, and half a letter is none."""
    plain = SocketPaths("/home/taro/.config/libvirt/qemu/lib/domain-", "", "/run/user/1000/libvirt/qemu", cuts_bytes=True)
    assert [too_long("仮" * n, plain) for n in (1, 6, 7, 20)] == [False, False, True, True]
    assert not too_long("ab" + "仮" * 30, plain), "the 20th byte ends a letter"
    assert short_bytes("仮" * 30, plain) == 20
    assert not too_long("web-server-of-the-accounting-department", plain)
