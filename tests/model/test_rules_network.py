"""Which networks can be made, and what can be done with those that are there."""

from __future__ import annotations

import dataclasses

import pytest

from console.model.ids import HostId
from console.model.inventory import Delta, Inventory, Put
from console.model.objects import Host, HostKind, HostRecord, HostState, Network, Nic, PowerState, Vm, VmConfig
from console.model.rules_network import NetworkKind, NetworkSpec, NetworkVerb, network_users, problems, suggest_ipv4, why_not_kind, why_not_network

H = HostId("h")
HOST = Host(HostRecord(H, "alpha", "qemu:///system"), HostKind.QEMU, HostState.READY, loaded=True)
DEFAULT = Network(H, "n1", "default", True, True, True, "nat", "virbr0", ("192.168.122.1/24", "fd00::1/64"), True)
GOOD = NetworkSpec("lab", NetworkKind.NAT, "192.168.50.1/24", "192.168.50.2", "192.168.50.254")


def wrong(**changes: object) -> list[tuple[str, str]]:
    spec = dataclasses.replace(GOOD, **changes)  # type: ignore[arg-type]
    return [(problem.field, problem.text.english()) for problem in problems(spec, HOST, [DEFAULT])]


def test_a_good_network() -> None:
    assert wrong() == []
    assert wrong(dhcp_start="", dhcp_end="") == []
    assert wrong(kind=NetworkKind.ISOLATED, ipv4="", dhcp_start="", dhcp_end="") == []
    assert wrong(kind=NetworkKind.BRIDGE, ipv4="", dhcp_start="", dhcp_end="", bridge="br0") == []
    assert wrong(ipv6="fd00:5::1/64") == []


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"name": " "}, "name", "Give the network a name."),
        ({"name": "a/b"}, "name", "can't contain"),
        ({"name": "default"}, "name", "alpha already has a network with this name."),
        ({"ipv4": "192.168.50.1"}, "ipv4", "with its prefix"),
        ({"ipv4": "nonsense/24"}, "ipv4", "with its prefix"),
        ({"ipv4": "192.168.50.0/24"}, "ipv4", "can't be the host's address"),
        ({"ipv4": "192.168.50.255/24"}, "ipv4", "can't be the host's address"),
        ({"ipv4": "192.168.50.1/32"}, "ipv4", "can't be the host's address"),
        (
            {"ipv4": "192.168.0.1/16", "dhcp_start": "", "dhcp_end": ""},
            "ipv4",
            "192.168.0.0/16 overlaps with 192.168.122.0/24 of the network default.",
        ),
        ({"ipv6": "fd00::5/64"}, "ipv6", "overlaps with fd00::/64"),
        ({"ipv6": "192.168.60.1/24"}, "ipv6", "is not an IPv6 address"),
        ({"dhcp_end": ""}, "dhcp", "a first and a last"),
        ({"dhcp_start": "192.168.51.2"}, "dhcp", "must be inside 192.168.50.0/24"),
        ({"dhcp_end": "192.168.50.255"}, "dhcp", "must be inside"),
        ({"dhcp_start": "192.168.50.20", "dhcp_end": "192.168.50.10"}, "dhcp", "before the first"),
        ({"dhcp_start": "192.168.50.1"}, "dhcp", "the host's own address 192.168.50.1"),
        ({"ipv4": "", "kind": NetworkKind.ISOLATED}, "dhcp", "needs an IPv4 address"),
        ({"ipv4": "", "dhcp_start": "", "dhcp_end": ""}, "ipv4", "The host needs an address"),
        ({"kind": NetworkKind.BRIDGE, "bridge": ""}, "bridge", "Name the bridge"),
        ({"kind": NetworkKind.BRIDGE, "bridge": "a bridge with a long name"}, "bridge", "Name the bridge"),
        ({"device": "eth 0"}, "device", "is not the name of a network device"),
    ],
)
def test_each_problem_is_at_its_field(changes: dict[str, object], field: str, words: str) -> None:
    found = wrong(**changes)
    assert [name for name, _ in found] == [field] and words in found[0][1]


def test_a_free_subnet_is_suggested() -> None:
    assert suggest_ipv4([DEFAULT]) == ("192.168.123.1/24", "192.168.123.2", "192.168.123.254")
    everything = dataclasses.replace(DEFAULT, addresses=("192.168.0.1/16",))
    assert suggest_ipv4([everything]) == ("", "", "")
    spec = NetworkSpec("x", NetworkKind.NAT, *suggest_ipv4([DEFAULT]))
    assert not problems(spec, HOST, [DEFAULT])


def test_a_session_host_makes_no_network_and_says_why() -> None:
    session = dataclasses.replace(HOST, session=True)
    for kind, words in ((NetworkKind.NAT, "NAT"), (NetworkKind.BRIDGE, "bridge"), (NetworkKind.ISOLATED, "network devices")):
        reason = why_not_kind(kind, session)
        assert reason is not None and words in reason.text.english() and "qemu:///system" in reason.text.english()
    inventory = Inventory()
    assert why_not_network(NetworkVerb.CREATE, session, inventory) is not None
    assert why_not_network(NetworkVerb.CREATE, HOST, inventory) is None
    assert why_not_network(NetworkVerb.CREATE, dataclasses.replace(HOST, state=HostState.LOST), inventory) is not None
    assert why_not_network(NetworkVerb.CREATE, None, inventory) is not None


def test_a_network_in_use_is_kept() -> None:
    inventory = Inventory()
    nic = Nic("52:54:00:00:00:01", "virtio", "network", "default")
    running = Vm(H, "v1", "web", PowerState.RUNNING, config=VmConfig(nics=(nic,)))
    off = Vm(H, "v2", "db", PowerState.HALTED, config=VmConfig(nics=(nic,)))
    idle = dataclasses.replace(DEFAULT, uuid="n2", name="idle", active=False)
    inventory.apply(Delta((Put(HOST), Put(DEFAULT), Put(idle), Put(running), Put(off))))
    assert [vm.name for vm in network_users(DEFAULT, inventory)] == ["web", "db"]

    def why(verb: NetworkVerb, network: Network = DEFAULT) -> str:
        reason = why_not_network(verb, network, inventory)
        return "" if reason is None else reason.text.english()

    assert why(NetworkVerb.STOP) == "default is used by running VMs: web."
    assert why(NetworkVerb.DELETE) == "default is used by: web, db."
    assert why(NetworkVerb.START) == "default is active already."
    assert why(NetworkVerb.STOP, idle) == "idle is not active."
    assert why(NetworkVerb.START, idle) == why(NetworkVerb.DELETE, idle) == why(NetworkVerb.AUTOSTART, idle) == ""
    inventory.apply(Delta((Put(dataclasses.replace(running, config=None)),)))
    assert "Not all VMs" in why(NetworkVerb.DELETE, idle)
    pending = dataclasses.replace(off, config=VmConfig(), pending=VmConfig(nics=(nic,)))
    inventory.apply(Delta((Put(pending), Put(dataclasses.replace(running, config=VmConfig())))))
    assert why(NetworkVerb.DELETE) == "default is used by: db.", "at its next start"
