"""The New VM draft: every page, every problem, the defaults, all templates, and the operation it comes to."""

from __future__ import annotations

import dataclasses
import shlex
from pathlib import Path
from typing import Any, cast

import pytest
from lxml import etree

from console.cli.parser import build_parser
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.inventory import Delta, Inventory, Put
from console.model.objects import AnyObject, HostState, Network, Nic, PowerState, Vm, VmConfig
from console.model.paths import default_paths
from console.model.ports import HostsPort
from console.model.templates import BuiltinTemplate, Medium, UnattendedAnswers
from console.model.text import N_
from console.operations.catalogue import Catalogue
from console.operations.create import CreateVm
from console.operations.drafts.naming import free_name, name_problem
from console.operations.drafts.parts import Answers, DiskAnswer, IsoChoice, MediaMethod, NicAnswer, PageId, PageState, network_key
from console.operations.drafts.run import NewVm
from console.operations.drafts.said import Problem
from console.operations.drafts.sizes import size_argument, size_text
from console.operations.new_vm import NewVmDraft
from tests.operations import draft_world as world
from tests.operations.draft_world import DEBIAN, DEMO, GIB, LOCAL, MIB, REMOTE, TEMPLATES, WINDOWS


class Shelf:
    """Answers identify by file name."""

    def __init__(self, **media: Medium) -> None:
        self.media = media
        self.heads: list[str] = []

    async def identify(self, path: str) -> Medium:
        name = path.rstrip("/").rpartition("/")[2].partition(".")[0].replace("-", "_")
        return self.media.get(name, Medium(path, readable=False, problem=N_("{path} does not exist.", path=path)))

    async def identify_head(self, path: str, head: bytes, size: int) -> Medium:
        self.heads.append(path)
        return await self.identify(path)


class Port:
    """Lists volumes; refuses for some repositories."""

    def __init__(self) -> None:
        self.refused: set[str] = set()
        self.isos = [world.iso(LOCAL), world.iso(LOCAL, "notes.txt"), world.iso(REMOTE, "Debian-DVD.ISO"), world.iso(REMOTE, "a.iso")]

    def port(self, host: HostId) -> Port:
        return self

    async def volumes(self, repository: str) -> tuple[Any, ...]:
        if repository in self.refused:
            raise ConsoleError(N_("It could not be read."), cause=Cause.REFUSED)
        return tuple(dataclasses.replace(v, format="raw") for v in self.isos if v.repository == repository)

    async def read_file_head(self, path: str, length: int) -> bytes:
        return b""


class Here:
    """Background work at once."""

    def run(self, fn: Any) -> Any:
        async def now() -> Any:
            return fn()

        return now()


def draft(template: str = "demo", *more: AnyObject, inventory: Inventory | None = None, **answers: Any) -> NewVmDraft:
    made = NewVmDraft(inventory or world.inventory(*more), TEMPLATES)
    made.choose_template(template)
    made.change(**answers)
    return made


def iso(host: HostId = LOCAL, name: str = "debian-12-netinst.iso", **fields: Any) -> IsoChoice:
    where = "This computer" if host == LOCAL else "host-a"
    return IsoChoice(world.iso(host, name), world.repository(host, "ISO library", **fields), where)


def found(of: NewVmDraft, page: PageId, field: str = "") -> list[Problem[PageId]]:
    return [p for p in of.problems(page) if not field or p.field == field]


def errors(of: NewVmDraft) -> list[tuple[PageId, str]]:
    return [(p.page, p.field) for p in of.problems() if p.error]


async def look(of: NewVmDraft, **media: Medium) -> Shelf:
    shelf = Shelf(**media)
    await of.identify_medium(cast(Catalogue, shelf), cast(HostsPort, Port()), Here())
    return shelf


DEBIAN_ISO = Medium("", bootable=True, osinfo_id="http://debian.org/debian/12", os_name="Debian 12", template_id="debian12", size_bytes=600 * MIB)


# --------------------------------------------------------------------------- defaults


