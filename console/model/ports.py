"""What operations and the window need from the outside, as Protocols. The backend implements them; tests may fake them.

All coroutines run on the GUI's asyncio loop (or the headless one), raise :class:`console.model.errors.ConsoleError` only, and never block.
Cancelling the awaiting task stops the waiting, not a libvirt call that is already in flight (operations shield such calls).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from console.model.ids import HostId
from console.model.objects import Acceleration, HostRecord, Lease, PoolRecord, StorageRepository, Volume
from console.model.sharing import SharedFolder
from console.model.tasks import Leftover, Task
from console.model.text import Text

if TYPE_CHECKING:
    from console.model.pool_checks import HostCpu
    from console.model.storage_spec import Found

T = TypeVar("T")

OnBytes = Callable[[int, int | None], None]
"""Progress callback: bytes done, total or None. Called on the loop's thread."""

Segment = tuple[int, bytes | memoryview | None]
"""A piece of a disk's contents, in order: its length in bytes and its data; None = a hole, which reads as zeros."""


@dataclass(frozen=True, slots=True)
class DisplayWay:
    """How one graphical display is reached from this computer."""

    type: str  # "vnc" | "spice"
    index: int  # among the domain's <graphics>
    local: bool = False  # by ``open_graphics_fd``: nothing else of this is needed, and no password is asked
    host: str = ""
    port: int = 0
    tls_port: int = 0  # spice
    socket: str = ""  # path of a unix socket of this computer
    password: str = field(default="", repr=False)  # as libvirt tells it to those who may know it
    forwarded: tuple[tuple[str, int], ...] = ()  # what ``close_display`` gives back


@dataclass(frozen=True, slots=True)
class MigrationOrder:
    """A live migration, as libvirt is told it."""

    uuid: str
    peer_uri: str = ""  # how the source's own libvirt reaches the other one (peer-to-peer); "" = this computer leads it over its own connections
    xml: str = ""  # the running configuration at the destination, "" = as it is
    persistent_xml: str = ""  # the same of the next start
    persistent: bool = True  # defined at the destination, and undefined at the source at the end
    copied: tuple[str, ...] = ()  # targets of the disks whose contents are copied into volumes that are there
    unsafe: bool = False  # the shared storage is proved: libvirt's own doubts do not count
    converge: bool = True  # a guest that writes memory faster than the line takes is slowed down
    bandwidth_mib: int = 0  # MiB/s, 0 = all that there is


@dataclass(frozen=True, slots=True)
class MigrationProgress:
    """What libvirt says of a running migration."""

    done_bytes: int
    total_bytes: int | None
    disks: bool = False  # the disks' contents are still being copied
    rounds: int = 0  # how often the memory has been gone through


class ConsoleStream(Protocol):
    """An open text console."""

    async def read(self) -> bytes:
        """What the guest printed since the last read, at least one byte; b"" when the console has ended. ConsoleError when it broke."""
        ...

    async def write(self, data: bytes) -> None:
        """Type ``data``; waits while the guest does not read."""
        ...

    def close(self) -> None:
        """End it. Returns at once."""
        ...


