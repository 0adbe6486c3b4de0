"""The New VM wizard without a screen: what was answered, what follows from it, what is wrong with it, and the operation that it comes to.

The user's words are one frozen :class:`Answers`, where None means "not said": template, host and medium then decide. So a default never goes
stale, the draft can be opened again after a failure (:attr:`NewVmDraft.answers`), and the wizard, ``virtdeckctl vm-install`` and tests share it.
"""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from console.guests.specify import default_memory, default_vcpus
from console.model.errors import ConsoleError
from console.model.ids import HostId
from console.model.inventory import Inventory
from console.model.objects import Host, HostState
from console.model.ports import Background, HostsPort
from console.model.spec import VmSpec
from console.model.templates import BuiltinTemplate, Medium, UnattendedAnswers
from console.model.text import N_, Text
from console.operations.base import Operation
from console.operations.catalogue import Catalogue
from console.operations.drafts import checks, choices, command, media, planning, summary
from console.operations.drafts.naming import free_name, usable_base
from console.operations.drafts.parts import (
    QUESTIONS,
    STEP_TITLES,
    Answers,
    DiskAnswer,
    HostChoice,
    IsoChoice,
    LocalIso,
    MediaMethod,
    NetworkChoice,
    NicAnswer,
    Page,
    PageId,
    PageState,
    RepositoryChoice,
)
from console.operations.drafts.said import Problem, SummaryRow

HEAD_BYTES = 1 << 20
"""What is read of an ISO image on another host: label and boot catalog are in it."""


@dataclass(frozen=True, slots=True)
class MediaList:
    """What :meth:`NewVmDraft.refresh_media` found: ISO images, and repositories that could not be read with the reason."""

    isos: tuple[IsoChoice, ...] = ()
    unread: tuple[tuple[str, Text], ...] = ()