def test_the_demo_is_first_and_can_be_created_at_once() -> None:
    new = NewVmDraft(world.inventory(), TEMPLATES)
    assert new.template is DEMO
    assert new.can_create
    assert errors(new) == []
    operation = new.operation()
    assert isinstance(operation, CreateVm)
    spec = operation.spec
    assert (spec.host, spec.name, spec.demo, operation.start) == (LOCAL, "Demo Linux Virtual Appliance (2)", True, True)
    assert spec.disks[0].source_file == DEMO.disk_file
    assert spec.disks[0].repository == "local-local"
    assert [(nic.kind, nic.model) for nic in spec.nics] == [("user", "virtio")]


def test_defaults_follow_template_and_host_until_something_is_said() -> None:
    new = draft("debian12")
    assert (new.vcpus, new.memory_bytes, [d.capacity_bytes for d in new.disks]) == (2, 2 * GIB, [20 * GIB])
    assert new.name == "Debian 12 (Bookworm) (1)"
    new.change(name="mine", memory_bytes=3 * GIB)
    new.choose_template("win11")
    assert (new.name, new.memory_bytes) == ("mine", 4 * GIB)  # the name stays, the hardware is the template's
    new.change(name=None)
    assert new.name == "Microsoft Windows 11 (1)"


def test_the_selected_host_is_preferred_where_it_is_fit() -> None:
    assert getattr(NewVmDraft(world.inventory(), TEMPLATES, host=REMOTE).host, "id", None) == REMOTE
    assert getattr(NewVmDraft(world.inventory(), TEMPLATES, host=world.GONE).host, "id", None) == LOCAL


def test_an_iso_in_a_local_repository_ties_the_vm_to_its_host() -> None:
    new = draft("debian12", iso=iso(REMOTE, "a.iso"))
    assert new.host is not None and new.host.id == REMOTE
    why = {c.host.id: str(c.why_not or "") for c in new.host_choices()}
    assert why[REMOTE] == ""
    assert why[LOCAL] == "Can't reach the ISO image a.iso, which is on host-a."


def test_an_iso_on_shared_storage_is_reached_from_both_hosts() -> None:
    shared = {"shared": True, "source": "nas:/iso", "type": "netfs"}
    theirs, mine = world.repository(REMOTE, "isos", **shared), world.repository(LOCAL, "isos", **shared)
    choice = IsoChoice(world.iso(REMOTE, "x.iso", "isos"), theirs, "host-a")
    new = draft("debian12", theirs, mine, iso=choice, host=LOCAL)
    assert next(c.why_not for c in new.host_choices() if c.host.id == LOCAL) is None
    assert new.plan().cds[0].path == "/srv/local/isos/x.iso"


def test_all_hosts_are_listed_with_reasons() -> None:
    new = draft("debian12", memory_bytes=2 * GIB)
    assert {c.host.name: str(c.why_not or "") for c in new.host_choices()} == {
        "This computer": "",
        "host-a": "",
        "host-b": "The connection is lost; Virtdeck is trying again.",
        "lxc-1": "Runs containers only, no virtual machines.",
        "tiny": "Has only 128 MiB of memory; the VM needs 2 GiB.",
    }


def test_a_host_without_the_architecture_is_unfit() -> None:
    arm = dataclasses.replace(world.host(HostId("arm"), "arm"), arch="aarch64", guest_types=(dataclasses.replace(world.TYPES[0], arch="aarch64"),))
    assert str(next(c.why_not for c in draft("demo", arm).host_choices() if c.host.name == "arm")) == "Can't run VMs of the architecture x86_64."


@pytest.mark.parametrize("state", [s for s in HostState if s is not HostState.READY])
def test_a_host_that_is_not_ready_says_why(state: HostState) -> None:
    choice = next(c for c in draft("demo", world.host(HostId("x"), "x", state=state)).host_choices() if c.host.name == "x")
    assert choice.why_not is not None and str(choice.why_not).endswith(".")


# --------------------------------------------------------------------------- pages


def test_pages_and_their_states() -> None:
    states = {p.id: p.state for p in draft("demo").pages(PageId.HOST)}
    assert states[PageId.MEDIA] is PageState.SKIPPED
    assert states[PageId.TEMPLATE] is PageState.DONE
    assert states[PageId.HOST] is PageState.CURRENT
    assert states[PageId.FINISH] is PageState.TO_COME
    assert {p.id: p.state for p in draft("debian12").pages(PageId.HOST)}[PageId.MEDIA] is PageState.DONE
    assert all(p.question.source.endswith("?") for p in draft("demo").pages())