class HostPort(Protocol):
    """Everything that can be asked of one connected host. Raises ConsoleError(cause=UNREACHABLE) when it is not ready."""

    @property
    def id(self) -> HostId: ...

    # -- domains (identified by UUID)
    async def domain_xml(self, uuid: str, *, inactive: bool = False, secure: bool = False) -> str: ...
    async def snapshots_xml(self, uuid: str, *, secure: bool = False) -> tuple[tuple[tuple[str, str], ...], str]:
        """Descriptions of its snapshots, parents first: ((name, XML), …), and the name of the current one ("" = none). ``secure``: with passwords."""
        ...

    async def variables_path(self, xml: str) -> str:
        """The file that libvirt chooses for the UEFI variables of this persistent XML; "" where it chooses none, or does not tell."""
        ...

    async def define_snapshot(self, uuid: str, xml: str, *, current: bool = False) -> None:
        """Tell the host of a snapshot whose contents are there already, inside the images; parents first. ``current``: the VM goes on from it."""
        ...

    async def define(self, xml: str) -> str:
        """Define (or redefine) a persistent domain, checked against libvirt's schema where possible; returns its UUID."""
        ...

    async def undefine(self, uuid: str, *, managed_save: bool = True, nvram: bool = True, snapshots: bool = True, tpm: bool = True) -> None: ...
    async def start(self, uuid: str, *, paused: bool = False, discard_saved: bool = False) -> None:
        """virDomainCreate: starts, or resumes from a managed save image."""
        ...

    async def start_with(self, xml: str) -> None:
        """Start an already defined, inactive domain once with this other XML (virDomainCreateXML): an installer's boot."""
        ...

    async def shutdown(self, uuid: str, *, mode: str = "auto") -> None:
        """Ask the guest to shut down; mode "auto" | "agent" | "acpi"."""
        ...

    async def reboot(self, uuid: str, *, mode: str = "auto") -> None: ...
    async def reset(self, uuid: str) -> None:
        """Force reboot (virDomainReset)."""
        ...

    async def destroy(self, uuid: str) -> None:
        """Force off."""
        ...

    async def pause(self, uuid: str) -> None: ...
    async def unpause(self, uuid: str) -> None: ...
    async def migratable_xml(self, uuid: str) -> str:
        """The running configuration in the form that may be changed for a migration (VIR_DOMAIN_XML_MIGRATABLE)."""
        ...

    async def compare_cpu(self, xml: str) -> bool | None:
        """Whether this host can give a guest the CPU of this domain XML; None where it can't tell."""
        ...

    async def migrate(self, order: MigrationOrder, to: HostPort, on_progress: Callable[[MigrationProgress], None]) -> None:
        """Move a running VM from this host to that one. Cancelling stops it: the VM runs on here, and CancelledError is raised when that is sure;

        where it was over already, it just returns. ConsoleError: libvirt has given up, or nobody knows (the connection went): look where it runs.
        """
        ...

    async def runs(self, uuid: str) -> str | None:
        """What the host itself says now (not the inventory): "running", "paused", "off"; None = it does not know this VM."""
        ...

    async def managed_save(self, uuid: str, on_progress: OnBytes | None = None) -> None:
        """Suspend to disk, on a job connection; progress from job info."""
        ...

    async def abort_job(self, uuid: str) -> None: ...
    async def begin_backup(self, uuid: str, xml: str) -> None:
        """Begin to copy disks of a running VM, as they are at this moment, into existing images (virDomainBackupBegin, push mode)."""
        ...

    async def finish_backup(self, uuid: str, on_progress: OnBytes | None = None) -> None:
        """Wait for the end of the backup that was begun; cancelling aborts it. ConsoleError when it failed: the copies are then worthless."""
        ...

    async def discard_managed_save(self, uuid: str) -> None: ...
    async def set_autostart(self, uuid: str, on: bool) -> None: ...
    async def rename(self, uuid: str, name: str) -> None: ...
    async def set_metadata(self, uuid: str, child: str, values: Mapping[str, str] | None) -> None:
        """Merge one child of our ``virtdeck:vm`` element (attributes ``values``; None removes it), LIVE and CONFIG when running."""
        ...

    async def set_title(self, uuid: str, title: str) -> None: ...
    async def set_description(self, uuid: str, text: str) -> None: ...
    async def update_device(self, uuid: str, xml: str, *, live: bool, config: bool) -> None: ...
    async def attach_device(self, uuid: str, xml: str, *, live: bool, config: bool) -> None: ...
    async def detach_device(self, uuid: str, xml: str, *, live: bool, config: bool) -> None: ...
    async def agent_command(self, uuid: str, command: str, arguments: Mapping[str, Any] | None = None, *, seconds: int = 5) -> Any:
        """Run a guest agent command; returns its ``return`` member."""
        ...

    async def display_endpoint(self, uuid: str) -> tuple[str, str, int]:
        """(type, host, port) where a viewer on this computer reaches the first graphical display; a forward is opened over ssh."""
        ...

    async def screenshot(self, uuid: str) -> tuple[str, bytes]:
        """MIME type and image of the first screen."""
        ...

    async def open_display(self, uuid: str, index: int = 0) -> DisplayWay:
        """How the ``index``-th <graphics> of a running VM is reached from this computer; over ssh a forward is opened for it."""
        ...

    async def close_display(self, way: DisplayWay) -> None:
        """The display is not looked at any more: its forward is given back."""
        ...

    async def open_graphics_fd(self, uuid: str, index: int = 0) -> int:
        """A connected socket to the ``index``-th <graphics>, without a password; the caller closes it.

        Only where guests run on this very computer: over a forwarded socket the call would end the connection. Else ConsoleError(UNSUPPORTED).
        """
        ...

    async def open_console(self, uuid: str, *, force: bool = False) -> ConsoleStream:
        """The VM's first text console, over a short-lived connection of its own. ``force``: take it from whoever has it open."""
        ...

    def console_stream(self, uuid: str, *, force: bool = False) -> AsyncIterator[bytes]:
        """Bytes that the guest's first text console prints, over a short-lived connection of its own."""
        ...

    async def wait_state(self, uuid: str, states: Sequence[str], seconds: float) -> bool:
        """Wait until PowerState.value is one of ``states`` (by event); False after ``seconds``."""
        ...

    # -- storage
    async def repository_xml(self, uuid: str) -> str: ...
    async def define_repository(self, xml: str, *, build: bool = True, start: bool = True, autostart: bool = True) -> str: ...
    async def refresh_repository(self, uuid: str) -> None: ...
    async def start_repository(self, uuid: str) -> None: ...
    async def stop_repository(self, uuid: str) -> None:
        """Its contents stay."""
        ...

    async def set_repository_autostart(self, uuid: str, on: bool) -> None: ...
    async def delete_repository(self, uuid: str, *, storage: bool = False) -> None:
        """Stop it and take it off the host's list; contents stay. ``storage``: its empty folder goes too (refused while something is in it)."""
        ...

    async def try_repository(self, xml: str, *, make: bool = False) -> StorageRepository:
        """Start it for a trial and stop it again; what it said of itself. ``make``: make its folder if it is missing, and remove it again."""
        ...

    async def find_sources(self, kind: str, query: str) -> tuple[Found, ...]:
        """What a server offers for this type of repository (``query``: see xml.repositories.source_query); UNSUPPORTED where libvirt can't ask."""
        ...

    async def volume_names(self, repository: str) -> tuple[str, ...]:
        """Names of all volumes, quick also for ten thousand; their facts come by ``some_volumes``."""
        ...

    async def some_volumes(self, repository: str, names: Sequence[str]) -> tuple[Volume, ...]:
        """Those of these volumes that are there. A few hundred at a time."""
        ...

    async def wipe_volume(self, repository: str, name: str) -> None:
        """Overwrite its contents with zeros."""
        ...

    async def resize_disk(self, uuid: str, target: str, capacity_bytes: int) -> None:
        """Make the disk of a running VM larger (virDomainBlockResize); the guest sees it at once."""
        ...

    async def pull_disk(self, uuid: str, target: str, on_progress: OnBytes | None = None) -> None:
        """Copy all that a running VM's disk reads from its backing chain into the disk itself (virDomainBlockPull), and wait for the end.

        Cancelled, the job is aborted: the disk then is what it was, with more in it.
        """
        ...

    async def volumes(self, repository: str) -> tuple[Volume, ...]: ...
    async def volume(self, repository: str, name: str) -> Volume: ...
    async def volume_by_path(self, path: str) -> Volume | None: ...
    async def create_volume(self, repository: str, xml: str) -> Volume:
        """Create a volume; ConsoleError(EXISTS) when the name is taken: then nothing was made."""
        ...

    async def copy_volume(self, repository: str, xml: str, source_repository: str, source: str, on_progress: OnBytes | None = None) -> Volume:
        """Create a volume from another one of this host (virStorageVolCreateXMLFrom), whole and without a backing file; holes stay holes.

        libvirt can't stop this: cancelling waits for its end, and then nothing is made. ConsoleError(EXISTS) when the name is taken.
        """
        ...

    async def resize_volume(self, repository: str, name: str, capacity_bytes: int) -> None:
        """Make a volume larger (virStorageVolResize); never smaller."""
        ...

    async def delete_volume(self, repository: str, name: str) -> None: ...
    async def upload(self, repository: str, name: str, path: str, on_progress: OnBytes | None = None) -> None:
        """Stream a file of this computer into an existing volume (sparse where both ends can); cancel aborts the stream."""
        ...

    async def download(self, repository: str, name: str, path: str, on_progress: OnBytes | None = None) -> None: ...
    async def write_volume(
        self,
        repository: str,
        name: str,
        segments: Iterable[Segment],
        *,
        offset: int = 0,
        total: int | None = None,
        within: bool = False,
        on_progress: OnBytes | None = None,
    ) -> None:
        """Write segments one after the other into an existing volume, from byte ``offset``; holes stay holes.

        ``within``: something follows that is to stay. libvirt cuts a file off at each hole that it is told, so there holes are sent as zeros.
        The iterable is consumed on a worker's thread (it may block there); its error passes when it is a ConsoleError. Cancel ends the stream.
        """
        ...

    async def read_volume(
        self,
        repository: str,
        name: str,
        sink: Callable[[int, bytes | None], None],
        *,
        offset: int = 0,
        length: int = 0,
        on_progress: OnBytes | None = None,
    ) -> None:
        """Give the contents of a volume to ``sink(length, data or None for a hole)``, in order, on a worker's thread; ``length`` 0: to the end."""
        ...

    # -- networks
    async def leases(self, network: str) -> tuple[Lease, ...]: ...
    async def network_xml(self, uuid: str) -> str: ...
    async def define_network(self, xml: str) -> str:
        """Define a persistent network, not started; its UUID."""
        ...

    async def start_network(self, uuid: str) -> None: ...
    async def stop_network(self, uuid: str) -> None: ...
    async def set_network_autostart(self, uuid: str, on: bool) -> None: ...
    async def delete_network(self, uuid: str) -> None:
        """Stop it if it is active, and remove its definition."""
        ...

    # -- how it fits to other hosts
    async def host_cpu(self) -> HostCpu: ...
    async def compare_host_cpu(self, cpu: str) -> str:
        """Whether this host can give guests that <cpu>: "identical" | "superset" | "incompatible" | "unknown"."""
        ...

    async def baseline_cpu(self, cpus: Sequence[str]) -> str:
        """Name of the richest model that all these <cpu>s have, "" if none is told."""
        ...

    async def clock_offset(self) -> float | None:
        """Seconds that the host's clock is ahead of this computer's; None where nobody tells (only ssh does)."""
        ...

    async def reaches(self, address: str, port: int) -> bool | None:
        """Whether a TCP connection from the host to there opens; None where it can't be tried (only over ssh, and here)."""
        ...

    # -- files of the host
    async def read_file_head(self, path: str, length: int) -> bytes:
        """First bytes of a host file (local host: open; remote: through ssh or a volume stream). For magic numbers and OS detection."""
        ...


