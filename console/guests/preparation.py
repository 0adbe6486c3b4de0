"""Preparing a guest for being cloned: what has to go from its disk, what each clone gets, and how that is said to the tools that do it. Pure.

Linux offline: virt-sysprep (https://libguestfs.org/virt-sysprep.1.html). Linux while it runs: one shell script through the management agent.
First configuration: cloud-init's NoCloud source (https://cloudinit.readthedocs.io/en/latest/reference/datasources/nocloud.html).
Windows: sysprep with an answer file (https://learn.microsoft.com/windows-hardware/manufacture/desktop/sysprep-command-line-options).
"""

from __future__ import annotations

import ipaddress
import json
import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from console.model.text import N_, Text


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that preparation removes. ``id`` is virt-sysprep's name of the operation; ``script`` does the same inside a running guest."""

    id: str
    title: Text
    script: str
    usual: bool = True


STEPS: tuple[Step, ...] = (
    Step(
        "machine-id",
        N_("Machine ID"),
        "if [ -e /etc/machine-id ]; then : > /etc/machine-id; fi; "
        "if [ -f /var/lib/dbus/machine-id ] && [ ! -L /var/lib/dbus/machine-id ]; then rm -f /var/lib/dbus/machine-id; fi; "
        "rm -f /var/lib/systemd/random-seed /var/lib/urandom/random-seed",
    ),
    Step("ssh-hostkeys", N_("ssh host keys"), "rm -f /etc/ssh/ssh_host_*"),
    Step(
        "dhcp-client-state",
        N_("DHCP leases"),
        "rm -rf /var/lib/dhclient/* /var/lib/dhcp/*.leases /var/lib/dhcpcd/*.lease /var/lib/dhcpcd/duid /etc/dhcpcd.duid "
        "/var/lib/NetworkManager/*.lease /var/lib/NetworkManager/secret_key",
    ),
    Step("udev-persistent-net", N_("Names of network cards"), "rm -f /etc/udev/rules.d/70-persistent-net.rules"),
    Step("net-hwaddr", N_("Hardware addresses in network settings"), "sed -i '/^HWADDR=/d' /etc/sysconfig/network-scripts/ifcfg-* 2>/dev/null || :"),
    Step("logfiles", N_("Log files"), "find /var/log -type f -exec sh -c ': > \"$1\"' sh {} \\; ; rm -rf /var/log/journal/*"),
    Step("bash-history", N_("Users' histories"), "rm -f /root/.bash_history /root/.ash_history /home/*/.bash_history /home/*/.ash_history"),
    Step("tmp-files", N_("Temporary files"), "find /tmp /var/tmp -mindepth 1 -delete 2>/dev/null || :"),
    Step("ssh-userdir", N_("ssh keys of users"), "rm -rf /root/.ssh /home/*/.ssh", usual=False),
    Step(
        "package-manager-cache",
        N_("Caches of the package manager"),
        "rm -rf /var/cache/apt/archives/*.deb /var/cache/dnf/* /var/cache/yum/*",
        usual=False,
    ),
    Step("crash-data", N_("Crash reports"), "rm -rf /var/crash/* /var/lib/systemd/coredump/*", usual=False),
)

USUAL_STEPS: tuple[str, ...] = tuple(step.id for step in STEPS if step.usual)

_HOSTNAME = re.compile(r"[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*\Z")
_KEY = re.compile(r"(ssh-(rsa|ed25519|dss)|ecdsa-sha2-nistp\d+|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com) [A-Za-z0-9+/]+=*( [\w.@+: -]*)?\Z")


@dataclass(frozen=True, slots=True)
class Identity:
    """What one clone's guest is told of itself; "" = not said. ``address`` with prefix ("192.0.2.7/24")."""

    host_name: str = ""
    address: str = ""
    gateway: str = ""
    dns: tuple[str, ...] = ()
    ssh_key: str = ""
    user: str = "root"  # who gets the key
    mac: str = ""  # of the network card that gets the address


