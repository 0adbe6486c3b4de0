"""The tree: arrangement, filter, row signals, and what it costs with ten thousand VMs."""

from __future__ import annotations

import dataclasses
import random
import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex

from console.model.ids import HostId, Kind, Ref, host_ref
from console.model.inventory import Delta, Drop, Inventory, Patch, Put
from console.model.objects import Host, HostRecord, HostState, Pool, PoolRecord, PowerState, Vm
from console.ui.adapters.filtering import card, parse
from console.ui.adapters.grouping import Options, build
from console.ui.adapters.tree import TreeModel
from console.ui.tree_pane import TreePane
from tests.ui.world import ALPHA, make_world, vm


def names(model: TreeModel, parent: QModelIndex | None = None, depth: int = 0) -> list[str]:
    """The tree as indented lines."""
    found = []
    above = parent or QModelIndex()
    for row in range(model.rowCount(above)):
        index = model.index(row, 0, above)
        found.append("  " * depth + str(model.data(index)))
        found += names(model, index, depth + 1)
    return found


@pytest.fixture
def world(tmp_path: Path, qapp: Any) -> Any:
    return make_world(tmp_path)


def test_infrastructure(world: Any) -> None:
    model = TreeModel(world.inventory)
    lines = names(model)
    assert [line for line in lines if not line.startswith(" ")] == ["Osaka pool", "Tokyo pool", "This computer"]
    tokyo = lines[lines.index("Tokyo pool") :]
    assert tokyo[1] == "  host-alpha"
    assert lines.index("    web-02") < lines.index("    web-10"), "natural order"
    assert lines.count("  nfs-images") == 1, "a shared repository is drawn once, under the pool"
    assert "    nfs-images" not in lines
    assert "  Templates" in lines
    assert "    golden-debian" in lines
    assert lines.index("    web-12") < lines.index("    ISO library"), "repositories come after the VMs"


def test_model_tester(world: Any, qtmodeltester: Any) -> None:
    model = TreeModel(world.inventory)
    qtmodeltester.check(model)
    model.set_options(Options(view="tag"))
    qtmodeltester.check(model)
    model.set_filter("web")
    qtmodeltester.check(model)


@pytest.mark.parametrize("view", ["infrastructure", "folder", "tag", "state", "os"])
def test_changes_are_told_as_rows(world: Any, qtmodeltester: Any, view: str) -> None:
    """Random changes: the model that was told of them equals one that is made afresh, and the row signals were right all the way."""
    inventory = world.inventory
    model = TreeModel(inventory)
    model.set_options(Options(view=view))
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    qtmodeltester.check(model)
    rng = random.Random(4)
    for step in range(60):
        everything = inventory.vms()
        some = rng.choice(everything)
        match step % 6:
            case 0:
                change: Any = Put(vm(rng.choice([ALPHA, HostId("local")]), f"new-{step}"))
            case 1:
                change = Drop(some.ref)
            case 2:
                change = Patch(some.ref, {"name": f"{rng.choice('abcxyz')}-{step}"})
            case 3:
                change = Patch(some.ref, {"state": rng.choice(list(PowerState))})
            case 4:
                meta = dataclasses.replace(some.config.metadata, tags=("db", f"t{step % 3}"), folder=f"F{step % 4}/x")
                change = Patch(some.ref, {"config": dataclasses.replace(some.config, metadata=meta)})
            case _:
                meta = dataclasses.replace(some.config.metadata, template=not some.is_template)
                change = Patch(some.ref, {"config": dataclasses.replace(some.config, metadata=meta)})
        inventory.apply(Delta((change,)))
        model.flush()
    fresh = TreeModel(inventory)
    fresh.set_options(Options(view=view))
    assert names(model) == names(fresh)
    assert not resets