class HostsPort(Protocol):
    """All hosts: connect, disconnect, add, remove. Results appear in the inventory."""

    def port(self, host: HostId) -> HostPort:
        """The port of a host; ConsoleError(UNREACHABLE) if there is none."""
        ...

    async def add(self, record: HostRecord) -> None: ...
    async def update(self, record: HostRecord) -> None: ...
    async def remove(self, host: HostId) -> None: ...
    async def put_pool(self, record: PoolRecord) -> None:
        """Make a pool, or give it another name."""
        ...

    async def drop_pool(self, pool: str) -> None:
        """Forget a pool and what was declared of its storage; its hosts must have left it."""
        ...

    async def connect(self, host: HostId) -> None: ...
    async def disconnect(self, host: HostId) -> None: ...
    async def refresh(self, host: HostId) -> None:
        """F5: read everything again."""
        ...

    async def probe(self, uri: str) -> tuple[ProbeStep, ...]:
        """*Test* of the Add host dialog: each link of the chain with its result."""
        ...

    async def set_acceleration(self, host: HostId, override: str) -> Acceleration: ...
    def shared_folders(self) -> tuple[SharedFolder, ...]:
        """Folders that were declared and proved shared, of all pools."""
        ...

    def put_shared_folder(self, share: SharedFolder) -> None:
        """Keep such a declaration (a repository is in one at most); its repositories are marked in the inventory at once."""
        ...

    def drop_shared_folder(self, share: str) -> None:
        """Forget one by its id: its repositories are folders of one host again."""
        ...

    def watch(self, refs: Sequence[Any]) -> None:
        """What is visible: gets details, agent and stats first."""
        ...


