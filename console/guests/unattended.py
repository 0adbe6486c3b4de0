"""Unattended installation: the answers for an operating system's own installer, by libosinfo's scripts, completed and hardened by us.

libosinfo's script gives what its authors know of each installer (partitions, packages, quirks). It is made without any secret; user, hashed password,
ssh key and management agent are then written in the installer's own language, so that no value a person typed is ever run by a shell, and no password
lies on a medium in clear (Windows alone has no other way). Ubuntu's server installer since 20.04 is not in libosinfo: its answers are ours.

Sources: https://www.debian.org/releases/stable/amd64/apb (preseed), https://pykickstart.readthedocs.io (kickstart),
https://doc.opensuse.org/projects/autoyast, https://canonical-subiquity.readthedocs-hosted.com (autoinstall),
https://learn.microsoft.com/windows-hardware/customize/desktop/unattend.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from console.guests.crypt import sha512_crypt
from console.guests.osinfo import Osinfo, Script, ScriptRequest
from console.model.errors import Cause, ConsoleError
from console.model.problems import FieldProblem
from console.model.templates import BuiltinTemplate, Medium, UnattendedAnswers
from console.model.text import N_, Text

AGENT_PACKAGE = "qemu-guest-agent"
KEYS_FILE = "virtdeck.keys"

_USER = re.compile(r"[a-z_][a-z0-9_-]{0,31}\Z")
_HOSTNAME = re.compile(r"[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}_[A-Z]{2}\Z")
_TIMEZONE = re.compile(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,2}\Z")
_KEYBOARD = re.compile(r"[a-z]{2,8}(-[a-z0-9_]{1,16})?\Z")
_KEY = re.compile(r"(ssh-(rsa|ed25519|dss)|ecdsa-sha2-nistp\d+|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com) [A-Za-z0-9+/]+=*( [\w.@+: -]*)?\Z")
_PRODUCT_KEY = re.compile(r"[A-Z0-9]{5}(-[A-Z0-9]{5}){4}\Z")


@dataclass(frozen=True, slots=True)
class Prepared:
    """Answers, ready to be given to the installer."""

    files: tuple[tuple[str, bytes], ...]
    injection: str  # "initrd": into the installer's own file system; "cdrom": on a CD of their own
    label: str  # volume label of that CD
    cmdline: str  # for the installer's kernel
    needs_internet: bool
    secret: bool  # a password is in it in clear: remove it after the installation


def profiles(template: BuiltinTemplate, medium: Medium | None = None) -> tuple[str, ...]:
    """Kinds of unattended installation: "jeos" (just enough), "desktop". With ``medium``: those that can run from it."""
    return template.profiles if medium is None else medium.unattended


def problems(template: BuiltinTemplate, answers: UnattendedAnswers) -> tuple[FieldProblem, ...]:
    """What is wrong with the answers; the field is "unattended-" and the answer's name."""
    found: list[FieldProblem] = []

    def wrong(name: str, text: Text) -> None:
        found.append(FieldProblem(f"unattended-{name}", text))

    if not _USER.match(answers.user) or answers.user in ("root", "administrator"):
        wrong("user", N_("“{user}” can't be the user's name: use small letters, digits, “-” and “_”.", user=answers.user))
    if not answers.password or any(ord(char) < 32 for char in answers.password):
        wrong("password", N_("The unattended installation needs a password of one line."))
    if answers.ssh_key and not _KEY.match(answers.ssh_key.strip()):
        wrong("key", N_("This is not a public ssh key."))
    if answers.hostname and not _HOSTNAME.match(answers.hostname):
        wrong("hostname", N_("“{name}” is not a host name.", name=answers.hostname))
    if not _LANGUAGE.match(answers.language):
        wrong("language", N_("“{language}” is not a language such as {example}.", language=answers.language, example="en_US"))
    if not _TIMEZONE.match(answers.timezone):
        wrong("timezone", N_("“{timezone}” is not a time zone such as {example}.", timezone=answers.timezone, example="Asia/Tokyo"))
    if not _KEYBOARD.match(answers.keyboard):
        wrong("keyboard", N_("“{keyboard}” is not a keyboard layout such as {example}.", keyboard=answers.keyboard, example="us"))
    if template.windows and not _PRODUCT_KEY.match(answers.product_key.strip().upper()):
        wrong("product-key", N_("Windows needs a product key for an unattended installation."))
    return tuple(found)


def host_name(name: str) -> str:
    """A host name from a VM's name: letters, digits and "-"."""
    return re.sub(r"[^a-zA-Z0-9]+", "-", name.strip()).strip("-").lower()[:63].rstrip("-") or "localhost"