# --------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("", "needs a name"),
        ("   ", "needs a name"),
        ("a/b", "“/”"),
        ("a\nb", "line breaks"),
        ("a\x07b", "control characters"),
        ("..", "can't be a name"),
        ("x" * 300, "too long"),
        ("仮" * 81, "too long"),
        ("taken", "already a VM"),
        (" taken ", "already a VM"),
    ],
)
def test_refused_names(name: str, word: str) -> None:
    wrong = name_problem(name, {"taken"})
    assert wrong is not None and word in str(wrong[0])


@pytest.mark.parametrize("name", ["web-01", "仮想マシン 1", "a b (1)", "-x", "x" * 240, "ünïcode"])
def test_accepted_names(name: str) -> None:
    assert name_problem(name, {"taken"}) is None


def test_a_free_name_is_offered() -> None:
    assert free_name("a", {"a (1)", "a (3)"}) == "a (2)"
    new = draft("demo", name="Demo Linux Virtual Appliance (1)")
    (problem,) = found(new, PageId.NAME)
    assert problem.error and "Demo Linux Virtual Appliance (1) (1)" in str(problem.remedy)
    assert not new.can_create
    new.change(host=REMOTE)  # names are unique on their host only
    assert found(new, PageId.NAME) == []


# --------------------------------------------------------------------------- media


def test_a_medium_is_needed_and_the_problem_is_on_its_page() -> None:
    assert errors(draft("debian12")) == [(PageId.MEDIA, "media")]
    assert errors(draft("debian12", iso=iso())) == []


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        ({"method": MediaMethod.LOCAL}, "No ISO image is chosen."),
        ({"method": MediaMethod.LOCAL, "local_iso": "/x.iso"}, "The ISO image has not been looked at yet."),
        ({"method": MediaMethod.DRIVE, "drive": "sr0", "host": REMOTE}, "The host's CD drive is a device such as /dev/sr0."),
        ({"method": MediaMethod.DRIVE}, "A per-user libvirt can't open the host's drives."),
        ({"method": MediaMethod.URL}, "The address of the network repository is missing."),
        ({"method": MediaMethod.URL, "url": "file:///x"}, "The address must begin with http:// or https://."),
        ({"method": MediaMethod.URL, "url": "http://"}, "“http://” is not a complete address."),
        ({"method": MediaMethod.URL, "url": "http://[x"}, "“http://[x” is not an address."),
        ({"method": MediaMethod.URL, "url": "http://a b/"}, "“http://a b/” is not a complete address."),
        ({"method": MediaMethod.URL, "url": "http://deb/"}, "The network repository has not been looked at yet."),
        ({"method": MediaMethod.PXE}, "The user network of a per-user libvirt has no network boot."),
    ],
)
def test_problems_of_media(answers: dict[str, Any], text: str) -> None:
    problems = found(draft("debian12", **answers), PageId.MEDIA)
    assert (str(problems[0].text), problems[0].error) == (text, True)


def test_an_empty_drive_is_a_warning_only() -> None:
    new = draft("debian12", method=MediaMethod.NONE)
    assert new.can_create and not found(new, PageId.MEDIA)[0].error
    assert not new.plan().installing


async def test_iso_images_of_all_ready_hosts_are_listed_and_what_can_not_be_read_is_named() -> None:
    new, hosts = draft("debian12"), Port()
    hosts.refused.add("remote-images")
    await new.refresh_media(cast(HostsPort, hosts))
    assert {(i.volume.name, i.host_name) for i in new.media.isos} == {
        ("debian-12-netinst.iso", "This computer"),
        ("a.iso", "host-a"),
        ("Debian-DVD.ISO", "host-a"),
    }
    assert [name for name, _ in new.media.unread] == ["host-a: images"]


