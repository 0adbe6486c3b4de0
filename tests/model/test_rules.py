"""The rules: every verb in every state, what comes before the state, and how a guest is asked."""

from __future__ import annotations

import dataclasses

import pytest

from console.model.ids import HostId
from console.model.inventory import Delta, Inventory, Put
from console.model.objects import (
    Channel,
    Disk,
    Graphics,
    Host,
    HostKind,
    HostRecord,
    HostState,
    Nic,
    Pool,
    PoolRecord,
    PowerState,
    StorageRepository,
    ToolsDisc,
    Vm,
    VmConfig,
    VmMetadata,
)
from console.model.rules import DOMAIN_0, Reason, Verb, consequence, host_reason, shutdown_path, shutdown_words, why_not
from console.model.templates import BuiltinTemplate
from console.model.text import N_
from console.model.tools import AgentState, GuestFamily, GuestTools, IoCause, IoFinding, Tri

HOST = HostId("h")
STATES = [
    PowerState.RUNNING,
    PowerState.PAUSED,
    PowerState.SUSPENDED,
    PowerState.HALTED,
    PowerState.CRASHED,
    PowerState.SLEEPING,
    PowerState.STOPPING,
    PowerState.UNKNOWN,
]
# "yes" = can be done; "no" = refused without a way out; else refused, and this verb mends it.
TABLE = """
verb          running      paused        suspended  halted    crashed       sleeping      stopping      unknown
start         no           unpause       yes        yes       force-off     no            no            no
resume        no           unpause       yes        start     force-off     no            no            no
shutdown      yes          unpause       resume     no        force-off     force-off     no            no
reboot        yes          unpause       resume     no        force-off     force-off     no            no
suspend       yes          yes           no         no        force-off     no            no            no
pause         yes          no            no         no        no            no            no            no
unpause       no           yes           resume     start     force-off     no            no            no
force-off     yes          yes           no         no        yes           yes           yes           yes
force-reboot  yes          yes           resume     start     force-off     yes           force-off     no
delete        shutdown     force-off     yes        yes       force-off     force-off     force-off     no
rename        shutdown     force-off     resume     yes       force-off     force-off     force-off     no
viewer        yes          yes           resume     start     yes           yes           yes           no
autostart     yes          yes           yes        yes       yes           yes           yes           yes
tools         yes          unpause       resume     start     force-off     no            no            no
tools-eject   no           no            no         no        no            no            no            no
add-channel   yes          yes           yes        yes       yes           yes           yes           yes
switch-virtio no           no            no         no        no            no            no            no
return-devices no          no            no         no        no            no            no            no
driver-disk   no           no            no         no        no            no            no            no
clone         yes          yes           resume     yes       force-off     force-off     no            no
copy          yes          yes           resume     yes       force-off     force-off     no            no
export        yes          yes           yes        yes       force-off     force-off     no            no
flatten       no           no            no         no        no            no            no            no
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]
CASES = [(f"vm-{row[0]}", state, cell) for row in ROWS[1:] for state, cell in zip(STATES, row[1:], strict=True)]
VM_VERBS = [verb for verb in Verb if verb.value.startswith("vm-") and verb is not Verb.VM_NEW]

CONFIG = VmConfig(domain_type="qemu", graphics=(Graphics("vnc"),))


def host(state: HostState = HostState.READY, kind: HostKind = HostKind.QEMU, **fields: object) -> Host:
    return Host(HostRecord(HOST, "host-a", "qemu:///session"), kind, state, **fields)  # type: ignore[arg-type]


def vm(state: PowerState = PowerState.RUNNING, config: VmConfig | None = CONFIG, **fields: object) -> Vm:
    return Vm(HOST, "uuid", "web", state, config=config, **fields)  # type: ignore[arg-type]


def ask(verb: Verb, subject: Vm, on: Host | None = None) -> Reason | None:
    inventory = Inventory()
    inventory.apply(Delta((Put(on or host()), Put(subject))))
    return why_not(verb, subject, inventory)


def test_the_table_has_every_verb_and_state() -> None:
    assert ROWS[0][1:] == [state.value for state in STATES]
    assert set(STATES) == set(PowerState)
    assert {row[0] for row in ROWS[1:]} == {verb.value.removeprefix("vm-") for verb in VM_VERBS}


@pytest.mark.parametrize(("verb", "state", "cell"), CASES, ids=[f"{v}-{s.value}" for v, s, _ in CASES])
def test_verb_in_state(verb: str, state: PowerState, cell: str) -> None:
    reason = ask(Verb(verb), vm(state))
    if cell == "yes":
        assert reason is None
        return
    assert reason is not None
    assert "web" in reason.text.english()
    assert reason.remedy == ("" if cell == "no" else f"vm-{cell}")
    assert (reason.remedy_text is None) == (cell == "no")


def test_a_remedy_that_is_a_verb_can_be_done_in_that_state() -> None:
    for verb, state, cell in CASES:
        if cell not in ("yes", "no"):
            assert ask(Verb(f"vm-{cell}"), vm(state)) is None, f"{verb} of a {state.value} VM offers {cell}, which is refused too"


# --------------------------------------------------------------------------- what comes before the state


@pytest.mark.parametrize("state", [state for state in HostState if state is not HostState.READY])
@pytest.mark.parametrize("verb", VM_VERBS)
def test_nothing_is_done_on_a_host_that_is_not_ready(verb: Verb, state: HostState) -> None:
    for power in STATES:
        reason = ask(verb, vm(power), host(state))
        assert reason is not None and "host-a" in reason.text.english()


def test_a_host_or_vm_that_went() -> None:
    inventory = Inventory()
    assert why_not(Verb.VM_START, vm(), inventory) is not None
    inventory.apply(Delta((Put(host()),)))
    gone = why_not(Verb.VM_START, vm(PowerState.HALTED), inventory)
    assert gone is not None and "any more" in gone.text.english()


@pytest.mark.parametrize("state", STATES)
def test_a_template_is_never_used_as_a_vm(state: PowerState) -> None:
    template = vm(state, dataclasses.replace(CONFIG, metadata=VmMetadata(template=True)))
    for verb in VM_VERBS:
        reason = ask(verb, template)
        if verb in (Verb.VM_CLONE, Verb.VM_COPY, Verb.VM_DELETE, Verb.VM_RENAME, Verb.VM_EXPORT, Verb.VM_FLATTEN) or (
            verb in (Verb.VM_FORCE_OFF, Verb.VM_SHUTDOWN) and state.active
        ):
            assert reason is None or "template" not in reason.text.english()
        else:
            assert reason is not None and reason.text.english() == "A template can not be used as a normal VM."


def test_templates_are_made_and_unmade() -> None:
    assert ask(Verb.TEMPLATE_CONVERT, vm(PowerState.HALTED)) is None and ask(Verb.TEMPLATE_CONVERT, vm(PowerState.RUNNING)) is None
    paused = ask(Verb.TEMPLATE_CONVERT, vm(PowerState.PAUSED))
    assert paused is not None and paused.remedy == "vm-unpause"
    temporary = ask(Verb.TEMPLATE_CONVERT, vm(PowerState.RUNNING, persistent=False))
    assert temporary is not None and "temporary" in temporary.text.english()
    plain_vm = ask(Verb.TEMPLATE_QUICK, vm(PowerState.HALTED))
    assert plain_vm is not None and plain_vm.remedy == "template-convert"
    template = vm(PowerState.HALTED, dataclasses.replace(CONFIG, metadata=VmMetadata(template=True)))
    for verb, words in ((Verb.TEMPLATE_CONVERT, "template already"), (Verb.TEMPLATE_QUICK, "not an instant template")):
        reason = ask(verb, template)
        assert reason is not None and words in reason.text.english()
    instant = vm(PowerState.HALTED, dataclasses.replace(CONFIG, metadata=VmMetadata(template=True, instant=True)))
    assert ask(Verb.TEMPLATE_QUICK, instant) is None and ask(Verb.TEMPLATE_TO_VM, instant) is None
    assert ask(Verb.TEMPLATE_TO_VM, vm(PowerState.HALTED)) is not None


def test_a_template_that_something_else_started_can_be_stopped() -> None:
    template = vm(PowerState.RUNNING, dataclasses.replace(CONFIG, metadata=VmMetadata(template=True)))
    assert ask(Verb.VM_FORCE_OFF, template) is None
    assert ask(Verb.VM_SHUTDOWN, template) is None


@pytest.mark.parametrize("problem", [None, N_("broken")])
def test_what_may_be_a_template_is_not_started(problem: object) -> None:
    unread = vm(PowerState.HALTED, None, problem=problem)
    assert ask(Verb.VM_START, unread) is not None
    assert ask(Verb.VM_RESUME, vm(PowerState.SUSPENDED, None, problem=problem)) is not None
    assert ask(Verb.VM_FORCE_OFF, vm(PowerState.RUNNING, None, problem=problem)) is None
    assert ask(Verb.VM_DELETE, unread) is None


def test_temporary_vms() -> None:
    running = vm(persistent=False)
    for verb in (Verb.VM_SUSPEND, Verb.VM_DELETE, Verb.VM_AUTOSTART, Verb.VM_RENAME):
        reason = ask(verb, running)
        assert reason is not None and "temporary" in reason.text.english()
    for verb in (Verb.VM_SHUTDOWN, Verb.VM_FORCE_OFF, Verb.VM_PAUSE):
        assert ask(verb, running) is None
    gone = consequence(Verb.VM_FORCE_OFF, running)
    assert gone is not None and "definition is gone" in gone.english()


def test_an_installation_is_not_rebooted_from_outside() -> None:
    installing = vm(config=dataclasses.replace(CONFIG, metadata=VmMetadata(installing=True)))
    assert ask(Verb.VM_REBOOT, installing) is not None
    assert ask(Verb.VM_FORCE_REBOOT, installing) is not None
    for verb in (Verb.VM_SHUTDOWN, Verb.VM_FORCE_OFF, Verb.VM_PAUSE, Verb.VM_SUSPEND, Verb.VM_VIEWER):
        assert ask(verb, installing) is None


def test_an_importing_vm_waits() -> None:
    """Its disks are not complete: nothing but taking it away."""
    importing = vm(PowerState.HALTED, config=dataclasses.replace(CONFIG, metadata=VmMetadata(importing=True)))
    for verb in (Verb.VM_START, Verb.VM_CLONE, Verb.VM_RENAME, Verb.TEMPLATE_CONVERT):
        reason = ask(verb, importing)
        assert reason is not None and "imported" in reason.text.english()
    assert ask(Verb.VM_DELETE, importing) is None


SATA = dataclasses.replace(CONFIG, disks=(Disk("sda", "sata"),), nics=(Nic("52:54:00:00:00:01", "e1000e", "user"),))
SWITCHED = dataclasses.replace(CONFIG, disks=(Disk("vda", "virtio"),), metadata=VmMetadata(fallback_seconds=300))
DISC = dataclasses.replace(CONFIG, metadata=VmMetadata(tools_disc=ToolsDisc("sda", "/tools.iso")))
WINDOWS: dict[str, object] = {"family": GuestFamily.WINDOWS}
TOOLS = (Verb.VM_TOOLS, Verb.VM_TOOLS_EJECT, Verb.VM_ADD_CHANNEL, Verb.VM_SWITCH_VIRTIO, Verb.VM_RETURN_DEVICES, Verb.VM_DRIVER_DISK)
FITTING: dict[Verb, list[tuple[VmConfig, dict[str, object]]]] = {
    Verb.VM_TOOLS_EJECT: [(DISC, {})],
    Verb.VM_SWITCH_VIRTIO: [(SATA, {})],
    Verb.VM_RETURN_DEVICES: [(SWITCHED, {})],
    Verb.VM_DRIVER_DISK: [(SATA, WINDOWS)],
    Verb.VM_FLATTEN: [(dataclasses.replace(CONFIG, disks=(Disk("vda", "virtio", source="/d/a.qcow2"),)), {})],
}


@pytest.mark.parametrize(
    ("kind", "verbs"),
    [
        (HostKind.XEN, {Verb.VM_FORCE_REBOOT, Verb.VM_RENAME, *TOOLS}),
        (HostKind.TEST, {Verb.VM_VIEWER, *TOOLS}),
        (HostKind.QEMU, set()),
        (HostKind.LXC, {Verb.VM_SUSPEND, Verb.VM_RESUME, Verb.VM_FORCE_REBOOT, Verb.VM_RENAME, Verb.VM_VIEWER, *TOOLS}),
    ],
)
def test_what_a_hypervisor_cannot(kind: HostKind, verbs: set[Verb]) -> None:
    refused = set()
    for verb in VM_VERBS:
        candidates = [vm(state, config, **more) for state in STATES for config, more in FITTING.get(verb, [(CONFIG, {})])]
        assert any(ask(verb, candidate) is None for candidate in candidates)
        if all(ask(verb, candidate, host(kind=kind)) is not None for candidate in candidates):
            refused.add(verb)
    assert refused == verbs


def test_domain_0_is_only_shown() -> None:
    control = dataclasses.replace(vm(), uuid=DOMAIN_0)
    assert all(ask(verb, control, host(kind=HostKind.XEN)) is not None for verb in VM_VERBS)


def test_a_feature_that_the_host_misses() -> None:
    why = N_("This libvirt is too old.")
    reason = ask(Verb.VM_SUSPEND, vm(), host(missing=(("vm-suspend", why),)))
    assert reason is not None and reason.text == why
    assert ask(Verb.VM_PAUSE, vm(), host(missing=(("vm-suspend", why),))) is None


def test_viewer_needs_a_display() -> None:
    reason = ask(Verb.VM_VIEWER, vm(config=VmConfig(domain_type="qemu")))
    assert reason is not None and "display" in reason.text.english()
    assert ask(Verb.VM_VIEWER, vm(config=None)) is not None


# --------------------------------------------------------------------------- how a guest is asked


@pytest.mark.parametrize(
    ("agent", "commands", "acpi", "os_type", "domain_type", "path"),
    [
        (AgentState.RESPONDING, {"guest-ping", "guest-shutdown"}, True, "hvm", "qemu", "agent"),
        (AgentState.RESPONDING, set(), True, "hvm", "qemu", "agent"),
        (AgentState.RESPONDING, {"guest-ping"}, True, "hvm", "qemu", "acpi"),
        (AgentState.RESPONDING, set(), False, "hvm", "qemu", "agent"),
        (AgentState.NOT_RESPONDING, set(), True, "hvm", "qemu", "acpi"),
        (AgentState.NOT_RESPONDING, set(), False, "hvm", "qemu", None),
        (AgentState.NO_CHANNEL, set(), True, "hvm", "kvm", "acpi"),
        (AgentState.UNKNOWN, set(), False, "hvm", "kvm", None),
        (AgentState.UNKNOWN, set(), False, "xen", "xen", "hypervisor"),
        (AgentState.UNKNOWN, set(), False, "hvm", "test", "hypervisor"),
        (AgentState.UNKNOWN, set(), False, "exe", "lxc", "hypervisor"),
    ],
)
def test_shutdown_path(agent: AgentState, commands: set[str], acpi: bool, os_type: str, domain_type: str, path: str | None) -> None:
    config = VmConfig(domain_type=domain_type, os_type=os_type, acpi=acpi)
    guest = vm(config=config, tools=GuestTools(agent=agent, agent_commands=frozenset(commands)))
    assert shutdown_path(guest) == path
    reason = ask(Verb.VM_SHUTDOWN, guest)
    if path is None:
        assert reason is not None and reason.remedy == "vm-force-off"
    else:
        assert reason is None
        assert shutdown_words(path).english()


# --------------------------------------------------------------------------- hosts and new VMs


@pytest.mark.parametrize(
    ("verb", "allowed"),
    [
        (Verb.HOST_CONNECT, {HostState.DISCONNECTED, HostState.LOST, HostState.REFUSED}),
        (Verb.HOST_DISCONNECT, set(HostState) - {HostState.DISCONNECTED}),
        (Verb.HOST_REFRESH, {HostState.READY}),
        (Verb.HOST_REMOVE, set(HostState)),
        (Verb.HOST_ACCELERATION, {HostState.READY}),
    ],
)
def test_host_verbs(verb: Verb, allowed: set[HostState]) -> None:
    for state in HostState:
        assert (why_not(verb, host(state), Inventory()) is None) == (state in allowed), state


def test_every_host_state_has_words() -> None:
    for state in HostState:
        assert (host_reason(host(state)) is None) == (state is HostState.READY)


def test_this_computer_is_not_removed() -> None:
    own = Host(HostRecord(HOST, "This computer", "qemu:///session", embedded=True), HostKind.QEMU, HostState.READY)
    assert why_not(Verb.HOST_REMOVE, own, Inventory()) is not None


def test_verbs_without_their_subject() -> None:
    assert why_not(Verb.VM_START, host(), Inventory()) is not None
    assert why_not(Verb.VM_START, None, Inventory()) is not None
    assert why_not(Verb.HOST_CONNECT, None, Inventory()) is not None


def test_new_vm() -> None:
    inventory = Inventory()
    nothing = why_not(Verb.VM_NEW, None, inventory)
    assert nothing is not None and nothing.remedy == "host-add"
    pool, other = Pool(PoolRecord("p", "Tokyo")), Pool(PoolRecord("q", "Osaka"))
    ready = Host(HostRecord(HOST, "host-a", "qemu:///session", pool="p"), HostKind.QEMU, HostState.READY)
    lost = Host(HostRecord(HostId("l"), "host-b", "qemu+ssh://b/system", pool="q"), HostKind.QEMU, HostState.LOST)
    inventory.apply(Delta((Put(pool), Put(other), Put(ready), Put(lost))))
    repository = StorageRepository(HOST, "r", "local")
    for subject in (None, pool, ready, repository, BuiltinTemplate("demo", "Demo")):
        assert why_not(Verb.VM_NEW, subject, inventory) is None, subject
    for refused in (lost, other):
        assert why_not(Verb.VM_NEW, refused, inventory) is not None
    assert why_not(Verb.VM_NEW, host(kind=HostKind.LXC), inventory) is not None
    inventory.apply(Delta((Put(vm()),)))
    assert why_not(Verb.VM_NEW, vm(), inventory) is None


# --------------------------------------------------------------------------- guest tools: each reason names what mends it


def asked_tools(agent: AgentState, *findings: IoFinding, state: PowerState = PowerState.RUNNING, config: VmConfig = SATA) -> Vm:
    return vm(state, config, family=GuestFamily.WINDOWS, tools=GuestTools(agent=agent, io=Tri.NO, io_findings=findings))


def test_a_guest_that_cannot_be_asked_gets_the_agent_first() -> None:
    deaf = dataclasses.replace(CONFIG, acpi=False)
    for agent, remedy in (
        (AgentState.DISCONNECTED, "install-agent"),
        (AgentState.NO_CHANNEL, "add-channel"),
        (AgentState.NOT_RESPONDING, "vm-force-off"),
    ):
        for verb in (Verb.VM_SHUTDOWN, Verb.VM_REBOOT):
            reason = ask(verb, vm(config=deaf, tools=GuestTools(agent=agent)))
            assert reason is not None and reason.remedy == remedy and reason.remedy_text is not None


def test_windows_is_switched_only_when_it_has_shown_its_driver() -> None:
    driverless = IoFinding("sda", "SATA", IoCause.EMULATED_NO_DRIVER)
    ready = IoFinding("sda", "SATA", IoCause.EMULATED)
    with_disk = dataclasses.replace(SATA, metadata=VmMetadata(driver_disk="/d.img"))
    cases = [
        (asked_tools(AgentState.RESPONDING, driverless), "vm-driver-disk"),
        (asked_tools(AgentState.RESPONDING, driverless, config=with_disk), "install-both"),
        (asked_tools(AgentState.DISCONNECTED), "install-agent"),
        (asked_tools(AgentState.UNKNOWN, state=PowerState.HALTED), "vm-start"),
    ]
    for subject, remedy in cases:
        reason = ask(Verb.VM_SWITCH_VIRTIO, subject)
        assert reason is not None and reason.remedy == remedy, reason
    assert ask(Verb.VM_SWITCH_VIRTIO, asked_tools(AgentState.RESPONDING, ready)) is None
    assert ask(Verb.VM_SWITCH_VIRTIO, vm(config=SATA, persistent=False)) is not None


def test_what_is_done_already_says_when_it_takes_effect() -> None:
    channel = dataclasses.replace(CONFIG, channels=(Channel("org.qemu.guest_agent.0", "unix"),))
    coming = ask(Verb.VM_ADD_CHANNEL, vm(pending=channel))
    assert coming is not None and "next start" in coming.text.english()
    there = ask(Verb.VM_ADD_CHANNEL, vm(config=channel))
    assert there is not None and "already" in there.text.english()
    switched = ask(Verb.VM_SWITCH_VIRTIO, vm(config=SATA, pending=SWITCHED))
    assert switched is not None and "next start" in switched.text.english()
    assert ask(Verb.VM_RETURN_DEVICES, vm(config=SATA, pending=SWITCHED)) is None
