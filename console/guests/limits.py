"""What is wrong, or worth knowing, about choices for an operating system on a host: limits (guide §5), missing capabilities, missing drivers.

Where several limits apply, the strictest is named with who says so. What the hypervisor refuses is an error; what only the guide, libosinfo or
a vendor says is a warning beside the field.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from console.guests.specify import guest_type, platform_of, specify, wants_tools
from console.model.objects import Host, HostKind
from console.model.problems import FieldProblem
from console.model.spec import VmSpec
from console.model.templates import BuiltinTemplate, Choices
from console.model.text import N_, Text, plain

_SLOTS = {"ide": 4, "fdc": 2}
"""Devices that a bus without further controllers has: an IDE controller has two channels of two."""


def problems(template: BuiltinTemplate, host: Host, choices: Choices) -> tuple[FieldProblem, ...]:
    """All problems, errors first within a field."""
    spec = specify(template, host, choices)
    found = [
        *_host(template, host, choices),
        *_cpu(template, host, choices, spec),
        *_memory(template, host, choices, spec),
        *_disks(template, host, spec),
        *_nics(template, spec),
        *_firmware(template, host, choices, spec),
        *_drivers(template, host, choices, spec),
    ]
    return tuple(sorted(found, key=lambda problem: not problem.error))


def warnings(template: BuiltinTemplate, host: Host, choices: Choices) -> tuple[Text, ...]:
    """Texts of the warnings alone."""
    return tuple(problem.text for problem in problems(template, host, choices) if not problem.error)


def who(source: str) -> Text:
    """Who says a limit, as it is read."""
    if source.startswith("user's guide"):
        return N_("the user's guide, XenServer 7.1")
    return N_("its vendor") if source == "vendor" else plain(source)


def size(value: int) -> str:
    """A size in the largest binary unit that shows it well: "1.5 TiB", "2044 GiB", "512 MiB", and "23.5 GiB" rather than "24105 MiB"."""
    for unit, power in (("TiB", 40), ("GiB", 30), ("MiB", 20)):
        if 1 <= value >> power < 10_000 and (value * 10) % (1 << power) == 0:
            return f"{value / (1 << power):g} {unit}"
    return f"{value / (1 << 20):.0f} MiB" if value < 1 << 30 else f"{value / (1 << 30):.1f} GiB"


Limit = tuple[int, Text, bool]
"""A largest value, who says so, and whether exceeding it is an error."""


def _strictest(value: int, limits: Sequence[Limit]) -> tuple[Limit, bool] | None:
    """The strictest limit that the value exceeds, and whether any exceeded one forbids it."""
    exceeded = [limit for limit in limits if value > limit[0]]
    if not exceeded:
        return None
    return min(exceeded, key=lambda limit: limit[0]), any(error for _, _, error in exceeded)


def _os_limit(template: BuiltinTemplate, field: str) -> list[Limit]:
    value = getattr(template.limits, field)
    return [] if value is None else [(value, who(template.limits.said_by(field)), False)]


def _host(template: BuiltinTemplate, host: Host, choices: Choices) -> Iterator[FieldProblem]:
    if not host.guest_types:
        return
    if guest_type(host, choices.mode) is None:
        if choices.mode:
            yield FieldProblem("host", N_("{host} can't run VMs of the mode {mode}.", host=host.name, mode=_mode(choices.mode)))
        else:
            yield FieldProblem("host", N_("{host} can't run VMs of the architecture {arch}.", host=host.name, arch="x86_64"))
    elif host.kind is HostKind.XEN and platform_of(template, host, choices).os_type != "hvm" and not template.complete:
        text = N_("{host} has no hardware virtualization: the VM is paravirtualized (PV), and no installer can be started from a CD.", host=host.name)
        yield FieldProblem("host", text, error=False)


def _mode(os_type: str) -> str:
    return {"hvm": "HVM", "xen": "PV", "xenpvh": "PVH"}.get(os_type, os_type)


def _cpu(template: BuiltinTemplate, host: Host, choices: Choices, spec: VmSpec) -> Iterator[FieldProblem]:
    name = template.label
    if (choices.vcpus is not None and choices.vcpus < 1) or (choices.max_vcpus is not None and choices.max_vcpus < spec.vcpus):
        yield FieldProblem("vcpus", N_("A VM has at least one vCPU, and its largest number of vCPUs is not below the number that it starts with."))
        return
    limits = _os_limit(template, "max_vcpus")
    if host.caps is not None and host.caps.max_vcpus is not None:
        limits.append((host.caps.max_vcpus, N_("the host {host}", host=host.name), True))
    over = _strictest(spec.max_vcpus, limits)
    if over is not None:
        (most, source, _), forbidden = over
        yield FieldProblem("vcpus", N_("{os} can have at most {limit} vCPUs here ({who}).", os=name, limit=most, who=source), error=forbidden)
    if host.cpus and spec.vcpus > host.cpus:
        text = N_("More vCPUs than the {count} CPUs of {host}: the VM will be slow.", count=host.cpus, host=host.name)
        yield FieldProblem("vcpus", text, error=False)
    least = template.limits.min_vcpus
    if least and spec.vcpus < least:
        text = N_("{os} needs at least {limit} vCPUs ({who}).", os=name, limit=least, who=who(template.limits.said_by("min_vcpus")))
        yield FieldProblem("vcpus", text, error=False)
    cores = spec.cores_per_socket
    if cores < 1 or spec.max_vcpus % cores:
        text = N_("{count} vCPUs can't be divided into sockets of {cores} cores.", count=spec.max_vcpus, cores=cores)
        yield FieldProblem("cores", text)
    elif template.limits.max_sockets and spec.max_vcpus // cores > template.limits.max_sockets:
        text = N_(
            "{os} uses at most {limit} CPU sockets ({who}): choose more cores per socket.",
            os=name,
            limit=template.limits.max_sockets,
            who=who(template.limits.said_by("max_sockets")),
        )
        yield FieldProblem("cores", text, error=False)


def _memory(template: BuiltinTemplate, host: Host, choices: Choices, spec: VmSpec) -> Iterator[FieldProblem]:
    if choices.memory_bytes is not None and choices.memory_bytes < 1 << 20:
        yield FieldProblem("memory", N_("A VM needs some memory."))
        return
    limits = _os_limit(template, "max_memory_bytes")
    if host.memory_bytes:
        limits.append((host.memory_bytes, N_("the memory of the host {host}", host=host.name), False))
    over = _strictest(spec.memory_bytes, limits)
    if over is not None:
        (most, source, _), forbidden = over
        yield FieldProblem(
            "memory", N_("{os} can have at most {limit} of memory here ({who}).", os=template.label, limit=size(most), who=source), error=forbidden
        )
    least = template.limits.min_memory_bytes
    if least and spec.memory_bytes < least:
        source = who(template.limits.said_by("min_memory_bytes"))
        text = N_("{os} needs at least {limit} of memory ({who}).", os=template.label, limit=size(least), who=source)
        yield FieldProblem("memory", text, error=False)


def _disks(template: BuiltinTemplate, host: Host, spec: VmSpec) -> Iterator[FieldProblem]:
    limits, name = template.limits, template.label
    for disk in spec.disks:
        over = _strictest(disk.capacity_bytes, _os_limit(template, "max_disk_bytes"))
        if over is not None:
            (most, source, _), _ = over
            yield FieldProblem("disks", N_("A virtual disk has at most {limit} ({who}).", limit=size(most), who=source), error=False)
    least = limits.min_disk_bytes
    if spec.disks and least and spec.disks[0].capacity_bytes < least and not spec.disks[0].existing_path:
        source = who(limits.said_by("min_disk_bytes"))
        yield FieldProblem("disks", N_("{os} needs a disk of at least {limit} ({who}).", os=name, limit=size(least), who=source), error=False)
    count = len(spec.disks) + len(spec.cds)
    over = _strictest(count, _os_limit(template, "max_disks"))
    if over is not None:
        (most, source, _), _ = over
        yield FieldProblem("disks", N_("A VM has at most {limit} disks, CD drives included ({who}).", limit=most, who=source), error=False)
    buses = [disk.bus for disk in spec.disks] + [cd.bus for cd in spec.cds]
    for bus in sorted(set(buses)):
        known = host.caps.disk_buses if host.caps is not None else frozenset()
        if spec.machine == "pc":
            known = known and known | {"ide"}  # the capabilities are those of q35
        if bus == "ide" and spec.machine == "q35":
            yield FieldProblem("disks", N_("The machine type {machine} has no IDE controller: use SATA.", machine=spec.machine))
        elif known and bus not in known:
            yield FieldProblem("disks", N_("{host} has no disks on the bus {bus}.", host=host.name, bus=bus))
        elif bus in _SLOTS and buses.count(bus) > _SLOTS[bus]:
            text = N_("The bus {bus} has room for {limit} disks, CD drives included.", bus=bus.upper(), limit=_SLOTS[bus])
            yield FieldProblem("disks", text)


def _nics(template: BuiltinTemplate, spec: VmSpec) -> Iterator[FieldProblem]:
    over = _strictest(len(spec.nics), _os_limit(template, "max_nics"))
    if over is not None:
        (most, source, _), _ = over
        yield FieldProblem("nics", N_("A VM has at most {limit} network interfaces ({who}).", limit=most, who=source), error=False)


def _firmware(template: BuiltinTemplate, host: Host, choices: Choices, spec: VmSpec) -> Iterator[FieldProblem]:
    if host.kind not in (HostKind.QEMU, HostKind.XEN):
        return
    wanted = choices.firmware or template.firmware
    if wanted == "efi" and spec.firmware != "efi":
        remedy = N_("{host} has no UEFI firmware for VMs (package ovmf): {os} gets BIOS.", host=host.name, os=template.label)
        yield FieldProblem("firmware", remedy, error=bool(choices.firmware))
    if template.firmware == "efi" and choices.firmware == "bios":
        yield FieldProblem("firmware", N_("{os} is made for UEFI.", os=template.label), error=False)
    if template.secure_boot and not spec.secure_boot and spec.firmware == "efi" and choices.secure_boot is None:
        yield FieldProblem(
            "firmware", N_("{host} has no firmware with Secure Boot, which {os} expects.", host=host.name, os=template.label), error=False
        )
    if template.tpm and not spec.tpm:
        text = N_(
            "{os} requires a TPM, and {host} can't give it one (package swtpm): its installer may refuse to go on.", os=template.label, host=host.name
        )
        yield FieldProblem("firmware", text, error=False)


def _drivers(template: BuiltinTemplate, host: Host, choices: Choices, spec: VmSpec) -> Iterator[FieldProblem]:
    if host.kind is not HostKind.QEMU or not template.windows:
        return
    if not wants_tools(host, choices):
        text = N_("{host} offers no guest tools ISO: standard disk controller and network card are used until the tools are in.", host=host.name)
        yield FieldProblem("media", text, error=bool(choices.tools_iso))
    elif any(disk.bus == "virtio" for disk in spec.disks):
        text = N_("When the installer finds no disk, choose “Load driver”: the drivers are on the second CD.")
        yield FieldProblem("media", text, error=False)