async def test_a_medium_that_is_another_system_offers_its_template() -> None:
    new = draft("win11", iso=iso())
    await look(new, debian_12_netinst=DEBIAN_ISO)
    (problem,) = found(new, PageId.MEDIA, "medium-template")
    assert not problem.error
    assert str(problem.remedy) == "Use the template Debian 12 (Bookworm)."
    new.choose_template("debian12")
    assert found(new, PageId.MEDIA, "medium-template") == []
    assert new.iso == iso()  # the medium stays chosen


async def test_a_medium_of_another_host_is_looked_at_there() -> None:
    new = draft("debian12", iso=iso(REMOTE, "a.iso"))
    shelf = await look(new, a=DEBIAN_ISO)
    assert shelf.heads == ["/srv/remote/ISO-library/a.iso"]
    assert new.medium == DEBIAN_ISO


async def test_an_iso_of_this_computer_is_used_in_place_where_qemu_can_read_it(tmp_path: Path) -> None:
    file = tmp_path / "image.iso"
    file.write_bytes(b"x")
    new = draft("debian12", method=MediaMethod.LOCAL, local_iso=str(file))
    await look(new, image=DEBIAN_ISO)
    assert new.can_create and not new.uploads_iso
    assert new.plan().cds[0].path == str(file)
    assert isinstance(new.operation(), CreateVm)
    new.change(copy_iso=True)
    operation = new.operation()
    assert isinstance(operation, NewVm) and operation.upload is not None
    assert (operation.upload.repository, operation.upload.file) == ("local-ISO library", str(file))


async def test_an_iso_that_qemu_can_not_read_is_offered_to_be_copied() -> None:
    new = draft("debian12", method=MediaMethod.LOCAL, local_iso="/nowhere/x.iso")
    await look(new, x=DEBIAN_ISO)
    problem = found(new, PageId.MEDIA)[0]
    assert problem.error and str(problem.remedy) == "Copy it to the ISO library."
    new.change(copy_iso=True)
    assert new.can_create


async def test_on_another_host_a_file_of_this_computer_is_always_copied() -> None:
    new = draft("debian12", method=MediaMethod.LOCAL, local_iso="/home/me/x.iso", host=REMOTE)
    await look(new, x=DEBIAN_ISO)
    assert new.uploads_iso and new.can_create
    assert new.plan().cds[0].path == "/srv/remote/ISO-library/x.iso"
    big = dataclasses.replace(DEBIAN_ISO, size_bytes=20 * GIB)
    new.forget_medium()
    await look(new, x=big)
    assert new.library == "remote-images"  # the library has only 10 GiB free
    new.forget_medium()
    await look(new, x=dataclasses.replace(DEBIAN_ISO, size_bytes=900 * GIB))
    assert str(found(new, PageId.MEDIA)[0].text) == "No storage repository of host-a can take the ISO image."


async def test_what_is_wrong_with_a_medium_is_said() -> None:
    new = draft("debian12", iso=iso())
    await look(new)
    assert "does not exist" in str(found(new, PageId.MEDIA)[0].text)
    new = draft("debian12", iso=iso())
    await look(new, debian_12_netinst=dataclasses.replace(DEBIAN_ISO, bootable=False))
    assert [p.error for p in found(new, PageId.MEDIA)] == [False]
    new = draft("debian12", method=MediaMethod.URL, url="http://deb/tree")
    await look(new, tree=Medium("http://deb/tree", is_iso=False))
    assert str(found(new, PageId.MEDIA)[0].text) == "No kernel and initrd of an installer were found at this address."
    assert not new.can_create


async def test_a_network_repository_becomes_an_operation_that_fetches_the_installer() -> None:
    new = draft("debian12", method=MediaMethod.URL, url="http://deb/tree")
    await look(new, tree=Medium("http://deb/tree", is_iso=False, kernel="linux", initrd="initrd.gz", template_id="debian12"))
    assert new.can_create
    operation = new.operation()
    assert isinstance(operation, NewVm) and operation.medium is not None
    assert (operation.choices.method, operation.library) == ("url", "local-ISO library")


# --------------------------------------------------------------------------- unattended


ASKED = UnattendedAnswers(user="ann", password="secret")
UNATTENDED = dataclasses.replace(DEBIAN_ISO, kernel="install.amd/vmlinuz", initrd="install.amd/initrd.gz", unattended=("jeos",))


