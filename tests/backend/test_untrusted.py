"""What guests and hosts say is untrusted: whatever it is, it gives less information and never an error."""

from __future__ import annotations

import base64
import ipaddress
import json
import math
import time
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from console.backend import agent_replies, xenstore
from console.model.ids import HostId
from console.model.objects import PowerState, Vm
from console.model.tools import GuestTools, report

# What JSON can say, with the members that the agent's replies have, and the lengths that a hostile one would choose.
KEYS = [
    *("version", "supported_commands", "name", "enabled", "id", "pretty-name", "kernel-release", "host-name", "zone", "offset", "prefix", "type"),
    *("hardware-address", "ip-addresses", "ip-address", "ip-address-type", "mountpoint", "total-bytes", "used-bytes", "vendor-id", "device-id"),
    *("driver-date", "driver-name", "driver-version", "buf-b64"),
]
TEXTS = st.text(max_size=40) | st.sampled_from(["10.0.0.1", "fe80::1%eth0", "x" * 5000, "\x1b[2J"])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS


def _containers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner, max_size=6) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner, max_size=8)


JSON: st.SearchStrategy[Any] = st.recursive(SCALARS, _containers, max_leaves=30)


def clean(text: object) -> bool:
    return isinstance(text, str) and len(text) <= 256 and (text.isprintable() or not text)


@settings(max_examples=400, deadline=None)
@given(JSON)
def test_agent_replies(reply: Any) -> None:
    version, commands = agent_replies.info(reply)
    assert clean(version) and all(clean(name) for name in commands)
    system = agent_replies.os_info(reply)
    assert all(clean(getattr(system, name)) for name in system.__dataclass_fields__)
    agent_replies.family(system)
    assert len(agent_replies.os_name(system)) <= 600
    assert clean(agent_replies.host_name(reply)) and clean(agent_replies.time_zone(reply))
    macs, addresses = agent_replies.interfaces(reply, frozenset())
    assert all(clean(mac) for mac in macs)
    for address in addresses:
        assert str(ipaddress.ip_address(address.ip)) == address.ip, "people copy it, and ssh commands are made with it"
        assert address.prefix is None or 0 <= address.prefix <= 128
    for system_ in agent_replies.filesystems(reply):
        assert clean(system_.mountpoint) and all(number is None or 0 <= number < 1 << 63 for number in (system_.total_bytes, system_.used_bytes))
    found = agent_replies.drivers(reply)
    assert all(clean(driver.version) and len(driver.device_id) in (0, 9) for driver in found)
    agent_replies.package_version(found)
    seconds = agent_replies.uptime(reply)
    assert seconds is None or (math.isfinite(seconds) and seconds >= 0)
    tools = GuestTools(os=system, drivers=found, filesystems=agent_replies.filesystems(reply), agent_version=version)
    report(Vm(HostId("h"), "u", "n", state=PowerState.RUNNING, tools=tools, addresses=addresses), time.time())


def said(**values: object) -> dict[str, Any]:
    return json.loads(json.dumps(values))  # type: ignore[no-any-return]


def test_a_guest_that_means_harm() -> None:
    texts = ("-oProxyCommand=reboot", "$(reboot)", "10.0.0.1; reboot", "10.0.0.1\nreboot", "", "%", "2001:DB8::0:1%$(x)", "127.3.4.5", "::1")
    evil = [{"name": "eth0", "ip-addresses": [said(**{"ip-address": text, "prefix": 10**30})]} for text in texts]
    _, addresses = agent_replies.interfaces(evil, frozenset())
    assert [(address.ip, address.prefix) for address in addresses] == [("2001:db8::1", None)]
    for text in ("nan", "inf", "-5", "1e300", "", "x"):
        assert agent_replies.uptime({"buf-b64": base64.b64encode(text.encode()).decode()}) is None
    assert agent_replies.uptime({"buf-b64": base64.b64encode(b"12.5 30.0").decode()}) == 12.5
    (driver,) = agent_replies.drivers([{"id": {"vendor-id": 10**40, "device-id": -1}, "driver-date": 10**40, "driver-version": "9" * 9999}])
    assert (driver.device_id, driver.date, len(driver.version)) == ("", "", 256)
    assert agent_replies.package_version((driver,)) == ""
    deep: Any = "x"
    for _ in range(3000):
        deep = [deep]
    assert agent_replies.interfaces(deep, frozenset()) == (frozenset(), ())


PATHS = st.sampled_from(
    ["vm", "attr/PVAddons/MajorVersion", "attr/PVAddons/BuildVersion", "attr/vif/0/ipv4/0", "attr/vif/0/ipv6/9", "device/vif/0/state", "data/os_name"]
)
LINES = st.builds(lambda number, path, value: f'/local/domain/{number}/{path} = "{value}"', st.integers(0, 3), PATHS, st.text(max_size=300))


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES | st.text(max_size=80), max_size=20).map("\n".join))
def test_xenstore(listing: str) -> None:
    for uuid, guest in xenstore.parse(listing).items():
        assert uuid and guest.evidence is not None
        assert len(guest.tools_version) <= 128 and len(guest.os_name) <= 128
        assert guest.tools_version.isprintable() and guest.os_name.isprintable()
        for address in guest.addresses:
            assert str(ipaddress.ip_address(address.ip)) == address.ip
