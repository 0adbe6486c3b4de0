"""Built-in templates: the guide's list with its numbers, libosinfo's rows, and what becomes of a template on each kind of host."""

from __future__ import annotations

import dataclasses
import datetime
import struct
from pathlib import Path

import pytest

from console.guests import limits
from console.guests.osinfo import Osinfo, Resources, System
from console.guests.specify import HYPERV, default_memory, default_vcpus
from console.guests.templates import find_template, load_templates, problems, read_catalogue, specify, warnings
from console.model.errors import ConsoleError
from console.model.objects import Host
from console.model.spec import DiskSpec, NicSpec
from console.model.templates import BuiltinTemplate, Choices
from tests.guests.worlds import GIB, caps, qemu, test_host, xen

CATALOGUE = Path(__file__).resolve().parents[2] / "resources" / "catalogue"
MIB = 1 << 20


@pytest.fixture(scope="module")
def systems() -> tuple[System, ...]:
    osinfo = Osinfo()
    found = osinfo.systems()
    osinfo.shutdown()
    assert osinfo.missing is None
    return found


@pytest.fixture(scope="module")
def full(systems: tuple[System, ...]) -> tuple[BuiltinTemplate, ...]:
    return load_templates(CATALOGUE, systems)


@pytest.fixture(scope="module")
def alone() -> tuple[BuiltinTemplate, ...]:
    return load_templates(CATALOGUE)


def get(templates: tuple[BuiltinTemplate, ...], name: str) -> BuiltinTemplate:
    found = find_template(templates, name)
    assert found is not None, name
    return found


# --------------------------------------------------------------------------- the guide's list

# guide's table (research: xapi's templates of 2016): id, smallest memory MiB, largest GiB, smallest size of the new disk GiB, vCPUs
GUIDE_TABLE = [
    ("win7", 2048, 192, 24, 32),
    ("win8", 2048, 512, 24, 32),
    ("win8.1", 2048, 512, 24, 32),
    ("win10", 2048, 1536, 24, 32),
    ("win11", 4096, 1536, 64, 32),
    ("win2k8r2", 512, 1536, 24, 32),
    ("win2k12", 1024, 1536, 32, 32),
    ("win2k12r2", 1024, 1536, 32, 32),
    ("win2k16", 1024, 1536, 32, 32),
    ("win2k19", 1024, 1536, 32, 32),
    ("win2k22", 1024, 1536, 32, 32),
    ("win2k25", 2048, 1536, 64, 32),
    ("debian8", 128, 1536, 8, 32),
    ("debian9", 128, 1536, 8, 32),
    ("ubuntu14.04", 512, 1536, 8, 32),
    ("ubuntu16.04", 512, 1536, 10, 32),
    ("ubuntu18.04", 512, 1536, 10, 32),
    ("rhel7", 1024, 1536, 10, 32),
    ("centos7", 1024, 1536, 10, 32),
    ("oracle7", 1024, 1536, 10, 32),
    ("scientific7", 1024, 1536, 10, 32),
    ("sles12sp3", 512, 128, 8, 32),
    ("sled12sp3", 512, 128, 8, 32),
    ("coreos", 512, 512, 5, 32),
    ("other", 128, 128, 1, 32),
]


@pytest.mark.parametrize(("name", "least", "most", "disk", "vcpus"), GUIDE_TABLE, ids=[row[0] for row in GUIDE_TABLE])
def test_guide_template_has_the_guides_limits(
    alone: tuple[BuiltinTemplate, ...], full: tuple[BuiltinTemplate, ...], name: str, least: int, most: int, disk: int, vcpus: int
) -> None:
    template = get(alone, name)
    assert template.guide
    assert template.limits.min_memory_bytes == least * MIB
    assert template.limits.max_memory_bytes == most * GIB
    assert template.limits.max_vcpus == vcpus
    assert (template.limits.max_disks, template.limits.max_nics, template.limits.max_disk_bytes) == (255, 7, 2044 * GIB)
    assert template.disk_bytes >= disk * GIB
    assert template.memory_bytes >= least * MIB
    # With libosinfo a limit can only become stricter, and says who made it so.
    joined = get(full, name)
    assert joined.guide and joined.id == template.id
    assert (joined.limits.min_memory_bytes or 0) >= least * MIB
    assert (joined.limits.max_memory_bytes or 0) <= most * GIB
    if joined.limits.min_memory_bytes != template.limits.min_memory_bytes:
        assert joined.limits.said_by("min_memory_bytes") == "libosinfo"
    assert joined.memory_bytes >= (joined.limits.min_memory_bytes or 0)
    assert joined.disk_bytes >= (joined.limits.min_disk_bytes or 0)


