"""Installation media: real ISO images made by xorriso, a real web server on loopback, and everything that is not a medium."""

from __future__ import annotations

import functools
import http.server
import os
import random
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from console.guests import iso9660, media
from console.guests.osinfo import Osinfo
from console.guests.templates import load_templates
from console.model.errors import Cause, ConsoleError
from console.model.templates import BuiltinTemplate, Medium

CATALOGUE = Path(__file__).resolve().parents[2] / "resources" / "catalogue"


@pytest.fixture(scope="module")
def osinfo() -> Iterator[Osinfo]:
    database = Osinfo()
    yield database
    database.shutdown()


@pytest.fixture(scope="module")
def templates(osinfo: Osinfo) -> tuple[BuiltinTemplate, ...]:
    return load_templates(CATALOGUE, osinfo.systems())


Look = Callable[..., Medium]


@pytest.fixture
def look(osinfo: Osinfo, templates: tuple[BuiltinTemplate, ...]) -> Look:
    return lambda where, **more: media.identify(str(where), osinfo, templates, **more)


def make_iso(path: Path, label: str, files: dict[str, bytes], *, boot: bool = True, publisher: str = "", rock_ridge: bool = True) -> Path:
    """An ISO image as the vendors make them: El Torito, Joliet, Rock Ridge, and long enough."""
    tree = path.with_suffix(".tree")
    for name, content in {**({"boot/boot.img": bytes(2048)} if boot else {}), **files}.items():
        target = tree / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    argv = ["xorriso", "-as", "mkisofs", "-quiet", "-sysid", "LINUX", "-V", label, "-o", str(path), "-J"]
    argv += ["-R"] if rock_ridge else []
    argv += ["-b", "boot/boot.img", "-no-emul-boot", "-boot-load-size", "4"] if boot else []
    argv += ["-publisher", publisher] if publisher else []
    subprocess.run([*argv, str(tree)], check=True, capture_output=True, timeout=60)
    return path


# --------------------------------------------------------------------------- ISO images


def test_debian_image(look: Look, tmp_path: Path) -> None:
    iso = make_iso(tmp_path / "d.iso", "Debian 11.5.0 amd64 n", {"install.amd/vmlinuz": b"K" * 5000, "install.amd/initrd.gz": b"I" * 7000})
    medium = look(iso)
    assert (medium.label, medium.os_name, medium.template_id) == ("Debian 11.5.0 amd64 n", "Debian 11", "debian11")
    assert (medium.readable, medium.is_iso, medium.bootable, medium.problem) == (True, True, True, None)
    assert (medium.kernel, medium.initrd) == ("install.amd/vmlinuz", "install.amd/initrd.gz")
    assert "jeos" in medium.unattended
    assert medium.size_bytes == iso.stat().st_size
    assert media.extract(str(iso), medium.kernel, tmp_path / "k") == 5000
    assert (tmp_path / "k").read_bytes() == b"K" * 5000


def test_release_newer_than_the_database_is_known_by_its_label(look: Look, tmp_path: Path) -> None:
    files = {"install.amd/vmlinuz": b"K", "install.amd/initrd.gz": b"I"}
    medium = look(make_iso(tmp_path / "d.iso", "Debian 12.9.0 amd64 n", files))
    assert (medium.template_id, medium.os_name, medium.osinfo_id) == ("debian12", "Debian 12 (Bookworm)", "http://debian.org/debian/12")
    assert "jeos" in medium.unattended, "the script of the release before it fits"


def test_minor_release_finds_the_guides_template(look: Look, tmp_path: Path) -> None:
    files = {"images/pxeboot/vmlinuz": b"K", "images/pxeboot/initrd.img": b"I"}
    medium = look(make_iso(tmp_path / "r.iso", "RHEL-7.9 Server.x86_64", files))
    assert medium.template_id == "rhel7"


def test_windows_image_by_label_and_publisher(look: Look, tmp_path: Path) -> None:
    medium = look(make_iso(tmp_path / "w.iso", "CCCOMA_X64FRE_EN-US_DV9", {"README.TXT": b"x"}, publisher="MICROSOFT CORPORATION"))
    assert medium.template_id in ("win10", "win11") and medium.kernel == ""