@dataclass(frozen=True, slots=True)
class ProbeStep:
    """One link of the chain name → port → host key → login → libvirt socket → permission."""

    name: str  # "uri" | "name" | "port" | "host-key" | "login" | "socket" | "permission" | "libvirt"
    ok: bool | None  # None: not reached
    text: Text
    remedy: Text | None = None


class Questions(Protocol):
    """Asked of the user by operations and the backend. The window shows a dialog; headless answers from flags or refuses."""

    async def confirm(self, title: Text, text: Text, *, verb: Text, danger: bool = False, details: str = "") -> bool: ...
    async def choose(self, title: Text, text: Text, options: Sequence[tuple[str, Text]], *, default: str) -> str | None: ...
    async def credentials(
        self, title: Text, text: Text, fields: Sequence[tuple[str, Text, bool]], *, can_save: bool
    ) -> tuple[Mapping[str, str], bool] | None:
        """Ask for ``fields`` (key, label, secret); returns (values, save?) or None when refused."""
        ...


class Background(Protocol):
    """Own daemon threads for blocking work that is not libvirt."""

    def run(self, fn: Callable[[], T]) -> Awaitable[T]: ...


@dataclass(frozen=True, slots=True)
class ProgramResult:
    """How a program ended; streams decoded as UTF-8 with replacement."""

    argv: tuple[str, ...]
    status: int  # exit status; negative: signal
    stdout: str
    stderr: str
    seconds: float


