"""Which VMs the console wall shows, and whose picture comes next."""

from __future__ import annotations

import dataclasses

import pytest

from console.model.ids import HostId
from console.model.inventory import Delta, Inventory, Put
from console.model.objects import Host, HostKind, HostRecord, HostState, Pool, PoolRecord, PowerState, Vm, VmConfig, VmMetadata
from console.model.thumbnails import AT_ONCE, Pace, due, pause_after, walled, why_no_picture

A, B = HostId("a"), HostId("b")


def host(identity: HostId = A, kind: HostKind = HostKind.QEMU, state: HostState = HostState.READY) -> Host:
    return Host(HostRecord(identity, identity, "qemu:///system", pool="p"), kind=kind, state=state)


def vm(name: str, at: HostId = A, state: PowerState = PowerState.RUNNING, **config: object) -> Vm:
    return Vm(at, name, name, state, config=VmConfig(**{"video": ("virtio",), **config}))  # type: ignore[arg-type]


def test_who_is_on_the_wall() -> None:
    inventory = Inventory()
    template = vm("t", metadata=VmMetadata(template=True))
    pool = Pool(PoolRecord("p", "P"))
    everyone = [
        vm("r"),
        vm("o", B),
        vm("h", state=PowerState.HALTED),
        vm("s", state=PowerState.SUSPENDED),
        vm("p", state=PowerState.PAUSED),
        template,
    ]
    inventory.apply(Delta(tuple(Put(each) for each in (pool, host(), host(B), *everyone))))
    assert {each.name for each in walled([host()], inventory)} == {"r", "p"}
    assert {each.name for each in walled([pool], inventory)} == {"r", "o", "p"}
    assert [each.name for each in walled([everyone[0], everyone[2], host()], inventory)] == ["r", "p"], "each once"


@pytest.mark.parametrize(
    ("subject", "at", "words"),
    [
        (vm("x"), host(), None),
        (vm("x"), None, "not connected"),
        (vm("x"), host(state=HostState.STALE), "not connected"),
        (vm("x"), host(kind=HostKind.XEN), "Xen"),
        (vm("x", os_type="exe"), host(), "containers"),
        (vm("x", video=()), host(), "no screen"),
        (vm("x", video=("none",)), host(), "no screen"),
        (vm("x", video=()), host(kind=HostKind.TEST), None),
        (vm("x", state=PowerState.SLEEPING), host(), "sleeps"),
        (dataclasses.replace(vm("x"), config=None), host(), "Reading"),
    ],
)
def test_why_there_is_no_picture(subject: Vm, at: Host | None, words: str | None) -> None:
    reason = why_no_picture(subject, at)
    assert reason is None if words is None else reason is not None and words in str(reason)


def test_longest_waiting_first_and_never_too_many_of_a_host() -> None:
    vms = [vm(f"v{n}") for n in range(4)] + [vm("other", B)]
    paces = {each.ref: Pace(asked=float(10 - n)) for n, each in enumerate(vms)}
    assert [each.name for each in due(vms, paces, {}, 100.0)] == ["other", "v3", "v2"], "two of host a, one of b"
    assert AT_ONCE == 2
    paces[vms[0].ref].busy = True
    assert [each.name for each in due(vms, paces, {}, 100.0)] == ["other", "v3"]
    paces[vms[1].ref].busy = True
    assert [each.name for each in due(vms, paces, {}, 100.0)] == ["other"], "a hung picture keeps its place"
    assert due(vms[:4], paces, {}, 100.0) == []
    assert due([vms[4]], paces, {B: 101.0}, 100.0) == [], "the host's line rests"
    paces[vms[4].ref].again = 100.5
    assert due([vms[4]], paces, {}, 100.0) == [] and due([vms[4]], paces, {}, 100.6) == [vms[4]]
    assert due([vm("new", B)], paces, {}, 0.0) != [], "never asked before: at once"


def test_a_slow_line_is_left_free() -> None:
    assert pause_after(0.1, local=True) == (2.0, 0.0)
    assert pause_after(0.1, local=False)[0] == 6.0
    of_vm, of_host = pause_after(3.0, local=False)
    assert of_vm == 12.0 and of_host == 9.0, "three quarters of the time nothing is sent"
