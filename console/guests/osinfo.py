"""libosinfo: what the field knows of operating systems. The only importer of its bindings.

GObject objects stay in one thread of our own (`_worker`); what leaves it are frozen dataclasses. Every public call blocks (loading takes about
half a second) and is made from a background thread, never from the GUI's. Where the bindings or the database are missing, calls answer with
nothing and :attr:`Osinfo.missing` says which package brings it.

Sources: https://libosinfo.org, the library's API documentation, https://gitlab.com/libosinfo/osinfo-db.
"""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import queue
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from console.model.text import N_, Text

log = logging.getLogger("virtdeck.osinfo")
T = TypeVar("T")

DEVICE_WORDS: Mapping[str, tuple[str, ...]] = {
    "http://pcisig.com/pci/1af4/1000": ("virtio-net",),
    "http://pcisig.com/pci/1af4/1001": ("virtio-blk",),
    "http://pcisig.com/pci/1af4/1002": ("virtio-balloon",),
    "http://pcisig.com/pci/1af4/1003": ("virtio-console",),
    "http://pcisig.com/pci/1af4/1004": ("virtio-scsi",),
    "http://pcisig.com/pci/1af4/1005": ("virtio-rng",),
    "http://pcisig.com/pci/1af4/1041": ("virtio-net", "virtio1"),
    "http://pcisig.com/pci/1af4/1042": ("virtio-blk", "virtio1"),
    "http://pcisig.com/pci/1af4/1043": ("virtio-console", "virtio1"),
    "http://pcisig.com/pci/1af4/1044": ("virtio-rng", "virtio1"),
    "http://pcisig.com/pci/1af4/1045": ("virtio-balloon", "virtio1"),
    "http://pcisig.com/pci/1af4/1048": ("virtio-scsi", "virtio1"),
    "http://pcisig.com/pci/1af4/1050": ("virtio-gpu", "virtio1"),
    "http://pcisig.com/pci/1af4/1052": ("virtio-input", "virtio1"),
    "http://pcisig.com/pci/8086/100e": ("e1000",),
    "http://pcisig.com/pci/8086/10d3": ("e1000e",),
    "http://pcisig.com/pci/8086/2668": ("hda6",),
    "http://pcisig.com/pci/8086/293e": ("hda9",),
    "http://pcisig.com/pci/1033/0194": ("xhci",),
    "http://pcisig.com/pci/1b36/000d": ("xhci",),
    "http://pcisig.com/pci/1b36/0100": ("qxl",),
    "http://usb.org/usb/80ee/0021": ("tablet",),
    "http://qemu.org/chipset/x86/q35": ("q35",),
}
"""libosinfo's device ids → our words of :attr:`console.model.templates.BuiltinTemplate.devices`."""


@dataclass(frozen=True, slots=True)
class Resources:
    """Memory and disk in bytes, CPUs; None where libosinfo does not say."""

    cpus: int | None = None
    memory_bytes: int | None = None
    disk_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class KnownMedium:
    """An installation medium (or tree) that libosinfo knows for an OS. Paths are inside the medium."""

    arch: str
    live: bool = False
    installer: bool = True
    url: str = ""
    kernel: str = ""
    initrd: str = ""
    reboots: int = 1  # how often the installer reboots


@dataclass(frozen=True, slots=True)
class System:
    """An operating system as libosinfo knows it, for x86_64."""

    id: str
    short_id: str
    short_ids: tuple[str, ...]
    name: str
    version: str
    family: str  # "linux", "winnt", "freebsd", …
    distro: str
    codename: str
    release_date: str  # ISO, "" unknown
    eol_date: str
    status: str  # "released" | "rolling" | "snapshot" | "prerelease"
    devices: frozenset[str]
    minimum: Resources
    recommended: Resources
    maximum: Resources
    network_memory_bytes: int | None  # what an installation over the network needs
    media: tuple[KnownMedium, ...]
    trees: tuple[KnownMedium, ...]
    firmwares: Mapping[str, bool]  # "bios"/"efi" → supported
    profiles: tuple[str, ...]  # of its installation scripts: "desktop", "jeos"


@dataclass(frozen=True, slots=True)
class IsoIds:
    """Identifiers of an ISO 9660 image (ECMA-119 §8.4): what libosinfo recognises a medium by."""

    volume: str
    system: str = ""
    publisher: str = ""
    application: str = ""
    size_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Identified:
    """What libosinfo recognised. ``medium`` None: an OS without such a medium."""

    os_id: str
    name: str
    medium: KnownMedium
    profiles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScriptRequest:
    """What an installation script is to be made for; ``config`` has libosinfo's parameter names ("admin-password", "l10n-language", …)."""

    os_id: str
    profile: str
    config: Mapping[str, str]
    injection: str  # "initrd" | "cdrom" | "floppy" | "disk"
    source: str = "media"  # "media" | "network"


@dataclass(frozen=True, slots=True)
class Script:
    """A script that libosinfo made."""

    filename: str
    content: str
    cmdline: str
    injections: tuple[str, ...]
    required: tuple[str, ...]  # parameters that must not be empty
    needs_internet: bool
    installation: str  # id of the script


