"""The whole way in the window over three real hosts: a pool by the wizard, a folder proved to be shared and another refuted, and a running demo VM
that counts in its memory while it goes to another host over shared storage, to the third with its disk, and back."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import libvirt
import libvirt_qemu
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QTreeWidget

from console.model.ids import HostId, Kind, Ref
from console.model.objects import PowerState, StorageRepository, Vm
from console.model.tasks import Task, TaskState
from console.ui import words
from console.ui.wizards.migrate import MigrateWizard
from tests.app.test_chaos import QUICK
from tests.app.test_pools import add, drop, host, loaded, make_pool
from tests.fixtures.desktop import Launch, Running
from tests.fixtures.pool import PoolHost, PoolHosts
from tests.operations.test_migrate import COUNT, UUID, define, defined_on, disk_of, running_on

pytestmark = [pytest.mark.real, pytest.mark.timeout(400), pytest.mark.qt_log_ignore("This plugin does not support")]

T = TypeVar("T")


def of(running: Running, work: Callable[[], T]) -> T:
    """The result of what is no part of the program: libvirt is not called on the window's thread."""
    found: list[T] = []
    running.aside(lambda: found.append(work()))
    assert found, "see the error above"
    return found[0]


def agent(host: PoolHost, command: str, **arguments: Any) -> Any:
    with host.connection() as conn:
        words = {"execute": command, **({"arguments": arguments} if arguments else {})}
        return json.loads(libvirt_qemu.qemuAgentCommand(conn.lookupByUUIDString(UUID), json.dumps(words), 15, 0))["return"]


def inside(host: PoolHost, path: str) -> str:
    handle = agent(host, "guest-file-open", path=path, mode="r")
    answer = agent(host, "guest-file-read", handle=handle, count=200)
    agent(host, "guest-file-close", handle=handle)
    return base64.b64decode(answer["buf-b64"]).decode().strip()


def begin_to_count(host: PoolHost) -> str:
    """As soon as its agent is there; the boot's id, which a restart would change."""
    end = time.monotonic() + 120
    while True:
        try:
            agent(host, "guest-exec", path="/bin/sh", arg=["-c", COUNT])
            return inside(host, "/proc/sys/kernel/random/boot_id")
        except libvirt.libvirtError:
            assert time.monotonic() < end
            time.sleep(1)


def counts(host: PoolHost, boot: str, before: int) -> int:
    assert inside(host, "/proc/sys/kernel/random/boot_id") == boot, "it was restarted"
    first = int(inside(host, "/run/count") or 0)
    assert first >= before
    time.sleep(1.5)
    second = int(inside(host, "/run/count") or 0)
    assert second > first, "it does not count any more"
    return second


def ended(running: Running, verb: str, number: int) -> Task:
    """The ``number``th task of this verb, when it has ended."""
    runner = running.desktop.parts.runner
    running.until(lambda: len([t for t in runner.tasks() if t.verb == verb and t.state.ended]) >= number, 120)
    return sorted((t for t in runner.tasks() if t.verb == verb), key=lambda task: task.created)[number - 1]


def prove(running: Running, repository: str) -> None:
    """Of the first host that has it, with all that the dialog proposes."""
    found: list[StorageRepository] = [r for r in running.desktop.parts.inventory.repositories(HostId("h1")) if r.name == repository]
    running.window.select([found[0].ref])
    running.until(lambda: running.window.selection().one == found[0], 10)
    running.do("sr-prove")
    running.press("proveShared.prove")


def vm_on(running: Running, number: int) -> Vm | None:
    return running.desktop.parts.inventory.vm(Ref(Kind.VM, HostId(f"h{number}"), UUID))


def arrives(running: Running, source: int, to: int) -> None:
    """Until it runs there; on its way it has its badge."""
    seen = set()

    def there() -> bool:
        if (vm := vm_on(running, source)) is not None:
            seen.add((words.badge(vm), vm.migrating))
        now = vm_on(running, to)
        return now is not None and now.state is PowerState.RUNNING and vm_on(running, source) is None

    running.until(there, 120)
    assert ("migrating", True) in seen


def test_from_the_pool_to_the_way_back(launch: Launch, pool_hosts: PoolHosts, demo_appliance: Path) -> None:
    first, second, third = pool_hosts
    define(first, disk_of(first, "shared", demo_appliance), demo_appliance)
    with first.connection() as conn:
        conn.lookupByUUIDString(UUID).create()
    with launch([], timing=QUICK, embedded=False) as running:
        for each in pool_hosts:
            add(running, each)
        loaded(running, *(each.name for each in pool_hosts))
        pool = make_pool(running, "Tokyo", *(each.name for each in pool_hosts))
        running.until(lambda: running.window.selection().one == pool)  # selected when it is made
        prove(running, "shared")
        assert ended(running, "sr-prove", 1).state is TaskState.DONE
        prove(running, "local")
        refuted = ended(running, "sr-prove", 2)
        assert refuted.state is TaskState.FAILED
        assert str(refuted.error) == "local is not shared: what pool-h1 writes into it does not show on pool-h2, pool-h3."
        boot = of(running, lambda: begin_to_count(first))

        # by the wizard, over the shared folder: only the memory goes
        running.until(lambda: (vm := vm_on(running, 1)) is not None and vm.config is not None)
        running.window.select([Ref(Kind.VM, HostId("h1"), UUID)])
        running.do("vm-migrate")
        wizard = running.child("migrate", MigrateWizard)
        hosts = running.child("migrate.hosts", QTreeWidget)
        rows = {item.text(0): item.text(1) for n in range(hosts.topLevelItemCount()) if (item := hosts.topLevelItem(n)) is not None}
        assert rows[second.name] == "Reaches the disks: only the memory goes over." and rows[third.name] == "With storage: disks are copied there."
        hosts.setCurrentItem(hosts.findItems(second.name, Qt.MatchFlag.MatchExactly, 0)[0])
        running.press("migrate.next")
        running.until(lambda: wizard.current == "finish")
        running.press("migrate.xml.fold.toggle")
        running.until(lambda: str(pool_hosts.shared / "mover.qcow2") in running.child("migrate.xml.text", QPlainTextEdit).toPlainText())
        running.shot("migrate-finish", wizard)
        running.press("migrate.create")
        arrives(running, 1, 2)
        count = of(running, lambda: counts(second, boot, 1))
        assert of(running, lambda: (running_on(pool_hosts), defined_on(pool_hosts))) == ([2], [2])
        assert second.seen("shared", "mover.qcow2").exists()

        # by drag and drop, to the host that does not reach its disk: that is copied
        ended(running, "vm-migrate", 1)
        drop(running, Ref(Kind.VM, HostId("h2"), UUID), host(running, third.name).ref)
        assert running.child("migrate", MigrateWizard).current == "finish"
        running.press("migrate.create")
        arrives(running, 2, 3)
        count = of(running, lambda: counts(third, boot, count))
        ended(running, "vm-migrate", 2)
        assert third.seen("local", "mover.qcow2").exists() and not second.seen("shared", "mover.qcow2").exists()

        # and back where it came from, with its disk
        drop(running, Ref(Kind.VM, HostId("h3"), UUID), host(running, first.name).ref)
        running.press("migrate.create")
        arrives(running, 3, 1)
        of(running, lambda: counts(first, boot, count))
        task = ended(running, "vm-migrate", 3)
        assert task.state is TaskState.DONE, task.error
        assert of(running, lambda: (running_on(pool_hosts), defined_on(pool_hosts))) == ([1], [1])
        assert first.seen("local", "mover.qcow2").exists() and not third.seen("local", "mover.qcow2").exists()