class Programs(Protocol):
    """Run a program here (host None) or on a host: argv list, deadline, line callback; cancel kills the process group."""

    async def run(
        self,
        argv: Sequence[str],
        *,
        host: HostId | None = None,
        deadline: float,
        stdin: bytes | None = None,
        env: Mapping[str, str] | None = None,
        on_line: Callable[[str], None] | None = None,
        check: bool = True,
    ) -> ProgramResult: ...
    async def which(self, name: str, *, host: HostId | None = None) -> str | None: ...
    async def version(self, name: str, *, host: HostId | None = None) -> str | None: ...
    def open(self, argv: Sequence[str], *, host: HostId | None = None) -> Pipe:
        """Start a program (here, or on a host) and read what it prints. Blocking: for a worker's thread. ConsoleError(UNSUPPORTED): no way to it."""
        ...


class Pipe(Protocol):
    """Output of a program on another machine (or here), while it runs. Blocking: for a worker's thread."""

    def read(self, length: int) -> bytes:
        """At least one byte, at most ``length``; b"" at the end, also when the connection was lost. ConsoleError(TIMEOUT): nothing came for long."""
        ...

    def read_into(self, view: memoryview) -> int:
        """As ``read``, into memory that is there; how many bytes."""
        ...

    def close(self) -> str:
        """End the program if it still runs; what it wrote to stderr. From any thread, more than once."""
        ...


class Machine(Protocol):
    """A machine that is no host of ours, logged in by ssh (a P2V source). The login is not asked for again while the console runs."""

    @property
    def address(self) -> str: ...
    @property
    def alive(self) -> bool: ...
    async def run(
        self, command: Sequence[str], *, stdin: bytes | None = None, deadline: float, on_line: Callable[[str], None] | None = None, check: bool = True
    ) -> ProgramResult:
        """Run a program there. ConsoleError(UNREACHABLE) when the connection is lost."""
        ...

    def open(self, command: Sequence[str], stdin: bytes = b"") -> Pipe:
        """Start a program there and read what it prints."""
        ...

    async def close(self) -> None: ...


class Machines(Protocol):
    """Logs in to machines that are no hosts of ours."""

    async def login(self, address: str) -> Machine:
        """``ssh://[user@]name[:port]`` or ``[user@]name[:port]``: the host key is shown and confirmed, passwords are asked for. ConsoleError…"""
        ...


class Keyring(Protocol):
    """Secrets. Without a usable keyring get() is None and set() is False: then secrets live for this run only."""

    async def get(self, host: HostId, key: str) -> str | None: ...
    async def set(self, host: HostId, key: str, secret: str) -> bool: ...
    async def delete(self, host: HostId, key: str) -> None: ...
    async def forget(self, host: HostId) -> None:
        """Delete all secrets of a host."""
        ...


class Journal(Protocol):
    """What operations announce before they do it, so that a crash leaves a list and not a riddle."""

    async def announce(self, operation: str, title: str, kind: str, host: str, key: str, name: str) -> int:
        """Commit (fsync) the announcement; returns its id. Awaited before the step it announces."""
        ...

    async def confirm(self, entry: int, key: str = "", proof: str = "") -> None:
        """The thing exists and was made by us (``proof``: volume key and birth time, UUID)."""
        ...

    async def close(self, entry: int) -> None:
        """The operation ended well or the thing was removed."""
        ...

    async def abandon(self, entry: int) -> None:
        """The operation could not remove the thing: it is a leftover from now on, while this program runs too."""
        ...

    async def leftovers(self) -> tuple[Leftover, ...]:
        """Entries of operations that are not running (any more)."""
        ...


class History(Protocol):
    """Ended tasks over restarts."""

    async def add(self, task: Task) -> None: ...
    async def recent(self, limit: int = 500) -> tuple[Task, ...]: ...


class Settings(Protocol):
    """Hosts, pools and preferences (TOML). Reading is from memory; saving happens in the background."""

    def hosts(self) -> tuple[HostRecord, ...]: ...
    def pools(self) -> tuple[PoolRecord, ...]: ...
    async def save_hosts(self, hosts: Sequence[HostRecord]) -> None: ...
    async def save_pools(self, pools: Sequence[PoolRecord]) -> None: ...
    def get(self, key: str, default: Any = None) -> Any:
        """A preference by dotted key ("ui.language"); TOML types only."""
        ...

    def set(self, key: str, value: Any) -> None: ...