def test_ubuntu_server_is_unattended_by_autoinstall_but_desktop_is_not(look: Look, tmp_path: Path) -> None:
    files = {"casper/vmlinuz": b"K", "casper/initrd": b"I"}
    server = look(make_iso(tmp_path / "s.iso", "Ubuntu-Server 22.04.1 LTS amd64", files))
    desktop = look(make_iso(tmp_path / "u.iso", "Ubuntu 22.04.1 LTS amd64", files))
    assert server.unattended == ("jeos",) and desktop.unattended == ()
    assert server.template_id == desktop.template_id == "ubuntu22.04"


def test_unknown_image_still_shows_what_it_has(look: Look, tmp_path: Path) -> None:
    medium = look(make_iso(tmp_path / "x.iso", "MY_OWN_LINUX", {"isolinux/vmlinuz": b"K", "isolinux/initrd.img": b"I"}, rock_ridge=False))
    assert (medium.template_id, medium.os_name, medium.unattended, medium.problem) == ("", "", (), None)
    assert (medium.kernel, medium.bootable) == ("isolinux/vmlinuz", True)


def test_image_that_cannot_be_booted(look: Look, tmp_path: Path) -> None:
    medium = look(make_iso(tmp_path / "x.iso", "DATA", {"readme.txt": b"hello"}, boot=False))
    assert medium.is_iso and medium.bootable is False and medium.problem is None


def test_head_of_an_image_on_another_host(osinfo: Osinfo, templates: tuple[BuiltinTemplate, ...], tmp_path: Path) -> None:
    iso = make_iso(tmp_path / "d.iso", "Debian 11.5.0 amd64 n", {"pool/big": bytes(3 << 20)})
    data = iso.read_bytes()
    medium = media.identify_head("/far/d.iso", data[: 1 << 20], len(data), osinfo, templates)
    assert (medium.path, medium.template_id, medium.problem) == ("/far/d.iso", "debian11", None)
    short = media.identify_head("/far/d.iso", data[: iso9660.HEAD], len(data), osinfo, templates)
    assert short.template_id == "debian11" and short.bootable in (None, False)


def test_deep_and_long_names_are_found(tmp_path: Path) -> None:
    long = "a-rather-long-file-name-that-plain-iso9660-cuts.conf"
    iso = make_iso(tmp_path / "x.iso", "X", {f"one/two/three/{long}": b"deep", **{f"one/{n:04}.txt": b"" for n in range(300)}})
    with iso.open("rb") as file:
        image = iso9660.read_image(file)
        for path in (f"one/two/three/{long}", f"ONE/Two/three/{long.upper()}"):
            entry = iso9660.find(file, image, path)
            assert entry is not None and iso9660.read_file(file, image, entry) == b"deep"
        assert iso9660.find(file, image, "one/two/absent") is None
        assert iso9660.find(file, image, f"one/two/three/{long}/below") is None
        assert len(iso9660.listdir(file, image, "one")) == 301, "more than one sector of entries"
        assert iso9660.listdir(file, image, "nowhere") == ()


# --------------------------------------------------------------------------- what is no medium


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"hello", "is too small for an ISO image"),
        (b"QFI\xfb" + bytes(100_000), "is a disk image"),
        (b"\x1f\x8b" + bytes(100_000), "is compressed"),
        (bytes(100_000), "is not an ISO image"),
    ],
)
def test_no_iso_image(look: Look, tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "x.iso").write_bytes(content)
    medium = look(tmp_path / "x.iso")
    assert not medium.is_iso and says in str(medium.problem) and str(tmp_path) in str(medium.problem)


def test_missing_and_forbidden_files(look: Look, tmp_path: Path) -> None:
    medium = look(tmp_path / "absent.iso")
    assert not medium.readable and str(medium.problem) == f"{tmp_path}/absent.iso does not exist."
    medium = look(tmp_path / "d.iso" / "below")
    assert not medium.readable and medium.problem is not None
    (tmp_path / "d.iso").write_bytes(b"")
    assert "can't be read" in str(look(tmp_path / "d.iso" / "below").problem)
    if os.geteuid() != 0:
        (tmp_path / "d.iso").chmod(0)
        assert "not allowed" in str(look(tmp_path / "d.iso").problem)