def test_each_guide_template_is_in_the_table(full: tuple[BuiltinTemplate, ...]) -> None:
    assert {t.id for t in full if t.guide} == {row[0] for row in GUIDE_TABLE} | {"demo"}


def test_demo_first_ids_unique_families_together(full: tuple[BuiltinTemplate, ...], alone: tuple[BuiltinTemplate, ...]) -> None:
    for templates in (full, alone):
        assert templates[0].id == "demo" and templates[0].complete and not templates[0].install_methods
        assert len({t.id for t in templates}) == len(templates)
        order = [t.family for t in templates]
        assert order == sorted(order, key=list(dict.fromkeys(order)).index), "a family is in one piece"
    assert {"windows", "debian", "ubuntu", "redhat", "suse", "fedora", "coreos", "bsd", "other"} <= {t.family for t in full}


def test_libosinfo_adds_what_is_installable_and_not_ancient(systems: tuple[System, ...]) -> None:
    templates = load_templates(CATALOGUE, systems, today=datetime.date(2024, 1, 1))
    ids = {t.id for t in templates}
    assert {"debian11", "fedora36", "ubuntu22.04", "rhel9.0", "freebsd13.1", "archlinux"} <= ids
    assert "win95" not in ids and "rhel4.0" not in ids and "debian6" not in ids, "ancient"
    assert not any("unknown" in t.osinfo_id for t in templates)
    assert not any(t.id.startswith("cirros") for t in templates), "a disk image, not installable"
    assert len([t for t in templates if t.osinfo_id]) == len({t.osinfo_id for t in templates if t.osinfo_id}), "each system once"


def test_defaults_follow_libosinfo_else_twice_the_minimum(full: tuple[BuiltinTemplate, ...]) -> None:
    assert get(full, "ubuntu18.04").memory_bytes == 2 * GIB  # recommended
    assert get(full, "win10").memory_bytes == 4 * GIB  # no recommendation: twice 2 GiB
    assert get(full, "win2k12r2").memory_bytes == 2 * GIB
    assert get(full, "debian9").disk_bytes == 20 * GIB


def test_names_find_their_template(full: tuple[BuiltinTemplate, ...]) -> None:
    assert get(full, "DEBIAN9").name == "Debian 9 (Stretch)"
    assert get(full, "debianstretch").id == "debian9"
    assert get(full, "Windows 11").id == "win11"
    assert get(full, "http://suse.com/sles/12.3").id == "sles12sp3"
    assert get(full, "rhel7.9").id == "rhel7"
    assert find_template(full, "windows 3.11 for workgroups") is None and find_template(full, "") is None


def test_demo_is_complete_only_when_built(tmp_path: Path) -> None:
    assert load_templates(CATALOGUE)[0].notes and not load_templates(CATALOGUE)[0].disk_file
    (tmp_path / "demo.qcow2").write_bytes(b"QFI\xfb" + struct.pack(">I", 3) + bytes(16) + struct.pack(">Q", 300 * MIB) + bytes(72))
    demo = load_templates(CATALOGUE, demo=tmp_path)[0]
    assert (demo.disk_file, demo.disk_bytes, demo.notes) == (str(tmp_path / "demo.qcow2"), 300 * MIB, ())
    (tmp_path / "demo.qcow2").write_bytes(b"not an image")
    assert load_templates(CATALOGUE, demo=tmp_path)[0].notes


def test_damaged_catalogue_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "templates.toml").write_text("[[template]\n")
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(ConsoleError, match=r"The list of templates .* could not be read\."):
            read_catalogue(folder)


def test_support_ended_is_noted(full: tuple[BuiltinTemplate, ...]) -> None:
    assert any("2022-06-30" in str(note) for note in get(full, "debian9").notes)
    assert not get(full, "win11").notes


# --------------------------------------------------------------------------- without libosinfo