def test_a_host_moves_between_pools_and_goes(world: Any) -> None:
    inventory = world.inventory
    model = TreeModel(inventory)
    alpha = inventory.host(ALPHA)
    inventory.apply(Delta((Patch(alpha.ref, {"record": dataclasses.replace(alpha.record, pool="osaka")}),)))
    model.flush()
    lines = names(model)
    assert lines.index("  host-alpha") < lines.index("Tokyo pool")
    inventory.apply(Delta((Drop(alpha.ref),)))
    model.flush()
    assert not any("web-" in line for line in names(model))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("web-01", {"web-01"}),
        ("WEB 1", {"web-01", "web-10", "web-11", "web-12"}),
        ("state:suspended", {"suspended-01"}),
        ("os:windows", {"win-11"}),
        ("tag:経理", {"経理サーバー-東京"}),
        ("ip:192.0.2.77", {"legacy-sata", "経理サーバー-東京"}),
        ("host:xen", {"dns-01", "dns-02"}),
        ("state:halted db", {"db-02"}),
        ('"win-11', {"win-11"}),
    ],
)
def test_filter(world: Any, text: str, expected: set[str]) -> None:
    model = TreeModel(world.inventory)
    model.set_filter(text)
    found = {world.inventory.get(ref).name for ref in model.refs() if ref.kind is Kind.VM}
    if text == "WEB 1":
        # UUIDs are searched too; every VM must have both words somewhere.
        assert all(card(v, world.inventory).matches(parse(text)) for v in world.inventory.vms() if v.name in found)
        assert expected <= found
    elif text.startswith('"'):
        assert found == set() or found == expected
    else:
        assert found == expected
    assert all("pool" in line or line.startswith(" ") or line == "This computer" for line in names(model)), "ancestors stay"


def test_filter_follows_changes(world: Any) -> None:
    model = TreeModel(world.inventory)
    model.set_filter("state:paused")
    counts: list[int] = []
    model.counted.connect(counts.append)
    assert model.matches == 1
    web = world.inventory.find_vms("web-01")[0]
    world.inventory.apply(Delta((Patch(web.ref, {"state": PowerState.PAUSED}),)))
    model.flush()
    assert counts == [2]


def test_look_says_what_matters(world: Any) -> None:
    model = TreeModel(world.inventory)

    def look(name: str) -> Any:
        return model.look(model.index_of(next(o.ref for o in world.inventory.objects().values() if o.name == name)))

    assert look("host-alpha").dim == "2 need tools"
    assert look("host-beta").badge == "stale"
    assert look("mail-01").badge == "stale"
    assert look("legacy-sata").mark == "tools"
    assert look("installing-01").badge == "importing"
    assert look("web-01").badge == "running"
    world.inventory.apply(Delta((Patch(world.inventory.find_vms("web-01")[0].ref, {"migrating": True}),)))
    model.flush()
    assert (look("web-01").badge, look("web-01").dim, look("web-01").state) == ("migrating", "migrating", "Running (migrating)")
    assert look("db-02").faded
    assert "192.0.2.18" in str(model.data(model.index_of(world.inventory.find_vms("web-01")[0].ref), 3))


def test_needy_count_goes_with_the_vm(world: Any) -> None:
    model = TreeModel(world.inventory)
    world.inventory.apply(Delta((Drop(world.inventory.find_vms("win-11")[0].ref),)))
    model.flush()
    look = model.look(model.index_of(host_ref(ALPHA)))
    assert look is not None
    assert look.dim == "1 needs tools"


def big(count: int = 10_000) -> Inventory:
    """Many VMs on twenty hosts in two pools."""
    inventory = Inventory()
    puts: list[Put] = [Put(Pool(PoolRecord(f"p{n}", f"Pool {n}"))) for n in range(2)]
    for n in range(20):
        puts.append(Put(Host(HostRecord(HostId(f"h{n}"), f"host-{n}", f"qemu+ssh://h{n}/system", pool=f"p{n % 2}"), state=HostState.READY)))
    for n in range(count):
        puts.append(Put(Vm(HostId(f"h{n % 20}"), f"uuid-{n}", f"{('web', 'db', 'mail', 'win')[n % 4]}-{n:05}", PowerState.RUNNING)))
    inventory.apply(Delta(tuple(puts)))
    return inventory