async def test_unattended_installation_needs_a_medium_that_can() -> None:
    new = draft("debian12", iso=iso(), unattended=ASKED, password_again="secret")
    assert str(new.unattended_why_not) == "The medium has not been looked at yet."
    await look(new, debian_12_netinst=DEBIAN_ISO)
    assert str(new.unattended_why_not) == "An unattended installation from this medium is not known to work."
    assert new.unattended is None
    assert draft("other").unattended_why_not is not None
    new = draft("debian12", iso=iso(), unattended=ASKED, password_again="secret")
    await look(new, debian_12_netinst=UNATTENDED)
    assert new.unattended == ASKED and new.can_create
    assert new.plan().installing
    assert isinstance(new.operation(), NewVm)
    assert "secret" not in new.command()
    assert "secret" not in new.xml()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"user": ""}, "unattended-user"),
        ({"user": "root"}, "unattended-user"),
        ({"user": "Ann B"}, "unattended-user"),
        ({"password": ""}, "unattended-password"),
        ({"password": "other"}, "unattended-again"),
        ({"ssh_key": "not a key"}, "unattended-key"),
        ({"timezone": "$(x)"}, "unattended-timezone"),
        ({"language": "english"}, "unattended-language"),
        ({"keyboard": "!"}, "unattended-keyboard"),
    ],
)
async def test_problems_of_unattended_answers(change: dict[str, str], field: str) -> None:
    new = draft("debian12", iso=iso(), unattended=dataclasses.replace(ASKED, **change), password_again="secret")
    await look(new, debian_12_netinst=UNATTENDED)
    assert [(p.field, p.error) for p in found(new, PageId.MEDIA)] == [(field, True)]


# --------------------------------------------------------------------------- CPU and memory


@pytest.mark.parametrize(
    ("answers", "field", "error"),
    [
        ({"vcpus": 16}, "vcpus", False),  # more than the host has
        ({"vcpus": 40}, "vcpus", False),  # more than the OS takes
        ({"vcpus": 400}, "vcpus", True),  # more than QEMU takes
        ({"memory_bytes": 256 * MIB}, "memory", False),
        ({"vcpus": 3, "cores_per_socket": 2}, "cores", True),
    ],
)
def test_limits_of_cpu_and_memory(answers: dict[str, Any], field: str, error: bool) -> None:
    new = draft("debian12", host=LOCAL, iso=iso(), **answers)
    problems = found(new, PageId.CPU, field)
    assert problems and problems[0].error is error
    assert new.can_create is not error


def test_more_memory_than_the_host_has_makes_it_unfit() -> None:
    new = draft("debian12", host=LOCAL, iso=iso(), memory_bytes=64 * GIB)
    assert errors(new) == [(PageId.HOST, "host")]
    assert found(new, PageId.CPU, "memory")


# --------------------------------------------------------------------------- storage


def test_repositories_are_listed_with_free_space_and_reasons() -> None:
    listed = {c.repository.name: (c.free_bytes, str(c.why_not or "")) for c in draft("debian12", host=REMOTE).repository_choices()}
    assert listed == {
        "images": (500 * GIB, ""),
        "vg0": (50 * GIB, ""),
        "ISO library": (10 * GIB, ""),
        "lun": (100 * GIB, "Disks can't be created in storage of this type (iscsi)."),
    }
    assert {c.repository.name for c in draft("demo").repository_choices() if c.why_not} == {"old"}
    assert {c.repository.name for c in draft("demo", host=REMOTE).repository_choices() if c.why_not} == {"vg0", "lun"}


