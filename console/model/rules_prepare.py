"""Whether a running guest can be prepared for being cloned, and by whom: its agent, or a person with the answer file."""

from __future__ import annotations

from collections.abc import Sequence

from console.model.inventory import Inventory
from console.model.objects import PowerState, Vm
from console.model.rules import Reason, host_reason
from console.model.text import N_, Text
from console.model.tools import AgentState, GuestFamily


def agent_why_not(state: PowerState, agent: AgentState, commands: frozenset[str] | Sequence[str]) -> Text | None:
    """Why nothing can be run in the guest."""
    if state is not PowerState.RUNNING:
        return N_("It is not running.")
    if agent is not AgentState.RESPONDING:
        return N_("Its management agent does not answer.")
    if commands and "guest-exec" not in commands:
        return N_("Its management agent does not allow running programs (guest-exec).")
    return None


def prepared_by_agent(vm: Vm) -> bool:
    """Its agent does it; else, with Windows, a person follows the steps."""
    return agent_why_not(vm.state, vm.tools.agent, vm.tools.agent_commands) is None


def prepare_why_not(vm: Vm, inventory: Inventory) -> Reason | None:
    """Why the guest can't be prepared now."""
    if (reason := host_reason(inventory.host(vm.host))) is not None:
        return reason
    if vm.is_template:
        return Reason(N_("A template can not be used as a normal VM."))
    why = agent_why_not(vm.state, vm.tools.agent, vm.tools.agent_commands)
    if why is None or (vm.family is GuestFamily.WINDOWS and vm.state is PowerState.RUNNING):
        return None
    if vm.state is PowerState.HALTED:
        return Reason(why, "vm-start", N_("Start"))
    return Reason(why)
