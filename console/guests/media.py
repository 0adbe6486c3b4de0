"""Installation media: what an ISO image or a network repository is, and how its installer is started.

Nothing here trusts a name: an image is what its descriptors say, a repository is what answers. Everything blocks and belongs in a background
thread; every network request has a deadline.
"""

from __future__ import annotations

import configparser
import dataclasses
import http.client
import io
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from console.guests import iso9660
from console.guests.osinfo import Identified, IsoIds, Osinfo
from console.model.errors import Cause, ConsoleError
from console.model.templates import BuiltinTemplate, Medium
from console.model.text import N_, Text

INSTALLERS: Sequence[tuple[str, str]] = (
    ("images/pxeboot/vmlinuz", "images/pxeboot/initrd.img"),
    ("isolinux/vmlinuz", "isolinux/initrd.img"),
    ("install.amd/vmlinuz", "install.amd/initrd.gz"),
    ("install/vmlinuz", "install/initrd.gz"),
    ("casper/vmlinuz", "casper/initrd"),
    ("casper/vmlinuz", "casper/initrd.gz"),
    ("casper/vmlinuz", "casper/initrd.lz"),
    ("boot/x86_64/loader/linux", "boot/x86_64/loader/initrd"),
    ("arch/boot/x86_64/vmlinuz-linux", "arch/boot/x86_64/initramfs-linux.img"),
)
"""Where installation CDs keep kernel and initrd: Red Hat family, Debian, Ubuntu (old and new), SUSE, Arch."""

TREES: Sequence[tuple[str, str]] = (
    *INSTALLERS,
    ("current/images/netboot/debian-installer/amd64/linux", "current/images/netboot/debian-installer/amd64/initrd.gz"),
    ("current/images/netboot/ubuntu-installer/amd64/linux", "current/images/netboot/ubuntu-installer/amd64/initrd.gz"),
    ("current/legacy-images/netboot/ubuntu-installer/amd64/linux", "current/legacy-images/netboot/ubuntu-installer/amd64/initrd.gz"),
    (
        "main/installer-amd64/current/images/netboot/debian-installer/amd64/linux",
        "main/installer-amd64/current/images/netboot/debian-installer/amd64/initrd.gz",
    ),
    (
        "main/installer-amd64/current/images/netboot/ubuntu-installer/amd64/linux",
        "main/installer-amd64/current/images/netboot/ubuntu-installer/amd64/initrd.gz",
    ),
    ("linux", "initrd.gz"),
    ("vmlinuz", "initrd.img"),
)
"""The same in network repositories, relative to the address."""

DEADLINE = 30.0
_TREEINFO_LIMIT = 256 << 10
_AGENT = {"User-Agent": "virtdeck"}


def identify(where: str, osinfo: Osinfo, templates: Sequence[BuiltinTemplate] = (), *, seconds: float = DEADLINE) -> Medium:
    """Look at an ISO image, a folder with an installation tree, or an http(s) address. Never raises: what is wrong is in ``problem``."""
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*://", where):
        return identify_tree(where, osinfo, templates, seconds=seconds)
    path = Path(where)
    try:
        if path.is_dir():
            return identify_tree(where, osinfo, templates, seconds=seconds)
        with path.open("rb") as file:
            size = file.seek(0, io.SEEK_END)
            return identify_file(where, file, size, osinfo, templates)
    except FileNotFoundError:
        return Medium(where, readable=False, is_iso=False, problem=N_("{path} does not exist.", path=where))
    except PermissionError:
        return Medium(where, readable=False, is_iso=False, problem=N_("You are not allowed to read {path}.", path=where))
    except OSError as failure:
        return Medium(
            where, readable=False, is_iso=False, problem=N_("{path} can't be read: {reason}.", path=where, reason=failure.strerror or str(failure))
        )


# --------------------------------------------------------------------------- ISO images


def identify_head(where: str, head: bytes, size: int, osinfo: Osinfo, templates: Sequence[BuiltinTemplate] = ()) -> Medium:
    """The same from the first bytes of an image on another host (at least :data:`iso9660.HEAD`; a megabyte shows most boot catalogs)."""
    return identify_file(where, io.BytesIO(head), size, osinfo, templates, whole=False)