@pytest.mark.parametrize(
    ("disks", "field", "error"),
    [
        ((DiskAnswer(20 * GIB, "remote-images"),), "disk0", True),  # on another host
        ((DiskAnswer(20 * GIB, "local-old"),), "disk0", True),
        ((DiskAnswer(20 * GIB), DiskAnswer(0)), "disk1", True),
        ((DiskAnswer(150 * GIB, thin=False),), "disks", True),
        ((DiskAnswer(60 * GIB, thin=False), DiskAnswer(60 * GIB, thin=False)), "disks", True),
        ((DiskAnswer(150 * GIB),), "disks", False),
        ((DiskAnswer(1 * GIB),), "disks", False),  # less than the OS wants
        ((), "disks", False),
    ],
)
def test_problems_of_disks(disks: tuple[DiskAnswer, ...], field: str, error: bool) -> None:
    new = draft("debian12", host=LOCAL, iso=iso(), disks=disks)
    problems = found(new, PageId.STORAGE)
    assert [(p.field, p.error) for p in problems][:1] == [(field, error)]
    assert new.can_create is not error


def test_the_complete_templates_disk_can_not_shrink_or_go() -> None:
    assert str(found(draft("demo", disks=()), PageId.STORAGE)[0].text) == "The template's disk can't be left out."
    assert found(draft("demo", disks=(DiskAnswer(512 * MIB),)), PageId.STORAGE)[0].error
    assert draft("demo", disks=(DiskAnswer(4 * GIB),)).can_create


def test_a_host_without_a_usable_repository_says_so_on_the_storage_page() -> None:
    bare = world.host(HostId("bare"), "bare")
    new = draft("demo", bare, host=bare.id)
    (problem,) = [p for p in found(new, PageId.STORAGE) if p.error]
    assert str(problem.text) == "bare has no storage repository that can take a disk." and problem.remedy is not None


def test_volumes_outside_of_folders_are_raw() -> None:
    spec = draft("debian12", host=REMOTE, method=MediaMethod.NONE, disks=(DiskAnswer(5 * GIB, "remote-vg0"), DiskAnswer(5 * GIB))).plan()
    assert [(d.format, d.repository) for d in spec.disks] == [("raw", "remote-vg0"), ("qcow2", "remote-images")]


# --------------------------------------------------------------------------- networks


def test_networks_of_a_system_host() -> None:
    new = draft("debian12", host=REMOTE)
    assert [(network_key(c.spec), str(c.why_not or "")) for c in new.network_choices()] == [
        ("network:default", ""),
        ("network:lan", ""),
        ("network:lan#vlan7", ""),
        ("network:off", "Not active."),
        ("user", ""),
    ]
    assert new.plan().nics[0].source == "default"


def test_a_session_host_has_the_outgoing_network_first() -> None:
    new = draft("demo")
    assert [str(c.label) for c in new.network_choices()] == ["User network (outgoing only)"]


@pytest.mark.parametrize(
    ("nics", "field", "error"),
    [
        ((NicAnswer("network:off"),), "nic0", True),
        ((NicAnswer("network:gone"),), "nic0", True),
        ((NicAnswer(), NicAnswer("bridge:")), "nic1", True),
        ((NicAnswer(mac="zz"),), "nic0", True),
        ((NicAnswer(mac="01:00:5e:00:00:01"),), "nic0", True),  # multicast
        ((NicAnswer(mac="52:54:00:00:00:01"), NicAnswer(mac="52:54:00:00:00:01")), "nic1", True),
        ((NicAnswer(mac="52:54:00:aa:bb:cc"),), "nic0", True),  # another VM's
        ((), "nics", False),
        (tuple(NicAnswer() for _ in range(9)), "nics", False),  # more than the OS takes
    ],
)
def test_problems_of_interfaces(nics: tuple[NicAnswer, ...], field: str, error: bool) -> None:
    other = Vm(REMOTE, "u", "other", PowerState.HALTED, config=VmConfig(nics=(Nic("52:54:00:aa:bb:cc", "virtio", "network"),)))
    new = draft("debian12", other, host=REMOTE, method=MediaMethod.NONE, nics=nics)
    problems = found(new, PageId.NETWORK)
    assert [(p.field, p.error) for p in problems][:1] == [(field, error)]


def test_a_typed_bridge_is_taken() -> None:
    new = draft("debian12", host=REMOTE, method=MediaMethod.NONE, nics=(NicAnswer("bridge:br7", "e1000e", "52:54:00:12:34:56"),))
    assert new.can_create
    (nic,) = new.plan().nics
    assert (nic.kind, nic.source, nic.model, nic.mac) == ("bridge", "br7", "e1000e", "52:54:00:12:34:56")