def test_cut_off_image_is_said(look: Look, tmp_path: Path) -> None:
    iso = make_iso(tmp_path / "d.iso", "Debian 11.5.0 amd64 n", {"pool/big": bytes(4 << 20)})
    os.truncate(iso, 2 << 20)
    medium = look(iso)
    assert "is cut off" in str(medium.problem) and medium.template_id == "debian11"


def test_damaged_images_raise_nothing(look: Look, tmp_path: Path) -> None:
    sound = make_iso(tmp_path / "d.iso", "Debian 11.5.0 amd64 n", {"install.amd/vmlinuz": b"K", "install.amd/initrd.gz": b"I"}).read_bytes()
    rng = random.Random(7)
    for _ in range(150):
        data = bytearray(sound)
        for _ in range(rng.randrange(1, 120)):
            data[rng.randrange(16 * 2048, min(len(data), 120_000))] = rng.randrange(256)
        (tmp_path / "x.iso").write_bytes(data[: rng.randrange(len(data))])
        assert isinstance(look(tmp_path / "x.iso"), Medium)


# --------------------------------------------------------------------------- network repositories


class Server:
    """A web server on loopback over a folder; counts requests, can be slow or refuse HEAD."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.delay = 0.0
        self.refuse_head = False
        self.status = 0
        self.forbidden = ""
        outer = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def log_message(self, format: str, *args: object) -> None:
                pass

            def do_GET(self) -> None:
                if outer.status or self.path.rpartition("/")[2].startswith(outer.forbidden or "/"):
                    self.send_error(outer.status or 403)
                    return
                time.sleep(outer.delay)
                super().do_GET()

            def do_HEAD(self) -> None:
                if outer.refuse_head or outer.status:
                    self.send_error(outer.status or 405)
                    return
                time.sleep(outer.delay)
                super().do_HEAD()

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(root)))
        self.server.daemon_threads = True
        self.server.block_on_close = False
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def put(self, path: str, content: bytes) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path / "www")
    running.root.mkdir(exist_ok=True)
    yield running
    running.server.shutdown()
    running.server.server_close()
    running.thread.join(5)


TREEINFO = b"""[general]
arch = x86_64
family = Fedora
name = Fedora 36
variant = Server
version = 36