def identify_file(where: str, file: BinaryIO, size: int, osinfo: Osinfo, templates: Sequence[BuiltinTemplate] = (), *, whole: bool = True) -> Medium:
    """Look at an open image of ``size`` bytes. OSError passes."""
    try:
        image = iso9660.read_image(file)
    except iso9660.NotIso:
        return Medium(where, is_iso=False, bootable=False, size_bytes=size, problem=_not_iso(where, file, size))
    boot = iso9660.bootable(file, image)
    kernel, initrd = _installer(file, image) if whole else ("", "")
    found = osinfo.identify_iso(IsoIds(image.label, image.system, image.publisher, image.application, image.size_bytes))
    template = _by_label(image.label, templates) or (match_template(found.os_id, templates) if found else None)
    if found is not None and whole and found.medium.kernel and iso9660.find(file, image, found.medium.kernel):
        kernel, initrd = found.medium.kernel, found.medium.initrd or initrd
    problem: Text | None = None
    if size < min(image.size_bytes, 1 << 50) - 300 * 1024:  # hybrid images may lack the padding at the end
        problem = N_("{path} is cut off: it should have {size} bytes. Download or copy it again.", path=where, size=image.size_bytes)
    medium = Medium(
        path=where,
        bootable=None if boot is None else boot.bios or boot.efi,
        label=image.label,
        size_bytes=size,
        osinfo_id=template.osinfo_id if template and found is None else found.os_id if found else "",
        os_name=template.label if template is not None and (found is None or template.osinfo_id != found.os_id) else found.name if found else "",
        template_id=template.id if template else "",
        kernel=kernel,
        initrd=initrd,
        live=found.medium.live if found else False,
        problem=problem,
    )
    return dataclasses.replace(medium, unattended=_profiles(medium, found, template))


def _not_iso(where: str, file: BinaryIO, size: int) -> Text:
    file.seek(0)
    head = file.read(8)
    if size == 0:
        return N_("{path} is empty.", path=where)
    if head.startswith((b"QFI\xfb", b"KDMV", b"conectix", b"vhdxfile", b"<<< ")):
        return N_("{path} is a disk image, not an installation medium.", path=where)
    if head.startswith((b"\x1f\x8b", b"\xfd7zXZ", b"BZh", b"PK\x03\x04", b"7z\xbc\xaf")):
        return N_("{path} is compressed: unpack it first.", path=where)
    if size < iso9660.HEAD:
        return N_("{path} is too small for an ISO image.", path=where)
    return N_("{path} is not an ISO image.", path=where)


def _installer(file: BinaryIO, image: iso9660.Image) -> tuple[str, str]:
    for kernel, initrd in INSTALLERS:
        if iso9660.find(file, image, kernel) is not None and iso9660.find(file, image, initrd) is not None:
            return kernel, initrd
    return "", ""


def extract(iso: str, inner: str, destination: Path) -> int:
    """Copy one file out of an image of this computer; returns its bytes. ConsoleError when it is not there; OSError of the destination passes."""
    try:
        with Path(iso).open("rb") as file:
            image = iso9660.read_image(file)
            entry = iso9660.find(file, image, inner)
            if entry is None or entry.directory:
                raise ConsoleError(N_("The installation medium {path} has no file {file}.", path=iso, file=inner), cause=Cause.INVALID)
            with destination.open("wb") as out:
                written = sum(out.write(piece) for piece in iso9660.chunks(file, image, entry))
    except iso9660.NotIso as failure:
        raise ConsoleError(N_("{path} is not an ISO image.", path=iso), cause=Cause.INVALID, detail=str(failure)) from failure
    if written != entry.length:
        raise ConsoleError(N_("The installation medium {path} is cut off.", path=iso), cause=Cause.INVALID, remedy=N_("Download or copy it again."))
    return written


# --------------------------------------------------------------------------- templates and profiles


def _by_label(label: str, templates: Sequence[BuiltinTemplate]) -> BuiltinTemplate | None:
    """The template of ours whose media have such a label: releases that are newer than the installed database."""
    return next((t for t in templates if t.volume_id and re.search(t.volume_id, label)), None)


def match_template(osinfo_id: str, templates: Sequence[BuiltinTemplate]) -> BuiltinTemplate | None:
    """The template for an OS: its own, else the newest of the same series ("rhel/7.3", "rhel/7-unknown" → our "rhel7")."""
    exact = next((t for t in templates if t.osinfo_id == osinfo_id), None)
    if exact is not None:
        return exact
    series = _series(osinfo_id)
    related = [t for t in templates if t.osinfo_id and _series(t.osinfo_id) == series]
    return next((t for t in related if t.guide), max(related, key=lambda t: t.release_date, default=None))