class Osinfo:
    """The database, loaded at the first call. Thread-safe; every call blocks."""

    def __init__(self, load: Callable[[], Any] | None = None) -> None:
        """``load`` returns (Libosinfo module, database); tests give a failing one."""
        self._load = load or _load
        self._queue: queue.SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._closed = False
        self._db: _Database | None = None  # the worker's own
        self.missing: Text | None = None
        """Why there is nothing, with the package that brings it; None while all is well or nothing was asked yet."""

    def systems(self) -> tuple[System, ...]:
        """All operating systems; () without libosinfo."""
        return self._call(lambda db: db.systems(), ())

    def identify_iso(self, ids: IsoIds) -> Identified | None:
        """The OS whose installation medium has these identifiers."""
        return self._call(lambda db: db.identify_iso(ids), None)

    def identify_treeinfo(self, treeinfo: str, url: str) -> Identified | None:
        """The OS whose network tree has this ``.treeinfo`` file."""
        return self._call(lambda db: db.identify_treeinfo(treeinfo, url), None)

    def script(self, request: ScriptRequest) -> Script | None:
        """Make an unattended installation's script; None where the OS has none for that profile."""
        return self._call(lambda db: db.script(request), None)

    def shutdown(self) -> None:
        """End the thread (it is a daemon: nobody has to wait). Whoever asks later gets nothing."""
        with self._lock:
            self._closed = True
            if self._thread is not None:
                self._queue.put(None)
                self._thread = None

    def _call(self, fn: Callable[[_Database], T], nothing: T) -> T:
        answer: Future[T] = Future()

        def work() -> T:
            if self._db is None and self.missing is None:
                self._open()
            return fn(self._db) if self._db is not None else nothing

        with self._lock:
            if self._closed:
                return nothing
            if self._thread is None:
                self._thread = threading.Thread(target=self._worker, name="libosinfo", daemon=True)
                self._thread.start()
            self._queue.put((work, answer))
        return answer.result(timeout=120)

    def _worker(self) -> None:
        _own_context()
        while (job := self._queue.get()) is not None:
            work, answer = job
            try:
                answer.set_result(work())
            except BaseException as failure:
                answer.set_exception(failure)
            del job, work, answer

    def _open(self) -> None:
        try:
            self._db = _Database(*self._load())
        except (ImportError, ValueError) as failure:
            log.warning("libosinfo is not there: %s", failure)
            self.missing = N_("Only the basic list of templates is shown: install the package gir1.2-libosinfo-1.0 for the full one.")
        except LookupError as failure:
            log.warning("the libosinfo database is not there: %s", failure)
            self.missing = N_("Only the basic list of templates is shown: install the package osinfo-db for the full one.")


def _own_context() -> None:
    """Give this thread a GLib main context of its own. libosinfo's synchronous calls spin the thread's default context; without one that is the
    process's, which Qt's event loop owns: they would wait for the window's thread, for ever while that waits for them."""
    try:
        from gi.repository import GLib
    except ImportError:  # said when the database is opened
        return
    GLib.MainContext.new().push_thread_default()


def _load() -> tuple[Any, Any]:
    """Import the bindings and read the default database. ImportError/ValueError: no bindings; LookupError: no database."""
    import gi

    gi.require_version("Libosinfo", "1.0")
    from gi.repository import GLib, Libosinfo

    loader = Libosinfo.Loader.new()
    try:
        loader.process_default_path()
    except GLib.Error as failure:  # a broken file of the user's own: what was read before it stays usable
        log.warning("reading the libosinfo database: %s", failure)
    database = loader.get_db()
    if not database.get_os_list().get_length():
        raise LookupError("no operating systems in the database")
    return Libosinfo, database


def _positive(value: int) -> int | None:
    return value if value > 0 else None


def _arch_fits(arch: str) -> bool:
    return arch in ("x86_64", "all")