def test_network_boot_needs_a_network() -> None:
    assert not draft("debian12", host=REMOTE, method=MediaMethod.PXE, nics=()).can_create
    new = draft("debian12", host=REMOTE, method=MediaMethod.PXE)
    assert new.can_create and new.plan().boot == ("network", "hd")


# --------------------------------------------------------------------------- the rest


def test_without_hosts_and_without_templates() -> None:
    empty = NewVmDraft(Inventory(), TEMPLATES)
    assert (PageId.HOST, "host") in errors(empty) and not empty.can_create and empty.summary()
    nothing = NewVmDraft(world.inventory(), ())
    assert errors(nothing)[0] == (PageId.TEMPLATE, "template") and not nothing.can_create
    with pytest.raises(ConsoleError):
        nothing.plan()


def test_a_demo_that_is_not_built_says_what_to_do() -> None:
    new = NewVmDraft(world.inventory(), [dataclasses.replace(DEMO, disk_file="")])
    (problem,) = new.problems(PageId.TEMPLATE)
    assert problem.error and "packaging/run" in str(problem.remedy)


def test_a_chosen_host_that_goes_is_noticed() -> None:
    inventory = world.inventory()
    new = draft("demo", inventory=inventory, host=REMOTE)
    assert new.can_create
    inventory.apply(Delta((Put(world.host(REMOTE, "host-a", state=HostState.STALE)),)))
    assert errors(new)[0] == (PageId.HOST, "host")


def test_the_windows_path() -> None:
    plain = draft("win11", iso=iso())
    spec = plain.plan()
    assert [d.bus for d in spec.disks] == ["sata"] and spec.nics[0].model == "e1000e" and len(spec.cds) == 1
    assert [p.error for p in found(plain, PageId.MEDIA)] == [False]  # the notice of the fallback
    tools = dataclasses.replace(world.host(LOCAL, "This computer", session=True, local=True), tools_iso="/usr/share/virtio-win.iso")
    with_tools = draft("win11", tools, iso=iso())
    spec = with_tools.plan()
    assert [d.bus for d in spec.disks] == ["virtio"] and [cd.path for cd in spec.cds][1] == "/usr/share/virtio-win.iso"
    assert "Load driver" in str(found(with_tools, PageId.MEDIA)[0].text)


def test_summary_says_what_and_from_where() -> None:
    new = draft("debian12", iso=iso(), memory_bytes=3 * GIB, name="web", disks=(DiskAnswer(8 * GIB, bus="scsi", thin=False),))
    rows = {str(r.device): (str(r.setting), str(r.source)) for r in new.summary()}
    assert rows["Name"] == ("web", "your choice")
    assert rows["Memory"] == ("3 GiB", "your choice")
    assert rows["CPU"] == ("2 vCPUs, 1 × 2 cores", "template")
    assert rows["Disk 1"] == ("8 GiB thick, SCSI, new in local", "your choice")
    assert rows["Installation medium"] == ("/srv/local/ISO-library/debian-12-netinst.iso", "your choice")
    assert rows["Network 1"] == ("User network (outgoing only), virtio", "default")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.id)