def _series(osinfo_id: str) -> tuple[str, str]:
    vendor, _, version = osinfo_id.rpartition("/")
    major = re.match(r"[0-9]+", version)
    return vendor, major[0] if major else version


def _profiles(medium: Medium, found: Identified | None, template: BuiltinTemplate | None) -> tuple[str, ...]:
    """Unattended installations that can run from it. Linux: the kernel has to be started directly, to be told where the answers are."""
    windows = template.windows if template else "microsoft.com" in medium.osinfo_id
    known = found.profiles if found else template.profiles if template else ()
    if windows:
        return known
    if not (medium.kernel and medium.initrd):
        return ()
    if medium.kernel.startswith("casper/"):  # Ubuntu's live installer: libosinfo's scripts are for the older one, ours is for the server's
        return ("jeos",) if re.match(r"Ubuntu-Server (2[0-9])\.", medium.label) else ()
    return known


# --------------------------------------------------------------------------- network repositories and folders


class _Tree:
    """A repository by address or a folder: what is there, within one deadline."""

    def __init__(self, where: str, seconds: float) -> None:
        self.where = where.rstrip("/")
        self.remote = "://" in where
        self.refusal = ""  # what the server said instead of "not found"
        self._end = time.monotonic() + seconds

    def _left(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(left, 10.0)

    def _open(self, relative: str, method: str) -> bytes:
        request = urllib.request.Request(f"{self.where}/{relative}" if relative else f"{self.where}/", method=method, headers=_AGENT)
        with urllib.request.urlopen(request, timeout=self._left()) as answer:
            return bytes(answer.read(_TREEINFO_LIMIT)) if method == "GET" else b""

    def read(self, relative: str) -> str | None:
        """Text of a small file; None when it is not there. URLError and TimeoutError when the server itself is not."""
        if not self.remote:
            path = Path(self.where) / relative
            return path.read_text(encoding="utf-8", errors="replace")[:_TREEINFO_LIMIT] if path.is_file() else None
        try:
            return self._open(relative, "GET").decode("utf-8", "replace")
        except urllib.error.HTTPError as failure:
            self._refused(failure)
            return None

    def has(self, relative: str) -> bool:
        if not self.remote:
            return (Path(self.where) / relative).is_file()
        try:
            self._open(relative, "HEAD")
        except urllib.error.HTTPError as failure:
            if failure.code in (405, 501):
                failure.close()
                return self.read(relative) is not None
            self._refused(failure)
            return False
        return True

    def _refused(self, failure: urllib.error.HTTPError) -> None:
        """Some servers forbid files that begin with a dot, so a refusal counts only if nothing is found in the end."""
        if failure.code not in (404, 410):
            self.refusal = f"{failure.code} {failure.reason}"
        failure.close()


def identify_tree(where: str, osinfo: Osinfo, templates: Sequence[BuiltinTemplate] = (), *, seconds: float = DEADLINE) -> Medium:
    """Look at an installation tree at an http(s) address or in a local folder."""
    scheme = where.partition("://")[0].lower() if "://" in where else ""
    if scheme not in ("", "http", "https"):
        problem = N_("Network repositories over {scheme} are not supported: use an http or https address.", scheme=scheme)
        return Medium(where, readable=False, is_iso=False, problem=problem)
    if scheme and not urllib.parse.urlsplit(where).hostname:
        return Medium(where, readable=False, is_iso=False, problem=N_("“{url}” is not a complete address.", url=where))
    tree = _Tree(where, seconds)
    try:
        return _look(tree, where, osinfo, templates)
    except TimeoutError:
        problem = N_("{url} did not answer in time.", url=where)
    except urllib.error.URLError as failure:
        if isinstance(failure.reason, TimeoutError):
            problem = N_("{url} did not answer in time.", url=where)
        else:
            problem = N_("{url} can't be reached: {reason}.", url=where, reason=getattr(failure.reason, "strerror", None) or str(failure.reason))
    except (OSError, ValueError, http.client.HTTPException) as failure:  # no web server, or an address that can't be one
        problem = N_("{url} can't be reached: {reason}.", url=where, reason=str(failure))
    return Medium(where, readable=False, is_iso=False, problem=problem)


def _look(tree: _Tree, where: str, osinfo: Osinfo, templates: Sequence[BuiltinTemplate]) -> Medium:
    kernel = initrd = ""
    found: Identified | None = None
    template: BuiltinTemplate | None = None
    for name in (".treeinfo", "treeinfo"):
        text = tree.read(name)
        if text:
            kernel, initrd = _treeinfo_images(text)
            found = osinfo.identify_treeinfo(text, where)
            break
    if not (kernel and initrd and tree.has(kernel) and tree.has(initrd)):
        kernel, initrd = next(((k, i) for k, i in TREES if tree.has(k) and tree.has(i)), ("", ""))
    if found is not None:
        template = match_template(found.os_id, templates)
    elif kernel:
        template = _by_address(where, templates)
    problem = None
    if not kernel and tree.refusal:
        problem = N_("{url} answered: {reason}.", url=where, reason=tree.refusal)
    elif not kernel:
        problem = N_("No kernel and initrd of an installer were found at {url}.", url=where)
    medium = Medium(
        path=where,
        is_iso=False,
        bootable=bool(kernel),
        osinfo_id=found.os_id if found else template.osinfo_id if template else "",
        os_name=found.name if found else template.label if template else "",
        template_id=template.id if template else "",
        kernel=kernel,
        initrd=initrd,
        problem=problem,
    )
    return dataclasses.replace(medium, unattended=_profiles(medium, found, template))


def _treeinfo_images(text: str) -> tuple[str, str]:
    """Kernel and initrd of ``[images-x86_64]`` (https://release-engineering.github.io/productmd/treeinfo-1.0.html)."""
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(text)
    except configparser.Error:
        return "", ""
    section = parser["images-x86_64"] if parser.has_section("images-x86_64") else None
    return (section.get("kernel", "").lstrip("/"), section.get("initrd", "").lstrip("/")) if section is not None else ("", "")


def _by_address(where: str, templates: Sequence[BuiltinTemplate]) -> BuiltinTemplate | None:
    """Debian and Ubuntu trees carry no description, but their address has the codename: …/dists/bookworm/…"""
    match = re.search(r"/dists/([a-z]+)(?:-[a-z]+)?(?:/|$)", where)
    return next((t for t in templates if match is not None and t.codename.casefold() == match[1]), None)


def installer_cmdline(medium: Medium, template: BuiltinTemplate) -> str:
    """What the installer's kernel must be told so that it finds its packages at the repository's address. "" where it asks or knows by itself."""
    if medium.is_iso or "://" not in medium.path:
        return ""
    if template.family in ("redhat", "fedora"):
        return f"inst.repo={medium.path}"
    return f"install={medium.path}" if template.family == "suse" else ""


def download(url: str, destination: Path, progress: Callable[[int, int | None], bool], *, stall: float = 30.0) -> int:
    """Fetch a file (an installer's kernel or initrd) to this computer; returns its bytes.

    ``progress(done, total)`` is called for every piece; False stops it. ``stall``: seconds without a byte after which it fails.
    ConsoleError(UNREACHABLE, INVALID, CANCELLED).
    """
    request = urllib.request.Request(url, headers=_AGENT)
    if urllib.parse.urlsplit(url).scheme not in ("http", "https"):
        raise ConsoleError(N_("{url} can't be fetched: only http and https addresses can.", url=url), cause=Cause.INVALID)
    try:
        with urllib.request.urlopen(request, timeout=stall) as answer, destination.open("wb") as out:
            length = answer.headers.get("Content-Length")
            total, done = int(length) if length and length.isdigit() else None, 0
            while piece := answer.read(1 << 18):
                done += out.write(piece)
                if not progress(done, total):
                    raise ConsoleError(N_("Fetching {url} was cancelled.", url=url), cause=Cause.CANCELLED)
    except (OSError, ValueError, http.client.HTTPException) as failure:
        if isinstance(failure, urllib.error.HTTPError):
            failure.close()
        raise ConsoleError(
            N_("{url} could not be fetched: {reason}.", url=url, reason=getattr(failure, "reason", None) or str(failure)),
            cause=Cause.UNREACHABLE,
            detail=repr(failure),
        ) from failure
    if total is not None and done != total:
        raise ConsoleError(N_("{url} could not be fetched: the connection ended early.", url=url), cause=Cause.UNREACHABLE)
    return done
