"""What the hub gives to, and calls on, the watcher of guests (agent, tools, addresses). Everything here happens on the loop's thread.

The hub makes one watcher a host through an injected factory, so that the hub can be tested without one and the watcher without a hub.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from console.model.ids import HostId, Ref
from console.model.objects import Host, Vm


@dataclass(frozen=True, slots=True)
class InterfaceAddress:
    """One address of a guest's interface, as libvirt learned it (virDomainInterfaceAddresses)."""

    interface: str  # libvirt's name of it: "vnet0" for "lease" and "arp", the guest's own name for "agent"
    mac: str  # lower case, "" where not known
    ip: str  # without prefix
    prefix: int
    family: int  # 4 | 6


class AgentCommand(Protocol):
    """Runs one guest agent command on the host's agent connection: one in flight a host, others wait their turn.

    Returns the ``return`` member. ConsoleError: AGENT (not connected, no answer in ``seconds``, refused), UNREACHABLE, GONE, UNSUPPORTED.
    """

    def __call__(self, uuid: str, command: str, arguments: Mapping[str, Any] | None = None, seconds: int = 5) -> Awaitable[Any]: ...


class InterfaceAddresses(Protocol):
    """Addresses of a running VM's interfaces by ``source`` "lease" | "arp" | "agent". Raises ConsoleError (UNSUPPORTED on test, Xen)."""

    def __call__(self, uuid: str, source: str) -> Awaitable[list[InterfaceAddress]]: ...


@dataclass(frozen=True, slots=True)
class GuestCalls:
    """What a watcher may use of its host."""

    agent_command: AgentCommand
    interface_addresses: InterfaceAddresses
    patch: Callable[[Ref, Mapping[str, Any]], None]
    """Change fields of a Vm in the inventory (``tools``, ``addresses``, ``os_name``, ``family``, …). Fields that do not differ are dropped."""
    vm: Callable[[str], Vm | None]
    """The hub's current picture of a VM by UUID, patches included."""
    host: Callable[[], Host]
    """The hub's current picture of the host."""


class GuestWatchLike(Protocol):
    """What the hub calls on a watcher. No call may block or raise; work is done in tasks of the watcher's own."""

    def vm_changed(self, old: Vm | None, new: Vm | None) -> None:
        """A VM came (``old`` None), went (``new`` None), or its state or configuration changed. Not called for the watcher's own patches."""
        ...

    def agent_event(self, uuid: str, connected: bool) -> None:
        """VIR_DOMAIN_EVENT_ID_AGENT_LIFECYCLE: the guest opened or closed the agent channel."""
        ...

    def device_event(self, uuid: str) -> None:
        """A device came or went in a running VM."""
        ...

    def visible(self, uuids: frozenset[str]) -> None:
        """These VMs of this host are looked at now: they come first."""
        ...

    def close(self) -> None:
        """The host is disconnected or removed, or the program ends: cancel everything, return at once."""
        ...


GuestWatchFactory = Callable[[HostId, GuestCalls], GuestWatchLike]