@pytest.mark.parametrize(
    ("failure", "package"),
    [
        (ImportError("No module named 'gi'"), "gir1.2-libosinfo-1.0"),
        (ValueError("Namespace not available"), "gir1.2-libosinfo-1.0"),
        (LookupError("empty"), "osinfo-db"),
    ],
)
def test_without_libosinfo_the_guides_list_stays(failure: Exception, package: str) -> None:
    def load() -> object:
        raise failure

    osinfo = Osinfo(load)
    systems = osinfo.systems()
    assert systems == ()
    assert package in str(osinfo.missing)
    templates = load_templates(CATALOGUE, systems)
    assert templates[0].id == "demo" and {row[0] for row in GUIDE_TABLE} <= {t.id for t in templates}
    assert get(templates, "debian9").osinfo_id == "http://debian.org/debian/9"
    osinfo.shutdown()


def test_stricter_of_two_limits_wins_with_its_source() -> None:
    system = System(
        id="http://debian.org/debian/9",
        short_id="debian9",
        short_ids=("debian9",),
        name="Debian 9",
        version="9",
        family="linux",
        distro="debian",
        codename="stretch",
        release_date="2017-06-17",
        eol_date="",
        status="released",
        devices=frozenset(),
        minimum=Resources(memory_bytes=64 * MIB),
        recommended=Resources(),
        maximum=Resources(memory_bytes=4 * GIB, cpus=64),
        network_memory_bytes=None,
        media=(),
        trees=(),
        firmwares={},
        profiles=(),
    )
    limits = get(load_templates(CATALOGUE, [system]), "debian9").limits
    assert (limits.min_memory_bytes, limits.said_by("min_memory_bytes")) == (128 * MIB, "user's guide (XenServer 7.1)")
    assert (limits.max_memory_bytes, limits.said_by("max_memory_bytes")) == (4 * GIB, "libosinfo")
    assert (limits.max_vcpus, limits.said_by("max_vcpus")) == (32, "user's guide (XenServer 7.1)")


# --------------------------------------------------------------------------- on a host

HOSTS = {"kvm": qemu("kvm"), "emulation": qemu(), "xen": xen(), "xen-pv": xen(hvm=False), "test": test_host()}
TOOLS = "/var/lib/libvirt/images/virtio-win.iso"


@pytest.mark.parametrize("host", HOSTS.values(), ids=HOSTS.keys())
def test_every_template_specifies_without_errors(full: tuple[BuiltinTemplate, ...], host: Host) -> None:
    for template in full:
        choices = Choices(name="vm", medium="" if template.complete else "/iso/medium.iso")
        spec = specify(template, host, choices)
        assert spec.domain_type == {"hostq": "kvm" if host.acceleration.state == "kvm" else "qemu", "hostx": "xen", "hostt": "test"}[host.name]
        assert spec.memory_bytes > 0 and spec.vcpus >= 1 and spec.max_vcpus % spec.cores_per_socket == 0
        assert spec.disks and all(d.bus and d.capacity_bytes >= 0 for d in spec.disks)
        if host.caps is not None:
            buses = host.caps.disk_buses | ({"ide"} if spec.machine == "pc" else set())  # capabilities are those of q35
            assert {d.bus for d in spec.disks} | {c.bus for c in spec.cds} <= buses
            assert spec.video in host.caps.video_models
        if spec.machine == "q35":
            assert "ide" not in {c.bus for c in spec.cds} | {d.bus for d in spec.disks}
        assert not [p for p in problems(template, host, choices) if p.error], template.id
        assert bool(spec.hyperv) == (template.windows and spec.domain_type == "kvm")
        assert spec.clock == ("localtime" if template.windows else "utc")


@pytest.mark.parametrize(("mib", "text"), [(24105, "23.5 GiB"), (2044 << 10, "2044 GiB"), (1536, "1.5 GiB"), (512, "512 MiB"), (1 << 20, "1 TiB")])
def test_limits_in_units_that_people_read(mib: int, text: str) -> None:
    assert limits.size(mib * MIB) == text


def test_kvm_is_used_only_where_it_was_proved(full: tuple[BuiltinTemplate, ...]) -> None:
    template = get(full, "debian11")
    for state, expected in (("kvm", "kvm"), ("emulation", "qemu"), ("unknown", "qemu"), ("checking", "qemu")):
        assert specify(template, qemu(state), Choices()).domain_type == expected