def identity_problem(identity: Identity) -> Text | None:
    """Why a guest can't be told this."""
    if identity.host_name and not _HOSTNAME.match(identity.host_name):
        return N_("“{name}” is not a host name.", name=identity.host_name)
    if identity.address:
        try:
            interface = ipaddress.ip_interface(identity.address)
        except ValueError:
            return N_("“{address}” is not an address such as {example}.", address=identity.address, example="192.0.2.7/24")
        if "/" not in identity.address:
            return N_("“{address}” has no prefix: write it like {example}.", address=identity.address, example="192.0.2.7/24")
        if interface.ip == interface.network.network_address and interface.network.num_addresses > 2:
            return N_("“{address}” is the address of a network, not of a host.", address=identity.address)
    for each in (identity.gateway, *identity.dns):
        try:
            if each:
                ipaddress.ip_address(each)
        except ValueError:
            return N_("“{address}” is not an address.", address=each)
    if identity.ssh_key and not _KEY.match(identity.ssh_key.strip()):
        return N_("This is not a public ssh key.")
    return None


# --------------------------------------------------------------------------- offline


def sysprep_argv(disks: Sequence[tuple[str, str]], steps: Sequence[str], identity: Identity) -> list[str]:
    """The command that prepares these images (path, format), which nothing may be using."""
    argv = ["virt-sysprep", "--no-network"]
    for path, format in disks:
        argv += ["--format", format, "-a", path]
    known = {step.id for step in STEPS}
    operations = [step for step in steps if step in known]
    if identity.host_name or identity.ssh_key:
        operations.append("customize")
    argv += ["--operations", ",".join(operations) or "customize"]
    if identity.host_name:
        argv += ["--hostname", identity.host_name]
    if identity.ssh_key:
        argv += ["--ssh-inject", f"{identity.user}:string:{identity.ssh_key.strip()}"]
    if "machine-id" in operations and "customize" in operations:
        # "customize" fills an empty machine ID with one that all clones of a prepared template would share; its commands come after that.
        argv += ["--run-command", "if [ -f /etc/machine-id ]; then : > /etc/machine-id; fi"]
    return argv


def sysprep_environment(*, emulated: bool) -> dict[str, str]:
    """Variables for libguestfs: QEMU itself and not libvirt; told where there is no usable KVM, which it would pick and hang on."""
    return {"LIBGUESTFS_BACKEND": "direct"} | ({"LIBGUESTFS_BACKEND_SETTINGS": "force_tcg"} if emulated else {})


# --------------------------------------------------------------------------- running Linux


def shell_script(steps: Sequence[str], *, power_off: bool = True) -> str:
    """One POSIX shell script that does the steps in a running guest; the machine then powers off, before anything makes new ones."""
    lines = ["set +e"]
    lines += [step.script for step in STEPS if step.id in steps]
    lines.append("sync")
    if power_off:
        lines.append("(sleep 1; poweroff || systemctl poweroff || shutdown -h now) >/dev/null 2>&1 &")
    return "\n".join(lines) + "\n"


def identity_script(identity: Identity) -> str:
    """Host name and ssh key, set in a running guest."""
    lines = ["set -e"]
    if identity.host_name:
        name = shlex.quote(identity.host_name)
        lines += [f"printf '%s\\n' {name} > /etc/hostname", f"hostname {name} || :"]
    if identity.ssh_key:
        home = "/root" if identity.user == "root" else f"/home/{identity.user}"
        folder = shlex.quote(f"{home}/.ssh")
        lines += [
            f"mkdir -p -m 700 {folder}",
            f"printf '%s\\n' {shlex.quote(identity.ssh_key.strip())} >> {folder}/authorized_keys",
            f"chmod 600 {folder}/authorized_keys",
        ]
    return "\n".join(lines) + "\n"


# --------------------------------------------------------------------------- NoCloud


def nocloud_files(identity: Identity, instance: str) -> tuple[tuple[str, bytes], ...]:
    """The files of a seed medium with the label CIDATA. ``instance`` differs for each clone, so that cloud-init configures it anew. JSON is YAML."""
    meta = {"instance-id": instance} | ({"local-hostname": identity.host_name} if identity.host_name else {})
    user: dict[str, object] = {"ssh_deletekeys": True}
    if identity.host_name:
        user |= {"hostname": identity.host_name, "preserve_hostname": False}
    if identity.ssh_key:
        key = [identity.ssh_key.strip()]
        user |= (
            {"ssh_authorized_keys": key} if identity.user == "root" else {"users": ["default", {"name": identity.user, "ssh_authorized_keys": key}]}
        )
        if identity.user == "root":
            user["disable_root"] = False
    files = [
        ("meta-data", (json.dumps(meta) + "\n").encode()),
        ("user-data", ("#cloud-config\n" + json.dumps(user, indent=1, ensure_ascii=False) + "\n").encode()),
    ]
    if identity.address:
        files.append(("network-config", (json.dumps(_network(identity), indent=1) + "\n").encode()))
    return tuple(files)