class _Database:
    """Lives in the worker thread."""

    def __init__(self, lib: Any, db: Any) -> None:
        self._lib = lib
        self._db = db
        self._os = {os.get_id(): os for os in db.get_os_list().get_elements()}

    # ------------------------------------------------------------------ operating systems

    def systems(self) -> tuple[System, ...]:
        return tuple(self._system(os) for os in self._os.values())

    def _system(self, os: Any) -> System:
        devices: set[str] = set()
        for device in os.get_all_devices(None).get_elements():
            devices.update(DEVICE_WORDS.get(device.get_id(), ()))
        return System(
            id=os.get_id(),
            short_id=os.get_short_id() or "",
            short_ids=tuple(os.get_param_value_list("short-id")),
            name=os.get_name() or os.get_id(),
            version=os.get_version() or "",
            family=os.get_family() or "",
            distro=os.get_distro() or "",
            codename=os.get_codename() or "",
            release_date=os.get_release_date_string() or "",
            eol_date=os.get_eol_date_string() or "",
            status=os.get_release_status().value_nick,
            devices=frozenset(devices),
            minimum=self._resources(os.get_minimum_resources()),
            recommended=self._resources(os.get_recommended_resources()),
            maximum=self._resources(os.get_maximum_resources()),
            network_memory_bytes=self._resources(os.get_network_install_resources()).memory_bytes,
            media=tuple(self._medium(m) for m in os.get_media_list().get_elements() if _arch_fits(m.get_architecture())),
            trees=tuple(self._tree(t) for t in os.get_tree_list().get_elements() if _arch_fits(t.get_architecture())),
            firmwares={
                f.get_firmware_type(): f.is_supported()
                for f in os.get_complete_firmware_list(None).get_elements()
                if _arch_fits(f.get_architecture())
            },
            profiles=tuple(sorted({s.get_profile() for s in os.get_install_script_list().get_elements()})),
        )

    @staticmethod
    def _resources(listed: Any) -> Resources:
        """The row for x86_64, its gaps filled from the one for all architectures."""
        found = Resources()
        rows = sorted(listed.get_elements(), key=lambda row: row.get_architecture() != "x86_64")
        for row in rows:
            if _arch_fits(row.get_architecture()):
                found = Resources(
                    cpus=found.cpus or _positive(row.get_n_cpus()),
                    memory_bytes=found.memory_bytes or _positive(row.get_ram()),
                    disk_bytes=found.disk_bytes or _positive(row.get_storage()),
                )
        return found

    @staticmethod
    def _medium(medium: Any) -> KnownMedium:
        return KnownMedium(
            arch=medium.get_architecture() or "",
            live=bool(medium.get_live()),
            installer=bool(medium.get_installer()),
            url=medium.get_url() or "",
            kernel=medium.get_kernel_path() or "",
            initrd=medium.get_initrd_path() or "",
            reboots=int(medium.get_installer_reboots()) if medium.get_installer() else 1,
        )

    @staticmethod
    def _tree(tree: Any) -> KnownMedium:
        return KnownMedium(
            arch=tree.get_architecture() or "",
            url=tree.get_url() or "",
            kernel=tree.get_kernel_path() or "",
            initrd=tree.get_initrd_path() or "",
        )

    # ------------------------------------------------------------------ media

    def identify_iso(self, ids: IsoIds) -> Identified | None:
        medium = self._lib.Media.new("virtdeck", "x86_64")
        for key, value in (
            ("volume-id", ids.volume),
            ("system-id", ids.system),
            ("publisher-id", ids.publisher),
            ("application-id", ids.application),
        ):
            if value:
                medium.set_param(key, value)
        if ids.size_bytes:
            medium.set_param("volume-size", str(ids.size_bytes))
        if not self._db.identify_media(medium):
            return None
        os = medium.get_os()
        if os is None:
            return None
        scripts = list(medium.get_install_script_list().get_elements()) or list(os.get_install_script_list().get_elements())
        profiles = tuple(sorted({s.get_profile() for s in scripts})) if medium.supports_installer_script() else ()
        return Identified(os.get_id(), os.get_name() or "", self._medium(medium), profiles)

    def identify_treeinfo(self, treeinfo: str, url: str) -> Identified | None:
        from gi.repository import GLib

        try:
            tree = self._lib.Tree.create_from_treeinfo(treeinfo, url)
        except GLib.Error as failure:
            log.info("treeinfo of %s: %s", url, failure)
            return None
        kernel, initrd = tree.get_kernel_path() or "", tree.get_initrd_path() or ""
        found = self._db.identify_tree(tree)
        os = tree.get_os() if found else None
        if os is None:
            return None
        known = self._tree(tree)
        known = dataclasses.replace(known, kernel=kernel or known.kernel, initrd=initrd or known.initrd, url=url)
        profiles = tuple(sorted({s.get_profile() for s in os.get_install_script_list().get_elements()}))
        return Identified(os.get_id(), os.get_name() or "", known, profiles)

    # ------------------------------------------------------------------ scripts

    def script(self, request: ScriptRequest) -> Script | None:
        os = self._os.get(request.os_id)
        script = next((s for s in os.get_install_script_list().get_elements() if s.get_profile() == request.profile), None) if os else None
        if os is None or script is None:
            return None
        lib = self._lib
        injections = _flags(script.get_injection_methods())
        if request.injection in injections:
            script.set_preferred_injection_method(getattr(lib.InstallScriptInjectionMethod, request.injection.upper()))
        with contextlib.suppress(AttributeError):
            script.set_installation_source(getattr(lib.InstallScriptInstallationSource, request.source.upper()))
        config = lib.InstallConfig.new("http://virtdeck/config")
        for key, value in request.config.items():
            if value:
                config.set_param(key, value)
        required = tuple(p.get_name() for p in script.get_config_param_list() if p.get_policy() == lib.InstallConfigParamPolicy.REQUIRED)
        return Script(
            filename=script.get_output_filename() or script.get_expected_filename(),
            content=script.generate(os, config, None),
            cmdline=(script.generate_command_line(os, config) or "").strip() if "initrd" in injections else "",  # Windows has none
            injections=injections,
            required=required,
            needs_internet=bool(script.get_needs_internet()),
            installation=script.get_id(),
        )


def _flags(value: Any) -> tuple[str, ...]:
    nicks: Iterable[str] = getattr(value, "value_nicks", ())
    return tuple(nicks)