def test_cpu_mode(full: tuple[BuiltinTemplate, ...]) -> None:
    template = get(full, "debian11")
    assert specify(template, qemu("kvm"), Choices()).cpu_mode == "host-passthrough"
    assert specify(template, qemu("kvm", pool="p"), Choices()).cpu_mode == "host-model", "live migration in a pool"
    assert specify(template, qemu(), Choices()).cpu_mode == "maximum"
    assert specify(template, qemu(caps=caps(cpu_modes=frozenset({"custom"}))), Choices()).cpu_mode == ""


def test_modern_linux_is_virtio_on_q35(full: tuple[BuiltinTemplate, ...]) -> None:
    spec = specify(get(full, "debian11"), qemu(), Choices())
    assert (spec.machine, spec.disks[0].bus, spec.nics[0].model, spec.cds[0].bus, spec.video) == ("q35", "virtio", "virtio", "sata", "virtio")
    assert spec.rng and spec.agent_channel and spec.usb == "qemu-xhci" and spec.input == ("tablet",)


@pytest.mark.parametrize("name", ["debian8", "ubuntu14.04"])
def test_old_kernels_without_virtio_1_get_pc(full: tuple[BuiltinTemplate, ...], name: str) -> None:
    spec = specify(get(full, name), qemu(), Choices())
    assert (spec.machine, spec.disks[0].bus, spec.nics[0].model, spec.cds[0].bus) == ("pc", "virtio", "virtio", "ide")


def test_host_without_q35_gets_pc(full: tuple[BuiltinTemplate, ...]) -> None:
    host = qemu()
    host = dataclasses.replace(host, guest_types=(dataclasses.replace(host.guest_types[0], machines=("pc-i440fx-2.0", "pc")),))
    assert specify(get(full, "debian11"), host, Choices()).machine == "pc"


def test_windows_with_and_without_the_tools_iso(full: tuple[BuiltinTemplate, ...]) -> None:
    template, choices = get(full, "win10"), Choices(medium="/iso/win10.iso")
    bare = specify(template, qemu("kvm"), choices)
    assert (bare.disks[0].bus, bare.nics[0].model, [c.path for c in bare.cds]) == ("sata", "e1000e", ["/iso/win10.iso"])
    assert any("no guest tools ISO" in str(text) for text in warnings(template, qemu("kvm"), choices))
    host = qemu("kvm", tools_iso=TOOLS)
    tuned = specify(template, host, choices)
    assert (tuned.disks[0].bus, tuned.nics[0].model, [c.path for c in tuned.cds]) == ("virtio", "virtio", ["/iso/win10.iso", TOOLS])
    assert tuned.hyperv == HYPERV
    assert any("Load driver" in str(text) for text in warnings(template, host, choices))
    refused = specify(template, host, dataclasses.replace(choices, tools_iso=False))
    assert (refused.disks[0].bus, len(refused.cds)) == ("sata", 1)
    assert specify(get(full, "win7"), qemu(), choices).usb != "qemu-xhci", "Windows 7 has no USB 3 driver"


def test_windows_11_needs_tpm_and_secure_boot(full: tuple[BuiltinTemplate, ...]) -> None:
    template = get(full, "win11")
    spec = specify(template, qemu("kvm"), Choices())
    assert (spec.firmware, spec.secure_boot, spec.tpm, spec.machine) == ("efi", True, True, "q35")
    assert not any(p.field == "firmware" for p in problems(template, qemu("kvm"), Choices()))
    poor = qemu("kvm", caps=caps("kvm", tpm_models=frozenset(), secure_boot=False))
    spec = specify(template, poor, Choices())
    assert (spec.firmware, spec.secure_boot, spec.tpm) == ("efi", False, False)
    said = " ".join(str(text) for text in warnings(template, poor, Choices()))
    assert "requires a TPM" in said and "swtpm" in said and "Secure Boot" in said
    none = qemu("kvm", caps=caps("kvm", firmwares=("bios",), secure_boot=False))
    assert specify(template, none, Choices()).firmware == "bios"
    assert "ovmf" in " ".join(str(text) for text in warnings(template, none, Choices()))