def test_ten_thousand(qapp: Any) -> None:
    """Filter under 50 ms; a burst of changes is one range a host; a new VM is one inserted row."""
    inventory = big()
    model = TreeModel(inventory)
    model.set_filter("warm the cards")
    costs = []
    for text in ("w", "we", "web", "web-0001", "state:running db"):
        before = time.perf_counter()
        model.set_filter(text)
        costs.append(time.perf_counter() - before)
    model.set_filter("")
    assert sorted(costs)[len(costs) // 2] < 0.25, f"{[round(c * 1000) for c in costs]} ms"  # the 50 ms figure is tests/bench's
    ranges: list[Any] = []
    model.dataChanged.connect(lambda a, b, roles=None: ranges.append((a.row(), b.row())))
    inventory.apply(Delta(tuple(Patch(v.ref, {"state": PowerState.PAUSED}) for v in inventory.vms()[:5000])))
    assert len(ranges) <= 20
    inserted: list[int] = []
    model.rowsInserted.connect(lambda parent, first, last: inserted.append(last - first + 1))
    inventory.apply(Delta((Put(Vm(HostId("h3"), "uuid-new", "aaa-new", PowerState.HALTED)),)))
    model.flush()
    assert inserted == [1]


def test_only_what_changed_is_said_to_have_changed(world: Any) -> None:
    """A change far above and one far below the screen do not repaint it; of very many the range is told."""
    inventory = Inventory()
    host = Host(HostRecord(HostId("h"), "h", "test:///"), state=HostState.READY)
    vms = [vm(host.id, f"vm-{number:04}", PowerState.RUNNING) for number in range(400)]
    inventory.apply(Delta((Put(host), *(Put(each) for each in vms))))
    model = TreeModel(inventory)
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, roles: told.append((first.row(), last.row())))

    def change(rows: list[int], state: PowerState) -> list[tuple[int, int]]:
        told.clear()
        inventory.apply(Delta(tuple(Patch(vms[row].ref, {"state": state}) for row in rows)))
        return [each for each in told if each[0] in rows]

    assert change([3, 4, 6, 390], PowerState.PAUSED) == [(3, 6), (390, 390)]
    assert change(list(range(0, 400, 9)), PowerState.HALTED) == [(0, 396)]


def test_what_is_kept_of_a_host_is_never_old(world: Any) -> None:
    """Hosts on which nothing moved are not arranged again; whatever changes while another view is shown is seen in the next."""
    inventory = world.inventory
    model = TreeModel(inventory)
    alpha = inventory.host(ALPHA)
    some = inventory.vms(ALPHA)[0]
    shared = next(r for r in inventory.repositories(ALPHA) if r.shared)
    steps: list[Any] = [
        lambda: inventory.apply(Delta((Patch(some.ref, {"name": "zz-last"}),))),
        lambda: inventory.apply(Delta((Put(vm(ALPHA, "aa-new")),))),
        lambda: inventory.apply(Delta((Patch(alpha.ref, {"record": dataclasses.replace(alpha.record, pool="")}),))),
        lambda: model.set_options(dataclasses.replace(model.options, storage=False)),
        lambda: model.set_options(dataclasses.replace(model.options, storage=True, networks=False)),
        lambda: inventory.apply(Delta((Patch(shared.ref, {"active": not shared.active, "name": "aaa"}),))),
        lambda: inventory.apply(Delta((Patch(alpha.ref, {"record": dataclasses.replace(alpha.record, pool="osaka", name="a-host")}),))),
        lambda: inventory.apply(Delta((Drop(some.ref),))),
    ]
    for view in ("infrastructure", "state"):
        for step in steps:
            model.set_options(dataclasses.replace(model.options, view=view))
            step()
            model.set_options(dataclasses.replace(model.options, view="infrastructure"))
            model.flush()
            fresh = TreeModel(inventory)
            fresh.set_options(model.options)
            assert names(model) == names(fresh)
            fresh.shutdown()


def test_a_renamed_vm_stays_selected_and_no_row_moves(world: Any) -> None:
    """When rows move, Qt's view lays out all that are unfolded anew."""
    pane = TreePane(world.inventory, world.settings)
    model = pane.model
    moved: list[object] = []
    model.rowsMoved.connect(lambda *_: moved.append(_))
    model.layoutChanged.connect(lambda *_: moved.append(_))
    vms = world.inventory.vms(ALPHA)
    first = vms[0].ref
    pane.expand_all(True)
    pane.select([first])
    told: list[object] = []
    pane.selected.connect(told.append)
    for name in ("zz-last", "a-first"):
        world.inventory.apply(Delta((Patch(first, {"name": name}),)))
        model.flush()
        assert pane.refs() == [first]
        assert [model.ref(index) for index in pane.view.selectionModel().selectedIndexes()] == [first]
        assert model.ref(pane.view.currentIndex()) == first
        assert model.data(model.index_of(first)) == name
        assert names(model) == names(TreeModel(world.inventory))
    assert not told
    assert not moved
    pane.shutdown()


def test_build_is_pure(world: Any) -> None:
    one = build(world.inventory, Options())
    assert one == build(world.inventory, Options())
    assert isinstance(one[0].key.ref, Ref)
