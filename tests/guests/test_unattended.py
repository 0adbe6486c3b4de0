"""Unattended installation: answers in each installer's own language, no typed word run by a shell, passwords hashed; and how they get there."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from console.guests import iso9660
from console.guests.boot import append_to_initrd, installer_files
from console.guests.crypt import sha512_crypt
from console.guests.isowriter import write_iso
from console.guests.osinfo import Osinfo
from console.guests.templates import find_template, load_templates
from console.guests.unattended import Prepared, host_name, prepare, problems, profiles, target_disk
from console.model.errors import Cause, ConsoleError
from console.model.templates import BuiltinTemplate, Medium, UnattendedAnswers
from tests.guests.test_media import make_iso

CATALOGUE = Path(__file__).resolve().parents[2] / "resources" / "catalogue"
NASTY = "pa'ss\"; $(reboot) `x` &<>\\ äあ"
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJm bob@desk"
ANSWERS = UnattendedAnswers("bob", NASTY, KEY, language="ja_JP", timezone="Asia/Tokyo", keyboard="jp", product_key="AAAAA-BBBBB-CCCCC-DDDDD-EEEEE")


@pytest.fixture(scope="module")
def osinfo() -> Iterator[Osinfo]:
    database = Osinfo()
    yield database
    database.shutdown()


@pytest.fixture(scope="module")
def templates(osinfo: Osinfo) -> tuple[BuiltinTemplate, ...]:
    return load_templates(CATALOGUE, osinfo.systems())


def get(templates: tuple[BuiltinTemplate, ...], name: str) -> BuiltinTemplate:
    found = find_template(templates, name)
    assert found is not None
    return found


def make(
    templates: tuple[BuiltinTemplate, ...], osinfo: Osinfo, name: str, kernel: str, answers: UnattendedAnswers = ANSWERS, **more: str
) -> Prepared:
    template = get(templates, name)
    medium = Medium(more.pop("path", "/iso/x.iso"), osinfo_id=template.osinfo_id, kernel=kernel, initrd="initrd" if kernel else "")
    return prepare(template, medium, answers, osinfo, name="My VM (1)", **more)  # type: ignore[arg-type]


def only(prepared: Prepared) -> str:
    return prepared.files[0][1].decode()


def verified(hashed: str) -> bool:
    return hashed == sha512_crypt(NASTY, hashed.split("$")[2])


# --------------------------------------------------------------------------- by installer


@pytest.mark.parametrize("name", ["debian8", "debian9", "debian11", "debian12", "debian13"])
def test_debian(templates: tuple[BuiltinTemplate, ...], osinfo: Osinfo, name: str) -> None:
    prepared = make(templates, osinfo, name, "install.amd/vmlinuz")
    assert prepared.injection == "initrd" and [n for n, _ in prepared.files] == ["preseed.cfg", "virtdeck.keys"]
    text = only(prepared)
    last = {}
    for line in text.splitlines():
        words = line.split(None, 3)
        if len(words) == 4 and words[0] == "d-i":
            last[words[1]] = words[3]
    assert last["passwd/username"] == "bob" and verified(last["passwd/user-password-crypted"])
    assert last["passwd/root-login"] == "false" and last["passwd/make-user"] == "true"
    assert last["netcfg/get_hostname"] == "my-vm-1" and last["time/zone"] == "Asia/Tokyo" and last["debian-installer/locale"] == "ja_JP.UTF-8"
    assert last["partman-auto/disk"] == "/dev/vda" and last["grub-installer/bootdev"] == "/dev/vda"
    assert "qemu-guest-agent" in last["pkgsel/include"]
    assert text.count("late_command") == 1, "only the last one would run"
    assert "osinfo-install-successful" in last["preseed/late_command"] and "sed -i '/cdrom/d'" in last["preseed/late_command"]
    assert "authorized_keys" in last["preseed/late_command"] and KEY not in text
    assert "reboot)" not in text and "virtdeck-no-password" not in text and "root-password" not in text
    assert "priority=critical" in prepared.cmdline and not prepared.secret


def test_debian_on_other_disks_without_agent_and_key(templates: tuple[BuiltinTemplate, ...], osinfo: Osinfo) -> None:
    plain = UnattendedAnswers("bob", "x", agent=False)
    prepared = make(templates, osinfo, "debian11", "install.amd/vmlinuz", plain, disk_bus="sata")
    assert [n for n, _ in prepared.files] == ["preseed.cfg"]
    assert "/dev/sda" in only(prepared) and "/dev/vda" not in only(prepared)
    assert "qemu-guest-agent" not in only(prepared) and "authorized_keys" not in only(prepared)
    assert "partman-efi" not in only(prepared)
    medium = Medium("/x.iso", kernel="install.amd/vmlinuz", initrd="i")
    assert "partman-efi" in only(prepare(get(templates, "debian11"), medium, plain, osinfo, name="x", efi=True))
    assert [target_disk(bus) for bus in ("virtio", "xen", "ide", "scsi")] == ["/dev/vda", "/dev/xvda", "/dev/sda", "/dev/sda"]


@pytest.mark.parametrize("name", ["rhel7", "centos7", "rhel9.0", "rocky9", "fedora36"])
def test_kickstart(templates: tuple[BuiltinTemplate, ...], osinfo: Osinfo, name: str) -> None:
    prepared = make(templates, osinfo, name, "images/pxeboot/vmlinuz")
    text = only(prepared)
    assert prepared.injection == "initrd" and "ks=file:/" in prepared.cmdline
    assert "rootpw --lock" in text and "virtdeck-no-password" not in text and "passwd --stdin" not in text and "reboot)" not in text
    user = next(line for line in text.splitlines() if line.startswith("user "))
    assert "--name=bob" in user and verified(user.partition("--password=")[2])
    assert "keyboard --xlayouts='jp'" in text and "hostname=my-vm-1" in text and "lang ja_JP.UTF-8" in text
    assert "\n%packages\nqemu-guest-agent\n%end" in text and f"\n{KEY}\nVIRTDECK\n" in text
    sections = [line.split()[0] for line in text.splitlines() if line.startswith("%")]
    assert all(pair in (("%packages", "%end"), ("%post", "%end")) for pair in zip(sections[::2], sections[1::2], strict=True)), sections


def test_kickstart_from_the_network(templates: tuple[BuiltinTemplate, ...], osinfo: Osinfo) -> None:
    prepared = make(templates, osinfo, "centos7", "images/pxeboot/vmlinuz", path="http://mirror.example/centos/7/os/x86_64")
    assert "inst.repo=http://mirror.example/centos/7/os/x86_64" in prepared.cmdline
    assert "url --url=http://mirror.example/centos/7/os/x86_64" in only(prepared) and "\ncdrom" not in only(prepared)


def test_opensuse(templates: tuple[BuiltinTemplate, ...], osinfo: Osinfo) -> None:
    prepared = make(templates, osinfo, "opensuse15.4", "boot/x86_64/loader/linux")
    text = only(prepared)
    space = {"y": "http://www.suse.com/1.0/yast2ns"}
    root = ElementTree.fromstring(text)
    users = {u.findtext("y:username", "", space): u for u in root.iterfind("y:users/y:user", space)}
    assert set(users) == {"root", "bob"} and verified(users["bob"].findtext("y:user_password", "", space))
    assert users["root"].findtext("y:user_password", "", space) == "!"
    assert users["bob"].findtext("y:authorized_keys/y:listentry", "", space) == KEY
    assert "qemu-guest-agent" in [p.text for p in root.iterfind("y:software/y:packages/y:package", space)]
    assert "reboot)" not in text and "ns0:" not in text and "virtdeck-no-password" not in text
    assert prepared.cmdline == "autoyast=file:///autoinst.xml" and prepared.injection == "initrd"


@pytest.mark.parametrize("name", ["ubuntu20.04", "ubuntu22.04", "ubuntu24.04"])
def test_ubuntu_server(templates: tuple[BuiltinTemplate, ...], osinfo: Osinfo, name: str) -> None:
    prepared = make(templates, osinfo, name, "casper/vmlinuz")
    assert (prepared.injection, prepared.label, prepared.cmdline) == ("cdrom", "CIDATA", "autoinstall noprompt")
    head, _, body = only(prepared).partition("\n")
    assert head == "#cloud-config"
    config = json.loads(body)["autoinstall"]
    assert config["identity"]["username"] == "bob" and verified(config["identity"]["password"])
    assert config["packages"] == ["qemu-guest-agent"] and config["ssh"]["authorized-keys"] == [KEY]
    assert prepared.files[1] == ("meta-data", b"instance-id: my-vm-1\n")


@pytest.mark.parametrize("name", ["win7", "win8.1", "win10", "win2k8r2"])
def test_windows(templates: tuple[BuiltinTemplate, ...], osinfo: Osinfo, name: str) -> None:
    prepared = make(templates, osinfo, name, "")
    assert (prepared.injection, prepared.files[0][0], prepared.cmdline, prepared.secret) == ("cdrom", "autounattend.xml", "", True)
    space = {"u": "urn:schemas-microsoft-com:unattend"}
    root = ElementTree.fromstring(prepared.files[0][1])
    values = [v.text for v in root.iter("{urn:schemas-microsoft-com:unattend}Value")]
    assert values and set(values) == {NASTY}, "as typed, quoted by XML"
    assert {k.get("processorArchitecture") for k in root.iter("{urn:schemas-microsoft-com:unattend}component")} == {"amd64"}
    commands = root.findall(".//u:FirstLogonCommands/u:SynchronousCommand", space)
    assert "virtio-win-guest-tools.exe" in commands[0].findtext("u:CommandLine", "", space)
    assert [c.findtext("u:Order", "", space) for c in commands] == [str(n + 1) for n in range(len(commands))]
    assert "shutdown" in commands[-1].findtext("u:CommandLine", "", space)


def test_every_offered_script_can_be_made(templates: tuple[BuiltinTemplate, ...], osinfo: Osinfo) -> None:
    made = 0
    for template in templates:
        for profile in profiles(template):
            kernel = "" if template.windows else "boot/linux"
            answers = UnattendedAnswers("bob", NASTY, KEY, profile=profile, product_key="AAAAA-BBBBB-CCCCC-DDDDD-EEEEE")
            medium = Medium("/x.iso", osinfo_id=template.osinfo_id, kernel=kernel, initrd=kernel)
            prepared = prepare(template, medium, answers, osinfo, name="x")
            assert prepared.files and (template.windows or b"reboot)" not in prepared.files[0][1]), template.id
            made += 1
    assert made > 100


def test_no_script_is_said(templates: tuple[BuiltinTemplate, ...], osinfo: Osinfo) -> None:
    with pytest.raises(ConsoleError, match="SUSE Linux Enterprise Server 12 SP3 can't be installed unattended") as refused:
        make(templates, osinfo, "sles12sp3", "boot/x86_64/loader/linux")
    assert refused.value.cause is Cause.UNSUPPORTED
    without = Osinfo(lambda: (_ for _ in ()).throw(ImportError("gi")))  # type: ignore[arg-type]
    with pytest.raises(ConsoleError, match="can't be installed unattended"):
        make(templates, without, "debian9", "install.amd/vmlinuz")
    without.shutdown()


# --------------------------------------------------------------------------- answers


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("user", {"user": "Bob Smith"}),
        ("user", {"user": "root"}),
        ("user", {"user": "bob\nd-i evil"}),
        ("user", {"user": ""}),
        ("password", {"password": ""}),
        ("password", {"password": "two\nlines"}),
        ("key", {"ssh_key": "ssh-ed25519 AAAA x\nVIRTDECK\nreboot"}),
        ("key", {"ssh_key": "ssh-ed25519 AAAA 'quoted'"}),
        ("key", {"ssh_key": "/home/bob/.ssh/id_rsa"}),
        ("hostname", {"hostname": "a b"}),
        ("hostname", {"hostname": "-x"}),
        ("language", {"language": "english"}),
        ("timezone", {"timezone": "Europe/Paris; reboot"}),
        ("keyboard", {"keyboard": "us'; reboot"}),
    ],
)
def test_answers_that_could_not_be_written_safely_are_refused(
    templates: tuple[BuiltinTemplate, ...], osinfo: Osinfo, field: str, changes: dict[str, str]
) -> None:
    values: dict[str, str] = {"user": "bob", "password": "x", **changes}
    answers = UnattendedAnswers(**values)  # type: ignore[arg-type]
    assert [p.field for p in problems(get(templates, "debian11"), answers)] == [f"unattended-{field}"]
    with pytest.raises(ConsoleError) as refused:
        make(templates, osinfo, "debian11", "install.amd/vmlinuz", answers)
    assert refused.value.cause is Cause.INVALID


def test_windows_needs_a_product_key(templates: tuple[BuiltinTemplate, ...]) -> None:
    assert [p.field for p in problems(get(templates, "win10"), UnattendedAnswers("bob", "x"))] == ["unattended-product-key"]
    assert not problems(get(templates, "win10"), UnattendedAnswers("bob", "x", product_key="aaaaa-bbbbb-ccccc-ddddd-eeeee"))


def test_host_names() -> None:
    assert [host_name(n) for n in ("My VM (1)", "web", "日本", "-a-", "x" * 80)] == ["my-vm-1", "web", "localhost", "a", "x" * 63]


def test_hash_is_what_the_c_library_makes() -> None:
    openssl = shutil.which("openssl")
    assert openssl
    for password, salt in (("Hello world!", "saltstring"), (NASTY, "a/b.c"), ("x" * 130, "0123456789abcdef")):
        made = subprocess.run([openssl, "passwd", "-6", "-salt", salt, "-stdin"], input=password + "\n", capture_output=True, text=True, check=True)
        assert sha512_crypt(password, salt) == made.stdout.strip()
    assert sha512_crypt("x") != sha512_crypt("x"), "a new salt each time"


# --------------------------------------------------------------------------- how they get to the installer


def test_answers_cd_is_read_by_others(tmp_path: Path) -> None:
    files = [("user-data", b"#cloud-config\n" + b"x" * 5000), ("meta-data", b""), ("autounattend.xml", b"<a/>")]
    image = write_iso("CIDATA", files)
    with io.BytesIO(image) as file:
        ours = iso9660.read_image(file)
        assert ours.label == "CIDATA" and ours.size_bytes == len(image)
        for name, content in files:
            entry = iso9660.find(file, ours, name)
            assert entry is not None and iso9660.read_file(file, ours, entry) == content
            assert ours.joliet is not None
    (tmp_path / "a.iso").write_bytes(image)
    argv = ["xorriso", "-osirrox", "on", "-indev", str(tmp_path / "a.iso"), "-extract", "/", str(tmp_path / "out")]
    subprocess.run(argv, check=True, capture_output=True, timeout=60)
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()} == dict(files)
    with pytest.raises(ValueError, match="does not fit"):
        write_iso("CIDATA", [("a/b", b"")])


def test_files_are_appended_to_an_initrd(tmp_path: Path) -> None:
    """As the kernel reads it: archives one after the other; cpio itself unpacks ours."""
    initrd = tmp_path / "initrd"
    first = gzip.compress(b"the installer's own")
    initrd.write_bytes(first)
    append_to_initrd(initrd, [("preseed.cfg", b"d-i x\n"), ("virtdeck.keys", b"k")])
    data = initrd.read_bytes()
    assert data.startswith(first)
    start = -(-len(first) // 4) * 4
    assert data[len(first) : start] == bytes(start - len(first)) and data[start : start + 2] == b"\x1f\x8b"
    subprocess.run(["cpio", "-i", "--quiet"], input=gzip.decompress(data[start:]), cwd=tmp_path, check=True, timeout=30)
    assert (tmp_path / "preseed.cfg").read_bytes() == b"d-i x\n" and (tmp_path / "virtdeck.keys").read_bytes() == b"k"
    assert (tmp_path / "preseed.cfg").stat().st_mode & 0o777 == 0o600


def test_installer_files_of_an_iso(templates: tuple[BuiltinTemplate, ...], osinfo: Osinfo, tmp_path: Path) -> None:
    iso = make_iso(
        tmp_path / "d.iso", "Debian 11.5.0 amd64 n", {"install.amd/vmlinuz": b"K" * 50, "install.amd/initrd.gz": gzip.compress(b"I", mtime=0)}
    )
    template = get(templates, "debian11")
    medium = Medium(str(iso), osinfo_id=template.osinfo_id, kernel="install.amd/vmlinuz", initrd="install.amd/initrd.gz")
    folder = tmp_path / "boot"
    folder.mkdir()
    files = installer_files(template, medium, folder, osinfo, name="x", answers=ANSWERS)
    assert files.kernel is not None and files.kernel.read_bytes() == b"K" * 50
    assert files.initrd is not None and files.initrd.stat().st_size > len(gzip.compress(b"I", mtime=0)) + 500
    assert files.answers_iso is None and "priority=critical" in files.cmdline and files.needs_internet
    by_hand = installer_files(template, medium, folder, osinfo, name="x")
    assert by_hand.initrd is not None and by_hand.initrd.read_bytes() == gzip.compress(b"I", mtime=0) and by_hand.cmdline == ""


def test_installer_files_of_windows_are_a_cd_alone(templates: tuple[BuiltinTemplate, ...], osinfo: Osinfo, tmp_path: Path) -> None:
    files = installer_files(get(templates, "win10"), Medium("/w.iso"), tmp_path, osinfo, name="x", answers=ANSWERS)
    assert files.kernel is None and files.initrd is None and files.secret
    assert files.answers_iso is not None and files.answers_iso.stat().st_mode & 0o777 == 0o600
    with pytest.raises(ConsoleError, match="No kernel and initrd"):
        installer_files(get(templates, "other"), Medium("/w.iso"), tmp_path, osinfo, name="x")


def test_debian_from_the_network_installs_from_that_mirror(templates: tuple[BuiltinTemplate, ...], osinfo: Osinfo) -> None:
    path = "https://mirror.example:8443/pub/debian/dists/bookworm/main/installer-amd64"
    text = only(make(templates, osinfo, "debian12", "current/images/netboot/debian-installer/amd64/linux", path=path))
    assert (
        "d-i mirror/protocol string https\nd-i mirror/https/hostname string mirror.example:8443\nd-i mirror/https/directory string /pub/debian"
        in text
    )
    assert "d-i mirror/suite string bookworm" in text
    assert "mirror/country" not in only(make(templates, osinfo, "debian12", "install.amd/vmlinuz"))