def test_xen_hvm_pv_and_pvh(full: tuple[BuiltinTemplate, ...]) -> None:
    debian, windows = get(full, "debian9"), get(full, "win2k16")
    hvm = specify(debian, xen(), Choices(medium="/iso/d.iso"))
    assert (hvm.os_type, hvm.machine, hvm.disks[0].bus, hvm.cds[0].bus, hvm.agent_channel, hvm.rng) == ("hvm", "xenfv", "xen", "ide", False, False)
    assert specify(windows, xen(), Choices()).disks[0].bus == "ide"
    pv = specify(debian, xen(), Choices(mode="xen"))
    assert (pv.os_type, pv.machine, pv.disks[0].bus, pv.cds, pv.input) == ("xen", "xenpv", "xen", (), ())
    assert specify(debian, xen(), Choices(mode="xenpvh")).machine == "xenpvh"
    assert specify(debian, xen(hvm=False), Choices()).os_type == "xen"
    assert any("no hardware virtualization" in str(t) for t in warnings(debian, xen(hvm=False), Choices()))
    refused = problems(debian, xen(hvm=False), Choices(mode="hvm"))
    assert any(p.field == "host" and p.error and "HVM" in str(p.text) for p in refused)


def test_choices_win(full: tuple[BuiltinTemplate, ...]) -> None:
    choices = Choices(
        name="web",
        uuid="6b8a8e6e-2f0d-4f3e-9d0f-0d9a4d2f6a11",
        description="d",
        memory_bytes=3 * GIB,
        vcpus=4,
        max_vcpus=8,
        cores_per_socket=2,
        disks=(DiskSpec(5 * GIB, bus=""), DiskSpec(6 * GIB, bus="scsi")),
        nics=(NicSpec(source="lan", model=""), NicSpec(kind="bridge", source="br0", model="e1000")),
        firmware="efi",
        graphics="spice",
        autostart=True,
        medium="/iso/x.iso",
    )
    spec = specify(get(full, "debian11"), qemu(), choices)
    assert (spec.name, spec.uuid, spec.description, spec.memory_bytes, spec.vcpus, spec.max_vcpus, spec.cores_per_socket) == (
        "web",
        "6b8a8e6e-2f0d-4f3e-9d0f-0d9a4d2f6a11",
        "d",
        3 * GIB,
        4,
        8,
        2,
    )
    assert [d.bus for d in spec.disks] == ["virtio", "scsi"]
    assert [(n.source, n.model) for n in spec.nics] == [("lan", "virtio"), ("br0", "e1000")]
    assert (spec.firmware, spec.graphics, spec.video, spec.sound, spec.autostart) == ("efi", "spice", "qxl", "ich9", True)


def test_defaults_are_capped_by_the_host(full: tuple[BuiltinTemplate, ...]) -> None:
    small = qemu(memory_bytes=4 * GIB, cpus=1)
    assert default_memory(get(full, "ubuntu22.04"), small) == 3 * GIB
    assert default_memory(get(full, "win11"), small) == 4 * GIB, "never below the OS's minimum"
    assert default_vcpus(get(full, "debian11"), small) == 1
    assert default_vcpus(get(full, "win11"), small) == 2


def test_what_an_installation_starts_from(full: tuple[BuiltinTemplate, ...]) -> None:
    template = get(full, "win10")
    spec = specify(template, qemu(tools_iso=TOOLS), Choices(medium="/iso/w.iso"))
    assert spec.installing and spec.boot == ("cdrom", "hd") and spec.cds[0].boot
    assert specify(template, qemu(), Choices(method="pxe")).boot == ("network", "hd")
    empty = specify(template, qemu(), Choices())
    assert not empty.installing and [c.path for c in empty.cds] == [""]
    demo = specify(full[0], qemu(), Choices(medium="/iso/ignored.iso"))
    assert not demo.installing and demo.demo and demo.cds[0].path == ""


def test_session_host_gets_user_network(full: tuple[BuiltinTemplate, ...]) -> None:
    assert specify(full[0], qemu(session=True), Choices()).nics[0].kind == "user"
    assert specify(full[0], qemu(), Choices()).nics[0] == NicSpec("network", "default", "virtio")


# --------------------------------------------------------------------------- limits


def said(template: BuiltinTemplate, host: Host, **chosen: object) -> dict[str, list[tuple[str, bool]]]:
    found: dict[str, list[tuple[str, bool]]] = {}
    for problem in problems(template, host, Choices(medium="/iso/x.iso", **chosen)):  # type: ignore[arg-type]
        found.setdefault(problem.field, []).append((str(problem.text), problem.error))
    return found


