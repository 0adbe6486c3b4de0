"""The demo appliance: what its image holds and does not hold, and that it boots to its agent."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import libvirt
import libvirt_qemu
import pytest

from tests.fixtures.daemon import PrivateLibvirtd

ROOT_PARTITION = 41 * 1024 * 1024
"""Where the second partition begins (packaging/demo/build)."""


@pytest.fixture(scope="module")
def root_image(demo_appliance: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root file system alone, for debugfs."""
    folder = tmp_path_factory.mktemp("root")
    raw, root = folder / "disk.raw", folder / "root.img"
    subprocess.run(["qemu-img", "convert", "-O", "raw", demo_appliance / "demo.qcow2", raw], check=True, timeout=60)
    subprocess.run(["dd", f"if={raw}", f"of={root}", "bs=1M", f"skip={ROOT_PARTITION >> 20}", "conv=sparse", "status=none"], check=True, timeout=60)
    raw.unlink()
    return root


def debugfs(image: Path, request: str) -> str:
    tool = shutil.which("debugfs", path="/usr/sbin:/sbin:/usr/bin:/bin") or "debugfs"
    return subprocess.run([tool, "-R", request, image], capture_output=True, text=True, timeout=20, check=True).stdout


def test_about_tells_the_truth(demo_appliance: Path) -> None:
    about = json.loads((demo_appliance / "about.json").read_text())
    for name, facts in about["files"].items():
        data = (demo_appliance / name).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (facts["size"], facts["sha256"]), name
    assert about["kernel"] and about["agent"] and about["login"] == {"user": "root", "password": "demo"}
    assert about["packages"]["qemu-guest-agent"] == about["agent"]


def test_small(demo_appliance: Path) -> None:
    assert sum(file.stat().st_size for file in demo_appliance.iterdir() if file.is_file()) < 60_000_000


def test_no_identity_in_the_image(root_image: Path) -> None:
    """Two VMs from it must not share a machine-id, ssh host keys or a DHCP lease."""
    etc = debugfs(root_image, "ls -p /etc")
    assert "/hostname/" in etc and "/machine-id/" not in etc
    assert "/sshd_config/" in debugfs(root_image, "ls -p /etc/ssh") and "host_" not in debugfs(root_image, "ls -p /etc/ssh")
    assert 'Fast link dest: "/run/dhcpcd-leases"' in debugfs(root_image, "stat /var/lib/dhcpcd")


def test_what_inspection_looks_at(root_image: Path) -> None:
    """libguestfs: os-release, fstab, dpkg's status, a host name, a program to tell the architecture (tried with virt-inspector 1.48)."""
    release = debugfs(root_image, "cat /usr/lib/os-release")
    assert "\nID=debian\n" in release and 'VARIANT="Virtdeck demo appliance"\n' in release
    assert "LABEL=demo-root / ext4" in debugfs(root_image, "cat /etc/fstab")
    assert "Package: qemu-guest-agent\nStatus: install ok installed\n" in debugfs(root_image, "cat /var/lib/dpkg/status")
    assert debugfs(root_image, "cat /etc/hostname").strip() == "demo"


def test_root_owns_all(root_image: Path) -> None:
    for folder in ("/", "/etc", "/usr/sbin"):
        owners = {tuple(line.split("/")[3:5]) for line in debugfs(root_image, f"ls -p {folder}").splitlines() if line.startswith("/")}
        assert owners == {("0", "0")}, folder


def domain_xml(name: str, disk: Path, *, agent: bool = True) -> str:
    channel = "<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>" if agent else ""
    return f"""<domain type='qemu'>
  <name>{name}</name><uuid>{uuid.uuid4()}</uuid><memory unit='MiB'>256</memory><vcpu>1</vcpu>
  <os><type arch='x86_64' machine='pc'>hvm</type><boot dev='hd'/></os><features><acpi/></features>
  <devices>
    <disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='{disk}'/><target dev='vda' bus='virtio'/></disk>
    <interface type='user'><model type='virtio'/></interface>
    <serial type='file'><source path='{disk}.log'/></serial>{channel}
    <rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>
  </devices>
</domain>"""


def wait(condition: Callable[[], Any], seconds: float, what: str) -> Any:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if value := condition():
            return value
        time.sleep(0.2)
    raise AssertionError(f"not within {seconds} s: {what}")