def target_disk(bus: str) -> str:
    """The first disk as an installer's kernel names it."""
    return {"virtio": "/dev/vda", "xen": "/dev/xvda"}.get(bus, "/dev/sda")


def prepare(
    template: BuiltinTemplate, medium: Medium, answers: UnattendedAnswers, osinfo: Osinfo, *, name: str, disk_bus: str = "virtio", efi: bool = False
) -> Prepared:
    """The answers for this medium's installer. Blocks (libosinfo). ``name``: the VM's, for the host name.

    ConsoleError(INVALID): a wrong answer; ConsoleError(UNSUPPORTED): no script for this system, profile or medium.
    """
    wrong = problems(template, answers)
    if wrong:
        raise ConsoleError(wrong[0].text, cause=Cause.INVALID)
    hostname = answers.hostname or host_name(name)
    if medium.kernel.startswith("casper/"):
        return _autoinstall(answers, hostname)
    script = _script(template, medium, answers, osinfo, hostname, disk_bus)
    if script is None:
        raise ConsoleError(
            N_("{os} can't be installed unattended: libosinfo has no script “{profile}” for it.", os=template.label, profile=answers.profile),
            cause=Cause.UNSUPPORTED,
            remedy=N_("Install it by hand."),
        )
    keys = ((KEYS_FILE, (answers.ssh_key.strip() + "\n").encode()),) if answers.ssh_key else ()
    hashed = sha512_crypt(answers.password)
    if script.filename.endswith(".cfg"):
        content = _preseed(script.content, answers, hashed, efi=efi, mirror=medium.path)
    elif script.filename.endswith(".ks"):
        content, keys = _kickstart(script.content, answers, hashed), ()
    elif template.windows:
        content, keys = _unattend(script.content, answers), ()
        return Prepared(((script.filename, content.encode()),), "cdrom", "ANSWERS", "", script.needs_internet, True)
    else:
        content, keys = _autoyast(script.content, answers, hashed), ()
    if "initrd" not in script.injections:
        raise ConsoleError(N_("{os} can't be installed unattended from this medium.", os=template.label), cause=Cause.UNSUPPORTED)
    return Prepared(((script.filename, content.encode()), *keys), "initrd", "ANSWERS", script.cmdline, script.needs_internet, False)


def _script(template: BuiltinTemplate, medium: Medium, answers: UnattendedAnswers, osinfo: Osinfo, hostname: str, disk_bus: str) -> Script | None:
    """libosinfo's script, made without secrets: the root password is a placeholder that is taken out again."""
    config = {
        "hostname": hostname,
        "l10n-language": answers.language if template.windows else f"{answers.language}.UTF-8",
        "l10n-timezone": answers.timezone,
        "l10n-keyboard": answers.keyboard,
        "hardware-arch": "x86_64",
        "admin-password": _PLACEHOLDER,
    }
    if template.windows:
        config |= {
            "admin-password": answers.password,
            "user-login": answers.user,
            "user-password": answers.password,
            "user-realname": answers.user,
            "reg-product-key": answers.product_key.strip().upper(),
        }
    else:
        config["target-disk"] = target_disk(disk_bus)
        if "://" in medium.path:
            config["installation-url"] = medium.path
    source = "network" if "://" in medium.path else "media"
    injection = "cdrom" if template.windows else "initrd"
    for os_id in dict.fromkeys((medium.osinfo_id, template.osinfo_id, template.script_os)):
        found = osinfo.script(ScriptRequest(os_id, answers.profile, config, injection, source)) if os_id else None
        if found is not None:
            return found
    return None


_PLACEHOLDER = "virtdeck-no-password"

# --------------------------------------------------------------------------- Debian and old Ubuntu


def _mirror(address: str) -> list[str]:
    """The archive that an installer from the network was taken from is the one to install from: http://HOST/DIRECTORY/dists/SUITE/…"""
    match = re.match(r"(https?)://([^/@\s]+)(/\S*?)/dists/([a-z-]+)(?:/|\Z)", address)
    if match is None:
        return []
    protocol, host, directory, suite = match.groups()
    return [
        "d-i mirror/country string manual",
        f"d-i mirror/protocol string {protocol}",
        f"d-i mirror/{protocol}/hostname string {host}",
        f"d-i mirror/{protocol}/directory string {directory}",
        f"d-i mirror/{protocol}/proxy string",
        f"d-i mirror/suite string {suite}",
    ]


