"""Deltas in, one Changes a delta out; only the owner's thread may write."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.model.ids import HostId, Kind, Ref, host_ref
from console.model.inventory import Changes, Delta, Drop, Inventory, Patch, Put
from console.model.objects import Host, HostRecord, HostState, PowerState, Vm

A, B = HostId("a"), HostId("b")


def host(host_id: HostId) -> Host:
    return Host(HostRecord(host_id, str(host_id), "test:///default"))


def vm(host_id: HostId, key: str, **fields: object) -> Vm:
    return Vm(host_id, key, f"vm-{key}", **fields)  # type: ignore[arg-type]


def filled() -> tuple[Inventory, list[Changes]]:
    inventory = Inventory()
    heard: list[Changes] = []
    inventory.subscribe(heard.append)
    inventory.apply(Delta((Put(host(A)), Put(host(B)), Put(vm(A, "1")), Put(vm(A, "2")), Put(vm(B, "1")))))
    return inventory, heard


def test_one_announcement_a_delta() -> None:
    inventory, heard = filled()
    assert len(heard) == 1
    assert len(heard[0].added) == 5
    assert [v.uuid for v in inventory.vms(A)] == ["1", "2"]
    assert len(inventory.vms()) == 3


def test_put_names_the_fields_that_differ_and_equal_ones_are_silent() -> None:
    inventory, heard = filled()
    inventory.apply(Delta((Put(vm(A, "1")),)))
    assert len(heard) == 1
    inventory.apply(Delta((Put(vm(A, "1", state=PowerState.RUNNING)),)))
    assert heard[-1].changed == {vm(A, "1").ref: frozenset({"state"})}


def test_patch_of_something_gone_is_ignored() -> None:
    inventory, heard = filled()
    inventory.apply(Delta((Patch(Ref(Kind.VM, A, "nobody"), {"name": "x"}),)))
    assert len(heard) == 1
    inventory.apply(Delta((Patch(host_ref(A), {"state": HostState.READY}),)))
    found = inventory.host(A)
    assert found is not None
    assert found.state is HostState.READY


def test_dropping_a_host_drops_what_is_on_it() -> None:
    inventory, heard = filled()
    inventory.apply(Delta((Drop(host_ref(A)),)))
    assert {ref.host for ref in inventory.objects()} == {B}
    assert len(heard[-1].removed) == 3


def test_removed_and_put_again_in_one_delta_is_a_change() -> None:
    inventory, heard = filled()
    ref = vm(A, "1").ref
    inventory.apply(Delta((Drop(ref), Put(vm(A, "1", state=PowerState.RUNNING)))))
    assert ref in heard[-1].changed
    assert not heard[-1].removed
    assert ref in inventory
    assert ref in {v.ref for v in inventory.vms(A)}


def test_other_threads_are_refused() -> None:
    inventory, _ = filled()
    raised: list[BaseException] = []

    def intrude() -> None:
        try:
            inventory.apply(Delta((Drop(host_ref(A)),)))
        except AssertionError as error:
            raised.append(error)

    thread = threading.Thread(target=intrude)
    thread.start()
    thread.join()
    assert raised
    assert host_ref(A) in inventory


def test_unsubscribed_hears_nothing() -> None:
    inventory = Inventory()
    heard: list[Changes] = []
    stop = inventory.subscribe(heard.append)
    stop()
    stop()
    inventory.apply(Delta((Put(host(A)),)))
    assert heard == []


_STEPS = st.lists(st.tuples(st.sampled_from(["put", "patch", "drop"]), st.sampled_from("12345"), st.sampled_from(list(PowerState))), max_size=12)


@given(st.lists(_STEPS, max_size=6))
def test_changes_tell_exactly_what_happened(batches: list[list[tuple[str, str, PowerState]]]) -> None:
    """A mirror that follows only the announcements holds the same references."""
    inventory = Inventory()
    mirror: set[Ref] = set()

    def follow(changes: Changes) -> None:
        assert changes.added.isdisjoint(mirror)
        assert changes.removed <= mirror
        assert set(changes.changed) <= mirror
        mirror.update(changes.added)
        mirror.difference_update(changes.removed)

    inventory.subscribe(follow)
    for batch in batches:
        steps: list[Put | Patch | Drop] = []
        for what, key, state in batch:
            ref = Ref(Kind.VM, A, key)
            steps.append(Put(vm(A, key, state=state)) if what == "put" else Patch(ref, {"state": state}) if what == "patch" else Drop(ref))
        inventory.apply(Delta(tuple(steps)))
        assert mirror == set(inventory.objects())


def test_reading_by_kind_and_name() -> None:
    inventory, _ = filled()
    assert {v.host for v in inventory.find_vms("vm-1")} == {A, B}
    assert inventory.vm(Ref(Kind.VM, A, "2")) is not None
    assert inventory.host(HostId("c")) is None
    assert inventory.pools() == []
    with pytest.raises(TypeError):
        inventory.objects()[host_ref(A)] = host(A)  # type: ignore[index]