def overlay(base: Path, daemon: PrivateLibvirtd) -> Path:
    disk = daemon.images / f"appliance-{uuid.uuid4().hex[:8]}.qcow2"
    shutil.copy(base / "demo.qcow2", disk)
    return disk


def ask(domain: libvirt.virDomain, command: str, **arguments: Any) -> Any:
    """The agent's answer, or None while there is none."""
    words: dict[str, Any] = {"execute": command}
    if arguments:
        words["arguments"] = arguments
    try:
        return json.loads(libvirt_qemu.qemuAgentCommand(domain, json.dumps(words), 5, 0))["return"]
    except libvirt.libvirtError:
        return None


def read(domain: libvirt.virDomain, path: str) -> str:
    handle = ask(domain, "guest-file-open", path=path, mode="r")
    text = base64.b64decode(ask(domain, "guest-file-read", handle=handle, count=4096)["buf-b64"]).decode()
    ask(domain, "guest-file-close", handle=handle)
    return text.strip()


@pytest.mark.real
def test_boots_to_its_agent(libvirtd: PrivateLibvirtd, demo_appliance: Path) -> None:
    """BIOS: agent, addresses of both families, counter over a managed save, own identity, clean ACPI shutdown."""
    disk = overlay(demo_appliance, libvirtd)
    libvirt.registerErrorHandler(lambda _context, _error: None, None)  # else libvirt prints every error on stderr
    connection = libvirt.open(libvirtd.uri)
    domain = connection.defineXML(domain_xml("appliance-bios", disk))
    try:
        domain.create()
        answer = wait(lambda: ask(domain, "guest-get-osinfo"), 90, "the agent answers")
        assert answer["id"] == "debian" and answer["variant-id"] == "virtdeck-demo"

        def families() -> set[str]:
            found = {
                address["ip-address-type"]
                for card in ask(domain, "guest-network-get-interfaces") or ()
                if card["name"] != "lo"
                for address in card.get("ip-addresses", ())
                if not address["ip-address"].startswith("fe80")
            }
            return found if found == {"ipv4", "ipv6"} else set()

        wait(families, 60, "an IPv4 and an IPv6 address")
        assert len(read(domain, "/etc/machine-id")) == 32
        wait(lambda: ask(domain, "guest-file-open", path="/etc/ssh/ssh_host_ed25519_key", mode="r") is not None, 60, "ssh host key")
        wait(lambda: "demo login:" in Path(f"{disk}.log").read_text(errors="replace"), 30, "login on the serial line")
        counted = int(read(domain, "/run/counter"))
        domain.managedSave(0)
        domain.create()
        wait(lambda: ask(domain, "guest-ping") is not None, 60, "the agent answers after the restore")
        assert counted <= int(read(domain, "/run/counter")) <= counted + 60

        domain.shutdownFlags(libvirt.VIR_DOMAIN_SHUTDOWN_ACPI_POWER_BTN)
        wait(lambda: not domain.isActive(), 60, "off by the power button")
    finally:
        if domain.isActive():
            domain.destroy()
        domain.undefineFlags(libvirt.VIR_DOMAIN_UNDEFINE_MANAGED_SAVE)
        connection.close()
        disk.unlink()


@pytest.mark.real
def test_without_agent_there_is_none(demo_without_agent: Path, tmp_path: Path) -> None:
    about = json.loads((demo_without_agent / "about.json").read_text())
    assert about["agent"] is None and "qemu-guest-agent" not in about["packages"]


@pytest.mark.real
def test_kernel_check_needs_no_disk(demo_appliance: Path) -> None:
    """What the console's check of KVM starts (here under emulation): one line on the serial port, then off."""
    words = (demo_appliance / "cmdline").read_text().strip()
    machine = ["qemu-system-x86_64", "-accel", "tcg", "-m", "128", "-nodefaults", "-display", "none", "-no-reboot", "-serial", "stdio"]
    kernel = ["-kernel", demo_appliance / "vmlinuz", "-initrd", demo_appliance / "initrd.img", "-append", f"{words} virtdeck.check"]
    done = subprocess.run([*machine, *kernel], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=90, check=False)
    assert done.returncode == 0 and "virtdeck-check: kernel runs" in done.stdout