def test_vcpu_limits_name_the_stricter(full: tuple[BuiltinTemplate, ...]) -> None:
    debian = get(full, "debian9")
    assert "vcpus" not in said(debian, qemu(cpus=64), vcpus=32)
    over_guide = said(debian, qemu(cpus=64), vcpus=33)["vcpus"]
    assert over_guide == [("Debian 9 (Stretch) can have at most 32 vCPUs here (the user's guide, XenServer 7.1).", False)]
    small = qemu(cpus=64, caps=caps(max_vcpus=16))
    assert said(debian, small, vcpus=33)["vcpus"] == [("Debian 9 (Stretch) can have at most 16 vCPUs here (the host hostq).", True)]
    both = said(debian, qemu(cpus=512, caps=caps(max_vcpus=64)), vcpus=100)["vcpus"]
    assert both == [("Debian 9 (Stretch) can have at most 32 vCPUs here (the user's guide, XenServer 7.1).", True)], (
        "the guide is stricter, the host forbids"
    )
    assert "More vCPUs than the 8 CPUs" in said(debian, qemu(), vcpus=9)["vcpus"][0][0]
    assert said(debian, qemu(), vcpus=4, cores_per_socket=3)["cores"][0][1]
    assert "2 CPU sockets (its vendor)" in said(get(full, "win10"), qemu(), vcpus=4, cores_per_socket=1)["cores"][0][0]
    assert "cores" not in said(get(full, "win2k19"), qemu(), vcpus=4, cores_per_socket=1)
    assert "at least 2 vCPUs (its vendor)" in said(get(full, "win11"), qemu(), vcpus=1)["vcpus"][0][0]


def test_memory_limits(full: tuple[BuiltinTemplate, ...]) -> None:
    big = qemu(memory_bytes=4096 * GIB)
    assert said(get(full, "sles12sp3"), big, memory_bytes=129 * GIB)["memory"][0][0].endswith(
        "at most 128 GiB of memory here (the user's guide, XenServer 7.1)."
    )
    assert "memory" not in said(get(full, "sles12sp3"), big, memory_bytes=128 * GIB)
    assert "(the memory of the host hostq)" in said(get(full, "debian9"), qemu(), memory_bytes=65 * GIB)["memory"][0][0]
    assert said(get(full, "debian9"), qemu(), memory_bytes=64 * MIB)["memory"] == [
        ("Debian 9 (Stretch) needs at least 1 GiB of memory (libosinfo).", False)
    ]
    assert said(get(full, "debian9"), qemu(), memory_bytes=0 + 1)["memory"][0][1], "an error"


def test_disk_and_nic_limits(full: tuple[BuiltinTemplate, ...]) -> None:
    debian = get(full, "debian9")
    assert "2044 GiB" in said(debian, qemu(), disks=(DiskSpec(2045 * GIB),))["disks"][0][0]
    assert "disks" not in said(debian, qemu(), disks=(DiskSpec(2044 * GIB),))
    assert "disk of at least 10 GiB (libosinfo)" in said(debian, qemu(), disks=(DiskSpec(GIB),))["disks"][0][0]
    many = tuple(DiskSpec(10 * GIB) for _ in range(255))
    assert "at most 255 disks, CD drives included" in said(debian, qemu(), disks=many)["disks"][0][0]
    assert "disks" not in said(debian, qemu(), disks=many[:254]), "254 disks and a CD drive"
    assert "at most 7 network interfaces" in said(debian, qemu(), nics=(NicSpec(),) * 8)["nics"][0][0]
    assert "nics" not in said(debian, qemu(), nics=(NicSpec(),) * 7)
    assert said(debian, qemu(), disks=(DiskSpec(10 * GIB, bus="ide"),))["disks"] == [("The machine type q35 has no IDE controller: use SATA.", True)]
    crowded = (DiskSpec(20 * GIB, bus="ide"),) * 4
    assert said(get(full, "debian8"), qemu(), disks=crowded)["disks"] == [("The bus IDE has room for 4 disks, CD drives included.", True)]
    assert said(debian, xen(), disks=(DiskSpec(20 * GIB, bus="virtio"),))["disks"][0][1]


def test_host_of_another_architecture(full: tuple[BuiltinTemplate, ...]) -> None:
    arm = qemu(arch="aarch64", guest_types=(dataclasses.replace(qemu().guest_types[0], arch="aarch64"),))
    assert said(get(full, "debian9"), arm)["host"] == [("hostq can't run VMs of the architecture x86_64.", True)]