def _network(identity: Identity) -> dict[str, object]:
    """Version 2 (netplan's) of the network configuration, for the card with this MAC."""
    family = ipaddress.ip_interface(identity.address).version
    card: dict[str, object] = {"match": {"macaddress": identity.mac} if identity.mac else {"name": "e*"}, "addresses": [identity.address]}
    if identity.gateway:
        card["gateway4" if family == 4 else "gateway6"] = identity.gateway
    if identity.dns:
        card["nameservers"] = {"addresses": list(identity.dns)}
    return {"version": 2, "ethernets": {"virtdeck0": card}}


# --------------------------------------------------------------------------- Windows


@dataclass(frozen=True, slots=True)
class WindowsAnswers:
    """Fields of the answer file. ``password``: of the built-in administrator, in clear on the medium, as Windows needs it."""

    organization: str = ""
    owner: str = ""
    product_key: str = ""
    timezone: str = "UTC"
    language: str = "en-US"
    password: str = field(default="", repr=False)
    computer_name: str = "*"  # "*": Windows makes one up for each clone


SYSPREP_COMMAND = r"%WINDIR%\System32\Sysprep\sysprep.exe"


def windows_unattend(answers: WindowsAnswers) -> str:
    """The answer file for ``sysprep /generalize /oobe /shutdown /unattend:…``."""

    def component(name: str, body: str) -> str:
        return (
            f'    <component name="{name}" processorArchitecture="amd64" publicKeyToken="31bf3856ad364e35" language="neutral" '
            f'versionScope="nonSxS">\n{body}    </component>\n'
        )

    def line(tag: str, value: str, indent: int = 6) -> str:
        return f"{' ' * indent}<{tag}>{escape(value)}</{tag}>\n" if value else ""

    shell = line("ComputerName", answers.computer_name) + line("ProductKey", answers.product_key) + line("TimeZone", answers.timezone)
    shell += line("RegisteredOrganization", answers.organization) + line("RegisteredOwner", answers.owner)
    locale = "".join(line(tag, answers.language) for tag in ("InputLocale", "SystemLocale", "UILanguage", "UserLocale"))
    oobe = "      <OOBE>\n        <HideEULAPage>true</HideEULAPage>\n        <ProtectYourPC>3</ProtectYourPC>\n      </OOBE>\n"
    if answers.password:
        secret = f"          <Value>{escape(answers.password)}</Value>\n          <PlainText>true</PlainText>\n"
        oobe = f"      <UserAccounts>\n        <AdministratorPassword>\n{secret}        </AdministratorPassword>\n      </UserAccounts>\n" + oobe
    generalize = component("Microsoft-Windows-PnpSysprep", "      <PersistAllDeviceInstalls>true</PersistAllDeviceInstalls>\n")
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<unattend xmlns="urn:schemas-microsoft-com:unattend">\n'
        f'  <settings pass="generalize">\n{generalize}  </settings>\n'
        f'  <settings pass="specialize">\n{component("Microsoft-Windows-Shell-Setup", shell)}  </settings>\n'
        '  <settings pass="oobeSystem">\n'
        f"{component('Microsoft-Windows-International-Core', locale)}{component('Microsoft-Windows-Shell-Setup', oobe)}  </settings>\n"
        "</unattend>\n"
    )


def windows_steps(drive: str = "E:") -> tuple[Text, ...]:
    """What a person does in the guest where the management agent is not there: the medium with the answer file is in its CD drive."""
    command = rf"{SYSPREP_COMMAND} /generalize /oobe /shutdown /unattend:{drive}\unattend.xml"
    return (
        N_("Log on to Windows as an administrator, and close all programs."),
        N_("The CD drive has the answer file; its drive letter is often {drive}", drive=drive),
        N_("Press Windows+R, and run: {command}", command=command),
        N_("Windows prepares itself and shuts down. Do not start it again before it is cloned or converted to a template."),
    )
