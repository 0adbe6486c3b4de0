"""Power operations through the real hub: libvirt's test driver for breadth, a fake port for guests and hosts that misbehave."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import pytest

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Kind, Ref
from console.model.inventory import Delta, Drop, Inventory, Patch, Put
from console.model.objects import Host, HostKind, HostRecord, HostState, PowerState, Vm, VmConfig, VmMetadata
from console.model.rules import Verb
from console.model.tasks import TaskState
from console.model.text import N_
from console.model.tools import AgentState, GuestTools
from console.operations.base import Operation, Runner, World
from console.operations.power import (
    POWER_VERBS,
    ForceOff,
    ForceReboot,
    Pause,
    Reboot,
    Rename,
    Resume,
    SetAutostart,
    Shutdown,
    Start,
    Suspend,
    Unpause,
    for_many,
    name_problem,
)
from console.operations.subject import target_of
from tests.operations.worlds import Answers, Place, place

# --------------------------------------------------------------------------- the test driver


@pytest.fixture
async def driver(tmp_path: Path) -> AsyncIterator[Place]:
    async with place("test:///default", tmp_path) as found:
        yield found


async def test_a_day_in_the_life_of_a_vm(driver: Place) -> None:
    """Each operation ends when the inventory shows its effect."""

    async def done(operation: Operation, state: PowerState) -> None:
        await driver.runner.start(operation)
        assert driver.vm("test").state is state, operation

    of = driver.of("test")
    await done(Pause(of), PowerState.PAUSED)
    await done(Unpause(of), PowerState.RUNNING)
    await done(Suspend(of), PowerState.SUSPENDED)
    await done(Resume(of), PowerState.RUNNING)
    await done(Suspend(of), PowerState.SUSPENDED)
    await done(Start(of), PowerState.RUNNING)
    await done(Reboot(of), PowerState.RUNNING)
    await done(ForceReboot(of), PowerState.RUNNING)
    await done(Shutdown(of), PowerState.HALTED)
    await done(Start(of), PowerState.RUNNING)
    await done(Pause(of), PowerState.PAUSED)
    await done(ForceOff(of), PowerState.HALTED)
    await driver.runner.start(Rename(of, "web"))
    assert [vm.name for vm in driver.inventory.vms()] == ["web"]
    await driver.runner.start(SetAutostart(driver.of("web"), True))
    assert [task.state for task in driver.runner.tasks()] == [TaskState.DONE] * 14


async def test_the_rules_are_asked_before_anything_is_done(driver: Place) -> None:
    of = driver.of("test")
    for operation in (Start(of), Resume(of), Unpause(of), Rename(of, "other")):
        with pytest.raises(ConsoleError) as caught:
            await driver.runner.start(operation)
        assert caught.value.cause is Cause.INVALID
        assert "test" in str(caught.value) and str(caught.value).endswith("test is running.")
    assert driver.vm("test").state is PowerState.RUNNING


async def test_for_many_leaves_out_what_went(driver: Place) -> None:
    ref = driver.vm("test").ref
    gone = Ref(Kind.VM, ref.host, "gone")
    for verb in POWER_VERBS:
        (operation,) = for_many(verb, [ref, gone], driver.inventory)
        assert operation.verb == verb.value
        assert operation.applies_to[0] == ref and len(operation.applies_to) == 2
        assert "test" in operation.title.english()
    assert for_many(Verb.VM_START, [gone], driver.inventory) == ()


@pytest.mark.parametrize("name", ["", "  ", " x", "x ", "a/b", "a\nb"])
async def test_names_that_are_none(driver: Place, name: str) -> None:
    await driver.runner.start(ForceOff(driver.of("test")))
    assert name_problem(name, driver.of("test"), driver.inventory) is not None
    with pytest.raises(ConsoleError):
        await driver.runner.start(Rename(driver.of("test"), name))
    assert driver.vm("test").name == "test"


# --------------------------------------------------------------------------- guests and hosts that misbehave

VM = Ref(Kind.VM, HostId("h"), "u")


@dataclass
class FakeHosts:
    """One host whose calls do what the test says: ``effects`` by call name, called with the inventory."""

    inventory: Inventory
    effects: dict[str, Any] = field(default_factory=dict)
    calls: list[tuple[Any, ...]] = field(default_factory=list)

    def port(self, host: HostId) -> FakeHosts:
        return self

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)

        async def call(*args: Any, **kwargs: Any) -> Any:
            self.calls.append((name, *args, *sorted(kwargs.items())))
            effect = self.effects.get(name)
            return await effect(*args, **kwargs) if effect is not None else None

        return call

    def set(self, **fields: Any) -> None:
        self.inventory.apply(Delta((Patch(VM, fields),)))

    def names(self) -> list[str]:
        return [call[0] for call in self.calls]


def fake(state: PowerState, **fields: Any) -> tuple[Runner, FakeHosts, Answers]:
    inventory = Inventory()
    host = Host(HostRecord(HostId("h"), "host-a", "qemu:///session", pool="p"), HostKind.QEMU, HostState.READY)
    vm = Vm(HostId("h"), "u", "web", state, config=VmConfig(domain_type="qemu"))
    inventory.apply(Delta((Put(host), Put(replace(vm, **fields)))))
    hosts, answers = FakeHosts(inventory), Answers()
    world = World(inventory, cast(Any, hosts), cast(Any, None), answers, cast(Any, None), cast(Any, None))
    return Runner(world), hosts, answers


async def test_a_guest_that_ignores_the_shutdown_is_not_forced_off() -> None:
    run, hosts, _ = fake(PowerState.RUNNING)
    with pytest.raises(ConsoleError) as caught:
        await run.start(Shutdown(target_of(VM, run.world.inventory), seconds=0.05))
    assert caught.value.cause is Cause.TIMEOUT and "Force off" in str(caught.value.remedy)
    assert hosts.calls == [("shutdown", "u", ("mode", "acpi"))]
    assert len(run.tasks()[0].applies_to) == 3  # the pool shows it too


async def test_the_agent_is_asked_and_where_it_refuses_the_power_button() -> None:
    run, hosts, _ = fake(PowerState.RUNNING, tools=GuestTools(agent=AgentState.RESPONDING))

    async def shutdown(uuid: str, mode: str) -> None:
        if mode == "agent":
            raise ConsoleError(N_("No answer."), cause=Cause.AGENT)
        hosts.set(state=PowerState.HALTED)

    hosts.effects["shutdown"] = shutdown
    await run.start(Shutdown(target_of(VM, run.world.inventory)))
    assert [call[2] for call in hosts.calls] == [("mode", "agent"), ("mode", "acpi")]


async def test_a_temporary_vm_is_shut_down_when_it_is_gone() -> None:
    run, hosts, _ = fake(PowerState.RUNNING, persistent=False)

    async def shutdown(uuid: str, mode: str) -> None:
        asyncio.get_running_loop().call_later(0.01, hosts.inventory.apply, Delta((Drop(VM),)))

    hosts.effects["shutdown"] = shutdown
    await run.start(Shutdown(target_of(VM, run.world.inventory), seconds=5))


async def test_a_reboot_is_done_when_a_new_boot_shows() -> None:
    run, hosts, _ = fake(PowerState.RUNNING, started_at=1.0)
    running = run.start(Reboot(target_of(VM, run.world.inventory), seconds=5))
    await asyncio.sleep(0.02)
    assert not running.done()
    hosts.set(started_at=2.0)
    await running
    with pytest.raises(ConsoleError, match="did not restart"):
        await run.start(Reboot(target_of(VM, run.world.inventory), seconds=0.02))


def damaged(hosts: FakeHosts, cause: Cause = Cause.INTERNAL) -> None:
    async def start(uuid: str, paused: bool, discard_saved: bool) -> None:
        if not discard_saved:
            raise ConsoleError(N_("The image is damaged."), cause=cause, detail="bad magic")
        hosts.set(state=PowerState.RUNNING)

    hosts.effects["start"] = start


@pytest.mark.parametrize(("discard", "confirmed", "ok", "questions"), [(None, True, True, 1), (None, False, False, 1), (False, True, False, 0)])
async def test_a_damaged_saved_state_is_thrown_away_on_request_only(discard: bool | None, confirmed: bool, ok: bool, questions: int) -> None:
    run, hosts, answers = fake(PowerState.SUSPENDED)
    answers.confirmed = confirmed
    damaged(hosts)
    running = run.start(Start(target_of(VM, run.world.inventory), discard_saved=discard))
    if ok:
        await running
        assert ("discard_saved", True) in hosts.calls[-1]
    else:
        with pytest.raises(ConsoleError, match="saved state is kept"):
            await running
        assert all(("discard_saved", True) not in call for call in hosts.calls)
    assert len(answers.asked) == questions


async def test_a_failure_that_is_not_the_images_never_asks_to_throw_it_away() -> None:
    run, hosts, answers = fake(PowerState.SUSPENDED)
    answers.confirmed = True
    damaged(hosts, Cause.NO_SPACE)
    with pytest.raises(ConsoleError) as caught:
        await run.start(Resume(target_of(VM, run.world.inventory)))
    assert caught.value.cause is Cause.NO_SPACE
    assert not answers.asked and len(hosts.calls) == 1


async def test_an_explicit_start_without_the_saved_state() -> None:
    run, hosts, answers = fake(PowerState.SUSPENDED)
    damaged(hosts)
    await run.start(Start(target_of(VM, run.world.inventory), discard_saved=True))
    assert not answers.asked and len(hosts.calls) == 1


@pytest.mark.parametrize("late", [False, True], ids=["in time", "too late"])
async def test_cancelling_a_suspend_lets_the_vm_go_on(late: bool) -> None:
    """In time, the saving is aborted; too late (it is through already), the VM is resumed."""
    run, hosts, _ = fake(PowerState.RUNNING)
    end: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    tries = 0

    async def save(uuid: str, on_progress: object) -> None:
        await end
        if not late:
            raise ConsoleError(N_("Aborted."), cause=Cause.CANCELLED)

    async def abort(uuid: str) -> None:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise ConsoleError(N_("No job is active."), cause=Cause.INVALID)  # the cancel came before the job had begun
        if not end.done():
            end.set_result(None)

    hosts.effects |= {"managed_save": save, "abort_job": abort}
    running = run.start(Suspend(target_of(VM, run.world.inventory)))
    while "managed_save" not in hosts.names():
        await asyncio.sleep(0)
    run.cancel(run.tasks()[0].id)
    with pytest.raises(asyncio.CancelledError):
        await running
    assert run.tasks()[0].state is TaskState.CANCELLED
    assert tries == 2
    assert hosts.names().count("start") == (1 if late else 0)


async def test_started_and_off_again_is_a_failure() -> None:
    run, hosts, _ = fake(PowerState.HALTED)

    async def start(uuid: str, paused: bool, discard_saved: bool) -> None:
        hosts.set(state=PowerState.CRASHED)

    hosts.effects["start"] = start
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("console.operations.power.SETTLE_SECONDS", 0.02)
        with pytest.raises(ConsoleError, match="crashed at once"):
            await run.start(Start(target_of(VM, run.world.inventory)))


async def test_an_interrupted_installation_starts_so_that_its_restart_ends_it() -> None:
    """The defined configuration boots the disk first, else the medium; the guest's restart must end the VM, for the watcher to finish."""
    run, hosts, _ = fake(PowerState.HALTED, config=VmConfig(metadata=VmMetadata(installing=True)))
    started: list[str] = []

    async def xml(uuid: str, inactive: bool, secure: bool) -> str:
        assert inactive and secure
        return "<domain><name>web</name><on_reboot>restart</on_reboot><devices/></domain>"

    async def start_with(text: str) -> None:
        started.append(text)
        hosts.set(state=PowerState.RUNNING)

    hosts.effects |= {"domain_xml": xml, "start_with": start_with}
    await run.start(Start(target_of(VM, run.world.inventory)))
    assert "<on_reboot>destroy</on_reboot>" in started[0]
    assert "start" not in hosts.names()