class NewVmDraft:
    """One VM that is being thought about. Changed by :meth:`change` and :meth:`choose_template` only."""

    def __init__(
        self,
        inventory: Inventory,
        templates: Sequence[BuiltinTemplate],
        *,
        host: HostId | None = None,
        recent: Sequence[str] = (),
        answers: Answers | None = None,
    ) -> None:
        """``host``: preferred (where the window's selection is); ``recent``: template ids, last used first; ``answers``: of an earlier draft."""
        self._inventory = inventory
        self.recent = tuple(recent)
        self.preferred_host = host
        self.uuid = str(uuid.uuid4())
        self.media = MediaList()
        self._identified: dict[str, Medium] = {}
        self._local: dict[str, LocalIso] = {}
        self.catalogue: Catalogue | None = None
        self.answers = answers or Answers()
        self.set_templates(templates)

    def set_templates(self, templates: Sequence[BuiltinTemplate]) -> None:
        """The list came (late); the first one, the demo, is chosen if nothing else is."""
        self.templates = tuple(templates)
        if self.templates and not self.answers.template_id:
            self.answers = dataclasses.replace(self.answers, template_id=self.templates[0].id)

    # ------------------------------------------------------------------ saying something

    def change(self, **fields: object) -> None:
        """Replace answers by name (fields of :class:`Answers`); None takes an answer back."""
        self.answers = dataclasses.replace(self.answers, **fields)  # type: ignore[arg-type]

    def choose_template(self, template_id: str) -> None:
        """Choose a template: name, host and what does not depend on it stay, the hardware becomes the template's."""
        if template_id == self.answers.template_id:
            return
        kept = {"name", "description", "host", "iso", "local_iso", "copy_iso", "library", "drive", "url", "method", "autostart", "start"}
        values = {name: getattr(self.answers, name) for name in kept}
        self.answers = Answers(template_id=template_id, **values)

    def renew(self) -> None:
        """Another UUID: the one before was announced by a run that failed."""
        self.uuid = str(uuid.uuid4())

    # ------------------------------------------------------------------ what follows

    @property
    def inventory(self) -> Inventory:
        return self._inventory

    @property
    def template(self) -> BuiltinTemplate | None:
        """The chosen template."""
        return next((t for t in self.templates if t.id == self.answers.template_id), None)

    @property
    def host(self) -> Host | None:
        """The home host: the chosen one, else the preferred, else the first fit one, else the first."""
        if self.answers.host is not None:
            return self._inventory.host(self.answers.host)
        listed = self.host_choices()
        fit = [choice.host for choice in listed if choice.why_not is None]
        iso_host = self.iso.volume.host if self.iso else None
        for wanted in (self.preferred_host, iso_host):
            match = next((host for host in fit if host.id == wanted), None)
            if match is not None:
                return match
        return (
            fit[0]
            if fit
            else next((choice.host for choice in listed if choice.host.id == self.preferred_host), None)
            or next((choice.host for choice in listed), None)
        )

    def host_choices(self) -> tuple[HostChoice, ...]:
        """All hosts, unfit ones with the reason."""
        return choices.host_choices(self._inventory, self.template, self.answers.memory_bytes, self.iso)

    @property
    def taken_names(self) -> frozenset[str]:
        """Names on the home host."""
        host = self.host
        return frozenset(vm.name for vm in self._inventory.vms(host.id)) if host else frozenset()

    @property
    def name(self) -> str:
        """The name, without blanks around it; pre-filled with a free one."""
        if self.answers.name is not None:
            return self.answers.name.strip()
        template = self.template
        # Not the translated label: a Japanese letter takes three bytes of the few that a host has for the name (console/model/names.py).
        return free_name(usable_base(template.name), self.taken_names) if template else ""

    @property
    def method(self) -> MediaMethod:
        """Where the installation comes from."""
        if self.skips_media:
            return MediaMethod.NONE
        allowed = self.methods()
        if self.answers.method is not None and self.answers.method in allowed:
            return self.answers.method
        return MediaMethod.REPOSITORY if MediaMethod.REPOSITORY in allowed else next(iter(allowed))

    def methods(self) -> Mapping[MediaMethod, Text | None]:
        """Installation methods with the reason why one can't be used now."""
        return media.methods(self.template, self.host)

    @property
    def skips_media(self) -> bool:
        """Complete templates bring their disk along."""
        template = self.template
        return template is not None and template.complete

    @property
    def iso(self) -> IsoChoice | None:
        """The chosen ISO image of a repository, where that is the method."""
        template, method = self.template, self.answers.method
        if template is None or template.complete or method not in (None, MediaMethod.REPOSITORY):
            return None
        return self.answers.iso

    @property
    def medium_path(self) -> str:
        """What :meth:`identify_medium` looks at: path or URL of the chosen medium, "" if there is none to look at."""
        match self.method:
            case MediaMethod.REPOSITORY:
                return self.iso.volume.path if self.iso else ""
            case MediaMethod.LOCAL:
                return self.answers.local_iso.strip()
            case MediaMethod.URL:
                return self.answers.url.strip()
        return ""

    @property
    def _medium_key(self) -> str:
        """Where and what: the same path on two hosts is two media."""
        where = self.iso.volume.host if self.iso and self.method is MediaMethod.REPOSITORY else ""
        return f"{where} {self.medium_path}" if self.medium_path else ""

    @property
    def medium(self) -> Medium | None:
        """What is known of the chosen medium, after :meth:`identify_medium`."""
        return self._identified.get(self._medium_key)

    @property
    def needs_look(self) -> bool:
        """Whether :meth:`identify_medium` would find out something new."""
        path = self.medium_path
        if not path or (self.method is MediaMethod.URL and media.url_problem(path)):
            return False
        return self._medium_key not in self._identified or (self.method is MediaMethod.LOCAL and self.local_iso is None)

    @property
    def local_iso(self) -> LocalIso | None:
        """What is known of the ISO image of this computer for the home host."""
        host = self.host
        return self._local.get(f"{host.id if host else ''} {self.medium_path}") if self.method is MediaMethod.LOCAL else None

    @property
    def uploads_iso(self) -> bool:
        """Whether the ISO image of this computer is copied to a repository of the host."""
        host = self.host
        if self.method is not MediaMethod.LOCAL or host is None:
            return False
        if not host.record.local:
            return True
        return bool(self.answers.copy_iso)

    @property
    def unattended(self) -> UnattendedAnswers | None:
        """Answers of an unattended installation, where it is asked for and possible."""
        return self.answers.unattended if self.unattended_why_not is None else None

    @property
    def unattended_why_not(self) -> Text | None:
        """Why the installation can't run by itself; None = it can."""
        return media.unattended_why_not(self.template, self.method, self.medium)

    @property
    def vcpus(self) -> int:
        """vCPUs at the start; the default is the template's, as far as the host has them."""
        template, host = self.template, self.host
        if self.answers.vcpus is not None or template is None:
            return self.answers.vcpus or 1
        return default_vcpus(template, host) if host is not None else template.vcpus

    @property
    def max_vcpus(self) -> int:
        """vCPUs that it can have without a restart."""
        return max(self.vcpus, self.answers.max_vcpus or 0)

    @property
    def cores_per_socket(self) -> int:
        """Cores in a socket; the default is one socket with all of them."""
        return self.answers.cores_per_socket or max(1, self.max_vcpus)

    @property
    def memory_bytes(self) -> int:
        """Memory; the default is the template's, as far as the host has it."""
        template, host = self.template, self.host
        if self.answers.memory_bytes is not None or template is None:
            return self.answers.memory_bytes or 0
        return default_memory(template, host) if host is not None else template.memory_bytes

    @property
    def disks(self) -> tuple[DiskAnswer, ...]:
        """Disks; the template's one by default."""
        if self.answers.disks is not None:
            return self.answers.disks
        template = self.template
        return (DiskAnswer(template.disk_bytes),) if template else ()

    @property
    def nics(self) -> tuple[NicAnswer, ...]:
        """Network interfaces; by default one on the host's default network, none where there is no usable network."""
        if self.answers.nics is not None:
            return self.answers.nics
        return (NicAnswer(),) if choices.find_network(self.network_choices(), "") else ()

    def repository_choices(self, capacity_bytes: int = 0, *, thin: bool = True) -> tuple[RepositoryChoice, ...]:
        """The home host's repositories for a disk, the best default first."""
        host = self.host
        return choices.repository_choices(self._inventory, host.id, capacity_bytes, thin=thin, files_only=self.skips_media) if host else ()

    def library_choices(self) -> tuple[RepositoryChoice, ...]:
        """Repositories that can take an uploaded ISO image, the best default first."""
        host, local = self.host, self.local_iso
        size = local.medium.size_bytes if local and local.medium else 0
        return choices.library_choices(self._inventory, host.id, size) if host else ()

    @property
    def default_repository(self) -> str:
        """UUID of the repository that disks go to when nobody says otherwise; "" if there is none."""
        return next((c.repository.uuid for c in self.repository_choices() if c.why_not is None), "")

    @property
    def library(self) -> str:
        """UUID of the repository that an uploaded ISO image goes to; "" if there is none."""
        usable = [c.repository.uuid for c in self.library_choices() if c.why_not is None]
        return self.answers.library if self.answers.library in usable else next(iter(usable), "")

    def network_choices(self) -> tuple[NetworkChoice, ...]:
        """The home host's networks, the best default first."""
        return choices.network_choices(self._inventory, self.host, [nic.network for nic in self.answers.nics or ()])

    # ------------------------------------------------------------------ pages and problems

    def pages(self, current: PageId | None = None) -> tuple[Page, ...]:
        """The steps with their state, as seen from ``current``."""
        order = list(PageId)
        at = order.index(current) if current is not None else -1
        found = []
        for index, page in enumerate(order):
            why = N_("A complete template brings its disk along.") if page is PageId.MEDIA and self.skips_media else None
            if why is not None:
                state = PageState.SKIPPED
            else:
                state = PageState.CURRENT if index == at else PageState.DONE if index < at else PageState.TO_COME
            found.append(Page(page, STEP_TITLES[page], QUESTIONS[page], state, why))
        return tuple(found)

    def problems(self, page: PageId | None = None) -> tuple[Problem[PageId], ...]:
        """What is wrong or worth knowing, of one page or of all, errors first within a page."""
        return tuple(p for p in checks.problems(self) if page is None or p.page is page)

    @property
    def can_create(self) -> bool:
        """No page has an error."""
        return not any(problem.error for problem in self.problems())

    # ------------------------------------------------------------------ results

    def plan(self) -> VmSpec:
        """The VM as it is going to be made. ConsoleError when the answers don't allow one."""
        return planning.plan(self)

    def summary(self) -> tuple[SummaryRow, ...]:
        """*Resulting configuration*: device, setting, from where."""
        return summary.rows(self)

    def xml(self) -> str:
        """The domain XML that libvirt will be given (volumes that are yet to be made carry their planned paths)."""
        return planning.preview(self)

    def command(self) -> str:
        """The same as a ``virtdeckctl`` command line, quoted for the shell. Passwords are not in it."""
        return command.command_line(self)

    def operation(self) -> Operation:
        """What *Create* runs."""
        return planning.operation(self)

    # ------------------------------------------------------------------ looking things up

    async def refresh_media(self, hosts: HostsPort) -> None:
        """List the ISO images of all repositories of all hosts that are ready."""
        found: list[IsoChoice] = []
        unread: list[tuple[str, Text]] = []
        for host in self._inventory.hosts():
            if host.state is not HostState.READY:
                continue
            for repository in self._inventory.repositories(host.id):
                if not repository.active:
                    continue
                try:
                    found.extend(choices.iso_volumes(repository, await hosts.port(host.id).volumes(repository.uuid), host.name))
                except ConsoleError as failure:
                    unread.append((f"{host.name}: {repository.name}", failure.text))
        self.media = MediaList(tuple(found), tuple(unread))

    async def identify_medium(self, catalogue: Catalogue, hosts: HostsPort, background: Background) -> Medium | None:
        """Look at the chosen medium; the answer is kept. None when there is nothing to look at."""
        path, host, method, key, iso = self.medium_path, self.host, self.method, self._medium_key, self.iso
        self.catalogue = catalogue
        if not self.needs_look:
            return self.medium
        if key not in self._identified:
            if method is MediaMethod.REPOSITORY and iso is not None and not self._is_local(iso.volume.host):
                head = await hosts.port(iso.volume.host).read_file_head(path, HEAD_BYTES)
                self._identified[key] = await catalogue.identify_head(path, head, iso.volume.capacity_bytes)
            else:
                self._identified[key] = await catalogue.identify(path)
        medium = self._identified[key]
        if method is MediaMethod.LOCAL and host is not None:
            session = host.session
            unreadable = await background.run(lambda: media.unreadable_by_qemu(path, session=session)) if host.record.local else None
            self._local[f"{host.id} {path}"] = LocalIso(path, medium, unreadable)
        return medium

    def forget_medium(self) -> None:
        """Look again next time."""
        self._identified.pop(self._medium_key, None)
        host = self.host
        self._local.pop(f"{host.id if host else ''} {self.medium_path}", None)

    def _is_local(self, host_id: HostId) -> bool:
        host = self._inventory.host(host_id)
        return host is not None and host.record.local