def _preseed(content: str, answers: UnattendedAnswers, hashed: str, *, efi: bool, mirror: str) -> str:
    """The last value of a question counts. All of ours come last: one user with sudo instead of root, and one ``late_command`` for all there is to do
    at the end (libosinfo sets it twice, and only the second would run)."""
    lines = [line for line in content.splitlines() if _PLACEHOLDER not in line]
    text = "\n".join(lines)
    late = re.findall(r"^d-i preseed/late_command string ((?:.*\\\n)*.*)$", text, re.MULTILINE)
    text = re.sub(r"^d-i preseed/late_command string (?:.*\\\n)*.*$", "", text, flags=re.MULTILINE)
    commands = [re.sub(r"\\\n\s*", " ", command).strip().rstrip(";").strip() for command in late]
    home = f"/home/{answers.user}"
    if answers.ssh_key:
        commands += [
            f"mkdir -p -m 700 /target{home}/.ssh",
            f"cp /{KEYS_FILE} /target{home}/.ssh/authorized_keys",
            f"in-target chown -R {answers.user}:{answers.user} {home}/.ssh",
        ]
    packages = ["openssh-server", *([AGENT_PACKAGE] if answers.agent else [])]
    ours = [
        f"d-i keyboard-configuration/xkb-keymap select {answers.keyboard}",
        f"d-i keyboard-configuration/layoutcode string {answers.keyboard.partition('-')[0]}",
        "d-i passwd/root-login boolean false",
        "d-i passwd/make-user boolean true",
        f"d-i passwd/user-fullname string {answers.user}",
        f"d-i passwd/username string {answers.user}",
        f"d-i passwd/user-password-crypted password {hashed}",
        "d-i user-setup/encrypt-home boolean false",
        "d-i apt-setup/cdrom/set-first boolean false",
        "popularity-contest popularity-contest/participate boolean false",
        f"d-i pkgsel/include string {' '.join(packages)}",
        "d-i cdrom-detect/eject boolean true",
        *_mirror(mirror),
    ]
    if efi:
        ours += ["d-i partman-efi/non_efi_system boolean true", "d-i partman-partitioning/choose_label select gpt"]
    if commands:
        ours.append(f"d-i preseed/late_command string {' ; '.join(commands)}")
    return text.rstrip() + "\n\n# Virtdeck\n" + "\n".join(ours) + "\n"


# --------------------------------------------------------------------------- Red Hat family


def _kickstart(content: str, answers: UnattendedAnswers, hashed: str) -> str:
    """The script's own root password and user (a shell command) go; ours are kickstart commands."""
    text = re.sub(r"^rootpw .*$", "rootpw --lock", content, flags=re.MULTILINE)
    text = re.sub(r"^if test -n '' && test -n ''; then\n(?:.*\n)*?fi$", "", text, flags=re.MULTILINE)
    text = re.sub(r"^keyboard .*$", f"keyboard --xlayouts='{answers.keyboard.partition('-')[0]}'", text, flags=re.MULTILINE)
    ours = [f"user --name={answers.user} --groups=wheel --iscrypted --password={hashed}"]
    if answers.agent:
        ours += ["%packages", AGENT_PACKAGE, "%end"]
    if answers.ssh_key:
        home = f"/home/{answers.user}"
        ours += [
            "%post --erroronfail",
            f"mkdir -p -m 700 {home}/.ssh",
            f"cat > {home}/.ssh/authorized_keys <<'VIRTDECK'",
            answers.ssh_key.strip(),
            "VIRTDECK",
            f"chmod 600 {home}/.ssh/authorized_keys",
            f"chown -R {answers.user}:{answers.user} {home}/.ssh",
            f"restorecon -R {home}/.ssh || :",
            "%end",
        ]
    return text.rstrip() + "\n\n# Virtdeck\n" + "\n".join(ours) + "\n"


# --------------------------------------------------------------------------- openSUSE

_YAST = "http://www.suse.com/1.0/yast2ns"
_YAST_CONFIG = "http://www.suse.com/1.0/configns"