[images-x86_64]
kernel = images/pxeboot/vmlinuz
initrd = images/pxeboot/initrd.img
"""


def test_fedora_tree(look: Look, server: Server) -> None:
    server.put("f/.treeinfo", TREEINFO)
    server.put("f/images/pxeboot/vmlinuz", b"K")
    server.put("f/images/pxeboot/initrd.img", b"I")
    medium = look(f"{server.url}/f/")
    assert (medium.osinfo_id, medium.template_id) == ("http://fedoraproject.org/fedora/36", "fedora36")
    assert (medium.kernel, medium.initrd, medium.problem) == ("images/pxeboot/vmlinuz", "images/pxeboot/initrd.img", None)
    assert not medium.is_iso and "jeos" in medium.unattended


def test_debian_tree_by_its_codename_even_where_head_is_refused(look: Look, server: Server) -> None:
    base = "debian/dists/bookworm/main/installer-amd64"
    for name in ("linux", "initrd.gz"):
        server.put(f"{base}/current/images/netboot/debian-installer/amd64/{name}", b"x")
    for refuse in (False, True):
        server.refuse_head = refuse
        for address in (f"{server.url}/{base}", f"{server.url}/debian/dists/bookworm/"):
            medium = look(address)
            assert medium.template_id == "debian12" and medium.kernel.endswith("debian-installer/amd64/linux"), address
            assert medium.problem is None


def test_server_that_forbids_dot_files_is_no_obstacle(look: Look, server: Server) -> None:
    server.forbidden = "."
    server.put("d/dists/bookworm/main/installer-amd64/current/images/netboot/debian-installer/amd64/linux", b"K")
    server.put("d/dists/bookworm/main/installer-amd64/current/images/netboot/debian-installer/amd64/initrd.gz", b"I")
    medium = look(f"{server.url}/d/dists/bookworm/main/installer-amd64/")
    assert medium.problem is None and medium.template_id == "debian12"


def test_suse_tree_and_its_command_line(look: Look, server: Server, templates: tuple[BuiltinTemplate, ...]) -> None:
    server.put("s/boot/x86_64/loader/linux", b"K")
    server.put("s/boot/x86_64/loader/initrd", b"I")
    medium = look(f"{server.url}/s")
    suse = next(t for t in templates if t.id == "sles12sp3")
    redhat = next(t for t in templates if t.id == "centos7")
    assert medium.kernel == "boot/x86_64/loader/linux"
    assert media.installer_cmdline(medium, suse) == f"install={server.url}/s"
    assert media.installer_cmdline(medium, redhat) == f"inst.repo={server.url}/s"


def test_folder_of_this_computer(look: Look, tmp_path: Path) -> None:
    (tmp_path / ".treeinfo").write_bytes(TREEINFO)
    for name in ("vmlinuz", "initrd.img"):
        (tmp_path / "images" / "pxeboot").mkdir(parents=True, exist_ok=True)
        (tmp_path / "images" / "pxeboot" / name).write_bytes(b"x")
    medium = look(tmp_path)
    assert (medium.template_id, medium.kernel) == ("fedora36", "images/pxeboot/vmlinuz")


def test_address_without_an_installer(look: Look, server: Server) -> None:
    medium = look(f"{server.url}/nothing")
    assert medium.bootable is False and f"{server.url}/nothing" in str(medium.problem) and "No kernel" in str(medium.problem)


def test_address_that_refuses_or_is_silent(look: Look, server: Server) -> None:
    server.status = 403
    assert "answered: 403" in str(look(f"{server.url}/x").problem)
    server.status, server.delay = 0, 5.0
    begun = time.monotonic()
    medium = look(f"{server.url}/x", seconds=0.5)
    assert "did not answer in time" in str(medium.problem) and not medium.readable
    assert time.monotonic() - begun < 3
    server.delay = 0.0


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("ftp://mirror.example/x", "Network repositories over ftp are not supported"),
        ("nfs://server/export", "Network repositories over nfs are not supported"),
        ("file:///etc", "Network repositories over file are not supported"),
        ("http://", "is not a complete address"),
        ("http://127.0.0.1:1/x", "can't be reached"),
        ("http://host with blanks/", "can't be reached"),
    ],
)
def test_bad_addresses_are_one_sentence(look: Look, address: str, says: str) -> None:
    medium = look(address, seconds=3)
    assert says in str(medium.problem) and not medium.readable and "\n" not in str(medium.problem)


def test_download_with_progress_cancel_and_failure(server: Server, tmp_path: Path) -> None:
    server.put("k", b"K" * 700_000)
    seen: list[tuple[int, int | None]] = []
    assert media.download(f"{server.url}/k", tmp_path / "k", lambda done, total: seen.append((done, total)) is None) == 700_000
    assert (tmp_path / "k").stat().st_size == 700_000 and seen[-1] == (700_000, 700_000) and len(seen) > 1
    with pytest.raises(ConsoleError) as stopped:
        media.download(f"{server.url}/k", tmp_path / "k", lambda done, total: False)
    assert stopped.value.cause is Cause.CANCELLED
    with pytest.raises(ConsoleError, match="could not be fetched") as failed:
        media.download(f"{server.url}/absent", tmp_path / "k", lambda done, total: True)
    assert failed.value.cause is Cause.UNREACHABLE
    with pytest.raises(ConsoleError, match="only http and https"):
        media.download("file:///etc/passwd", tmp_path / "k", lambda done, total: True)


def test_xorriso_is_there() -> None:
    """packaging/test installs it; the tests above need it."""
    assert shutil.which("xorriso")
