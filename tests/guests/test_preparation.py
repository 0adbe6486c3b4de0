"""What preparation says to virt-sysprep, to a guest's shell, to cloud-init and to Windows' sysprep."""

from __future__ import annotations

import json
import shutil
import subprocess
from xml.etree import ElementTree

import pytest

from console.guests.preparation import (
    STEPS,
    USUAL_STEPS,
    Identity,
    WindowsAnswers,
    identity_problem,
    identity_script,
    nocloud_files,
    shell_script,
    sysprep_argv,
    sysprep_environment,
    windows_steps,
    windows_unattend,
)

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMkQ2mBtXAGKzXQ1+x2T5xq9v0Zs8W3k1zN5Vw3w3w3w me@here"


def test_virt_sysprep_gets_the_chosen_operations_only() -> None:
    argv = sysprep_argv([("/d/a.qcow2", "qcow2"), ("/d/b.img", "raw")], ("machine-id", "nonsense", "logfiles"), Identity("web-7", ssh_key=KEY))
    assert argv[:8] == ["virt-sysprep", "--no-network", "--format", "qcow2", "-a", "/d/a.qcow2", "--format", "raw"]
    assert argv[argv.index("--operations") + 1] == "machine-id,logfiles,customize"
    assert argv[argv.index("--hostname") + 1] == "web-7" and argv[argv.index("--ssh-inject") + 1] == f"root:string:{KEY}"
    assert argv[-2:] == ["--run-command", "if [ -f /etc/machine-id ]; then : > /etc/machine-id; fi"], "customize has just made one"
    assert "force_tcg" in sysprep_environment(emulated=True).values() and "force_tcg" not in sysprep_environment(emulated=False).values()


@pytest.mark.skipif(shutil.which("virt-sysprep") is None, reason="virt-sysprep is not installed")
def test_every_step_is_one_of_virt_sysprep() -> None:
    listed = subprocess.run(["virt-sysprep", "--list-operations"], capture_output=True, text=True, timeout=30, check=True).stdout
    known = {line.split()[0] for line in listed.splitlines() if line.strip()}
    assert {step.id for step in STEPS} <= known
    assert set(USUAL_STEPS) < {step.id for step in STEPS}


def test_the_guests_shell_can_read_the_script() -> None:
    """What it does is tried in a real guest (tests/operations/test_clone_guests.py), never here."""
    for steps in (USUAL_STEPS, tuple(step.id for step in STEPS)):
        subprocess.run(["sh", "-n", "-c", shell_script(steps)], check=True, timeout=20)
    assert "ssh_host_" not in shell_script(("machine-id",))


def test_it_powers_off_only_when_asked() -> None:
    assert "poweroff" in shell_script(("machine-id",)) and "poweroff" not in shell_script(("machine-id",), power_off=False)


def test_what_a_person_typed_is_never_run() -> None:
    script = identity_script(Identity("a'; rm -rf /; '", ssh_key=KEY))
    subprocess.run(["sh", "-n", "-c", script], check=True, timeout=20)
    assert "'a'\"'\"'; rm -rf /; '\"'\"''" in script


def test_nocloud() -> None:
    files = dict(nocloud_files(Identity("web-7", "192.0.2.7/24", "192.0.2.1", ("192.0.2.2",), KEY, mac="52:54:00:00:00:07"), "id-7"))
    assert json.loads(files["meta-data"]) == {"instance-id": "id-7", "local-hostname": "web-7"}
    assert files["user-data"].startswith(b"#cloud-config\n")
    user = json.loads(files["user-data"].partition(b"\n")[2])
    assert user["hostname"] == "web-7" and user["ssh_authorized_keys"] == [KEY] and user["ssh_deletekeys"] is True
    card = json.loads(files["network-config"])["ethernets"]["virtdeck0"]
    assert card["match"] == {"macaddress": "52:54:00:00:00:07"} and card["addresses"] == ["192.0.2.7/24"]
    assert card["gateway4"] == "192.0.2.1" and card["nameservers"] == {"addresses": ["192.0.2.2"]}
    assert "network-config" not in dict(nocloud_files(Identity("web-7"), "id-7")), "without an address: DHCP, as the image has it"


@pytest.mark.parametrize(
    ("identity", "words"),
    [
        (Identity(), ""),
        (Identity("web-7.example.org", "2001:db8::7/64"), ""),
        (Identity("web_7"), "not a host name"),
        (Identity("-web"), "not a host name"),
        (Identity(address="192.0.2.7"), "no prefix"),
        (Identity(address="192.0.2.0/24"), "address of a network"),
        (Identity(address="192.0.2.300/24"), "is not an address such as"),
        (Identity(gateway="nowhere"), "is not an address"),
        (Identity(ssh_key="ssh-rsa"), "not a public ssh key"),
    ],
)
def test_what_can_not_be_told(identity: Identity, words: str) -> None:
    problem = identity_problem(identity)
    assert (problem.english() if problem is not None else "") == "" if not words else problem is not None and words in problem.english()


def test_windows_answer_file() -> None:
    xml = windows_unattend(WindowsAnswers("Acme & Co", "me", "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE", "Tokyo Standard Time", "ja-JP", "p<w>d"))
    root = ElementTree.fromstring(xml)
    ns = "{urn:schemas-microsoft-com:unattend}"
    assert [each.get("pass") for each in root.findall(f"{ns}settings")] == ["generalize", "specialize", "oobeSystem"]
    texts = {each.tag.removeprefix(ns): each.text for each in root.iter() if (each.text or "").strip()}
    assert texts["RegisteredOrganization"] == "Acme & Co" and texts["ComputerName"] == "*" and texts["Value"] == "p<w>d"
    assert texts["UILanguage"] == "ja-JP" and texts["PlainText"] == "true"
    assert "AdministratorPassword" not in windows_unattend(WindowsAnswers())
    steps = [step.english() for step in windows_steps("D:")]
    assert any("sysprep.exe /generalize /oobe /shutdown /unattend:D:" in step for step in steps)