def _autoyast(content: str, answers: UnattendedAnswers, hashed: str) -> str:
    """Root without a password, one user in the group wheel with sudo, the agent among the packages."""
    root = ElementTree.fromstring(content)
    kind = f"{{{_YAST_CONFIG}}}type"

    def tag(name: str) -> str:
        return f"{{{_YAST}}}{name}"

    users = root.find(tag("users"))
    if users is None:
        users = ElementTree.SubElement(root, tag("users"), {kind: "list"})
    users.clear()
    users.set(kind, "list")
    for name, password in (("root", "!"), (answers.user, hashed)):
        user = ElementTree.SubElement(users, tag("user"))
        ElementTree.SubElement(user, tag("encrypted"), {kind: "boolean"}).text = "true"
        ElementTree.SubElement(user, tag("username")).text = name
        ElementTree.SubElement(user, tag("user_password")).text = password
        if name != "root":
            ElementTree.SubElement(user, tag("groups")).text = "wheel"
            if answers.ssh_key:
                keys = ElementTree.SubElement(user, tag("authorized_keys"), {kind: "list"})
                ElementTree.SubElement(keys, tag("listentry")).text = answers.ssh_key.strip()
    for source in root.iter(tag("source")):
        sudo = f"echo '{answers.user} ALL=(ALL:ALL) ALL' > /etc/sudoers.d/{answers.user}\n"
        source.text = sudo + re.sub(r"if test -n '' && test -n ''; then\n(?:.*\n)*?fi\n", "", source.text or "")
    packages = root.find(f"{tag('software')}/{tag('packages')}")
    if packages is not None:
        for name in ("sudo", "openssh", *([AGENT_PACKAGE] if answers.agent else [])):
            ElementTree.SubElement(packages, tag("package")).text = name
    return '<?xml version="1.0"?>\n<!DOCTYPE profile>\n' + _with_prefixes(ElementTree.tostring(root, encoding="unicode"))


def _with_prefixes(xml: str) -> str:
    """ElementTree's invented prefixes → those that AutoYaST's documentation has."""
    for number, uri in re.findall(r'xmlns:ns(\d+)="([^"]+)"', xml):
        prefix = "" if uri == _YAST else "config:"
        declaration = "xmlns" if uri == _YAST else "xmlns:config"
        xml = xml.replace(f'xmlns:ns{number}="', f'{declaration}="')
        xml = xml.replace(f"<ns{number}:", f"<{prefix}").replace(f"</ns{number}:", f"</{prefix}").replace(f" ns{number}:", f" {prefix}")
    return xml


# --------------------------------------------------------------------------- Ubuntu server


def _autoinstall(answers: UnattendedAnswers, hostname: str) -> Prepared:
    """cloud-init's NoCloud source on a CD with the label CIDATA. JSON is YAML."""
    packages = [AGENT_PACKAGE] if answers.agent else []
    config = {
        "autoinstall": {
            "version": 1,
            "locale": f"{answers.language}.UTF-8",
            "keyboard": {"layout": answers.keyboard.partition("-")[0]},
            "timezone": answers.timezone,
            "identity": {"hostname": hostname, "username": answers.user, "password": sha512_crypt(answers.password)},
            "ssh": {"install-server": True, "allow-pw": True, "authorized-keys": [answers.ssh_key.strip()] if answers.ssh_key else []},
            "packages": packages,
            "storage": {"layout": {"name": "lvm"}},
            "shutdown": "reboot",
        }
    }
    user_data = "#cloud-config\n" + json.dumps(config, indent=1, ensure_ascii=False) + "\n"
    files = (("user-data", user_data.encode()), ("meta-data", f"instance-id: {hostname}\n".encode()))
    return Prepared(files, "cdrom", "CIDATA", "autoinstall noprompt", bool(packages), False)


# --------------------------------------------------------------------------- Windows

_TOOLS_COMMAND = (
    r"cmd /c for %d in (D E F G H) do if exist %d:\virtio-win-guest-tools.exe start /wait %d:\virtio-win-guest-tools.exe /install /quiet /norestart"
)


def _unattend(content: str, answers: UnattendedAnswers) -> str:
    """The tools' own installer runs at the first log-on, before what libosinfo does there; the user is an administrator, as by hand."""
    text = content.replace("<Group>Users</Group>", "<Group>Administrators</Group>")
    match = re.search(r"<FirstLogonCommands>(.*?)</FirstLogonCommands>", text, re.DOTALL)
    if match is None or not answers.agent:
        return text
    command = (
        '<SynchronousCommand wcm:action="add"><Order>0</Order><Description>Guest tools</Description>'
        f"<CommandLine>{escape(_TOOLS_COMMAND)}</CommandLine></SynchronousCommand>"
    )
    numbers = iter(range(1, 100))
    body = re.sub(r"<Order>\d+</Order>", lambda _: f"<Order>{next(numbers)}</Order>", command + match[1])
    if "xmlns:wcm" not in text[: match.start()]:
        return text
    return text[: match.start(1)] + body + text[match.end(1) :]