@pytest.mark.parametrize("host", [LOCAL, REMOTE])
def test_every_template_makes_a_vm_on_every_host(template: BuiltinTemplate, host: HostId) -> None:
    new = draft(template.id, host=host)
    if not template.complete:
        new.change(iso=iso(host))
    assert errors(new) == []
    root = etree.fromstring(new.xml())
    assert root.findtext("name") == new.name and root.findtext("uuid") == new.uuid
    assert root.findtext("memory") == str(new.memory_bytes // 1024)
    assert len(root.findall("devices/disk[@device='disk']")) == 1
    assert new.summary()[0].setting.english() == new.name


async def test_every_built_in_template_makes_a_vm() -> None:
    """All of the catalogue and libosinfo, on a per-user host and on a system one."""
    catalogue = Catalogue(Here(), default_paths())
    templates = await catalogue.templates()
    catalogue.shutdown()
    assert len(templates) > 20 and templates[0].family == "demo"
    inventory = world.inventory()
    wrong = []
    for template in templates:
        for host in (LOCAL, REMOTE):
            new = NewVmDraft(inventory, [dataclasses.replace(template, disk_file="/demo.qcow2") if template.complete else template])
            new.change(host=host, method=MediaMethod.NONE)
            wrong += [f"{template.id} on {host}: {problem.text}" for problem in new.problems() if problem.error]
            etree.fromstring(new.xml())
    assert wrong == []


def test_the_xml_preview_names_planned_volumes_apart() -> None:
    xml = draft("debian12", host=REMOTE, method=MediaMethod.NONE, name="web", disks=(DiskAnswer(1 * GIB), DiskAnswer(1 * GIB, "remote-vg0"))).xml()
    sources = [s.get("file") or s.get("dev") for s in etree.fromstring(xml).findall("devices/disk[@device='disk']/source")]
    assert sources == ["/srv/remote/images/web.qcow2", "/srv/remote/vg0/web"]


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"name": "it's; rm -rf $HOME", "description": "two\nlines", "autostart": True, "start": False},
        {"host": REMOTE, "vcpus": 4, "memory_bytes": 1536 * MIB, "firmware": "efi"},
        {
            "host": REMOTE,
            "disks": (DiskAnswer(8 * GIB, "remote-images", False, "scsi"), DiskAnswer(1 * GIB)),
            "nics": (NicAnswer("bridge:br0"), NicAnswer()),
        },
        {"host": REMOTE, "method": MediaMethod.PXE},
        {"method": MediaMethod.URL, "url": "http://deb/x"},
        {"method": MediaMethod.LOCAL, "local_iso": "/a b.iso", "copy_iso": True},
        {"iso": iso()},
    ],
)
def test_the_command_is_understood_by_virtdeckctl_and_means_the_same(answers: dict[str, Any]) -> None:
    new = draft("debian12", **answers)
    words = shlex.split(new.command())
    assert words[0] == "virtdeckctl"
    args = build_parser("0").parse_args(words[1:])
    assert (args.verb, args.template, args.name, args.start, args.autostart) == (
        "vm-install",
        "debian12",
        new.name,
        new.answers.start,
        new.answers.autostart,
    )
    assert new.host is not None and args.host == new.host.name
    assert args.description == new.answers.description
    assert (args.vcpus, args.memory, args.firmware) == (new.answers.vcpus, new.answers.memory_bytes, new.answers.firmware)
    assert [d.capacity_bytes for d in args.disk or ()] == [d.capacity_bytes for d in new.answers.disks or ()]
    assert [d.thin for d in args.disk or ()] == [d.thin for d in new.answers.disks or ()]
    if new.answers.nics:
        assert args.network == ["bridge:br0", "network:default"]
    assert (args.url or "") == new.answers.url
    assert args.pxe == (new.answers.method is MediaMethod.PXE)


def test_answers_open_the_draft_again() -> None:
    new = draft("debian12", name="web", iso=iso(), memory_bytes=3 * GIB)
    again = NewVmDraft(world.inventory(), TEMPLATES, answers=new.answers)
    assert again.answers == new.answers
    assert again.uuid != new.uuid
    late = NewVmDraft(world.inventory(), (), answers=Answers(template_id="win11"))
    late.set_templates(TEMPLATES)
    assert late.template is WINDOWS


def test_an_inactive_default_network_is_not_taken() -> None:
    inventory = world.inventory(Network(REMOTE, "net-default", "default", active=False, forward="nat"))
    new = draft("debian12", inventory=inventory, host=REMOTE, method=MediaMethod.NONE)
    assert new.plan().nics[0].source == "lan"


def test_sizes() -> None:
    assert [size_text(v) for v in (0, 1, 1023, 1536, 10 * GIB, 1536 * GIB)] == ["0 B", "1 B", "1023 B", "1.5 KiB", "10 GiB", "1.5 TiB"]
    assert [size_argument(v) for v in (0, 2 * GIB, 1536 * MIB, 700)] == ["0B", "2GiB", "1536MiB", "700B"]


def test_the_debian_template_of_this_world_has_limits() -> None:
    assert DEBIAN.limits.max_nics == 7  # the problems above rely on it
