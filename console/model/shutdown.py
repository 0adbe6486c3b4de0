"""How a guest is asked to shut down or restart."""

from __future__ import annotations

from console.model.objects import Vm
from console.model.text import N_, Text
from console.model.tools import AgentState


def shutdown_path(vm: Vm) -> str | None:
    """What a clean shutdown or reboot of this VM will use.

    "agent": the management agent answers; "acpi": the virtual power button; "hypervisor": the hypervisor's own request (Xen PV control,
    a container's init, the test driver); None: there is no way to ask the guest.
    """
    config = vm.config
    if config is not None and config.domain_type == "xen":
        return "hypervisor"  # libxl knows no agent: it asks the guest's Xen drivers, then presses an HVM guest's power button (tried on 4.17)
    if vm.tools.agent is AgentState.RESPONDING and (not vm.tools.agent_commands or "guest-shutdown" in vm.tools.agent_commands):
        return "agent"
    if config is None:
        return "acpi"
    if config.os_type != "hvm" or config.domain_type == "test":
        return "hypervisor"
    if config.acpi:
        return "acpi"
    return None


def shutdown_words(path: str) -> Text:
    """What ``shutdown_path`` found, for tooltips and ``vm-show``."""
    if path == "agent":
        return N_("The management agent will be asked.")
    if path == "acpi":
        return N_("The virtual power button (ACPI) will be pressed.")
    return N_("The hypervisor will ask the guest.")
