"""The words of virtdeckctl: verbs, options, and the help that is true."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from console.cli import clones, devices, exports, imports, migrate, networks, p2v, p2v_machines, packages, pools, storage, templates
from console.model.errors import ConsoleError
from console.model.text import tr
from console.operations.host import record_of

_UNITS = {"": 1, "b": 1} | {f"{letter}{rest}": 1024**power for power, letter in enumerate("kmgtp", 1) for rest in ("", "b", "ib")}

CONNECT_SECONDS = 30.0
AGENT_SECONDS = 300.0


def size(text: str) -> int:
    """ "4GiB", "4G", "512MiB", "512M", or bytes; binary units."""
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([a-zA-Z]*)\s*", text)
    if match is None or match[2].lower() not in _UNITS:
        raise argparse.ArgumentTypeError(tr("“{text}” is not a size. Write it like 4GiB or 512MiB.", text=text))
    number = int(float(match[1]) * _UNITS[match[2].lower()])
    if number <= 0:
        raise argparse.ArgumentTypeError(tr("“{text}” is not a size. Write it like 4GiB or 512MiB.", text=text))
    return number


def seconds(text: str) -> float:
    """A positive number of seconds."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < 1e7:
        raise argparse.ArgumentTypeError(tr("“{text}” is not a number of seconds.", text=text))
    return number


def uri(text: str) -> str:
    """A libvirt address."""
    try:
        return record_of(text).uri
    except ConsoleError as failure:
        raise argparse.ArgumentTypeError(f"{failure.text} {failure.remedy}") from None


def count(text: str) -> int:
    """A positive whole number."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(tr("“{text}” is not a whole number above 0.", text=text))
    return int(text)


@dataclass(frozen=True, slots=True)
class DiskArgument:
    """``--disk SIZE[,repository=NAME][,bus=BUS][,thick]``."""

    capacity_bytes: int
    repository: str = ""
    bus: str = ""
    thin: bool = True


def disk(text: str) -> DiskArgument:
    """Parse one ``--disk``."""
    first, *rest = text.split(",")
    values: dict[str, str] = {}
    thin = True
    for part in rest:
        key, equals, value = part.partition("=")
        if key == "thick" and not equals:
            thin = False
        elif key in ("repository", "bus") and value:
            values[key] = value
        else:
            raise argparse.ArgumentTypeError(tr("“{part}” is not known. A disk is SIZE[,repository=NAME][,bus=BUS][,thick].", part=part))
    return DiskArgument(size(first), values.get("repository", ""), values.get("bus", ""), thin)


class _Parser(argparse.ArgumentParser):
    """Takes the common options before the verb too: the values after it count, and those of ``--connect`` add up."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        found, rest = super().parse_known_args(args, namespace)
        found.connect = [*found.connect_first, *getattr(found, "connect", ())]
        del found.connect_first
        return found, rest


def _common(*, first: bool = False) -> argparse.ArgumentParser:
    """Options that every verb takes. ``first``: those before the verb, with the defaults; after it, what is not said leaves them alone."""
    common = argparse.ArgumentParser(add_help=False)
    group = common.add_argument_group(tr("common options"))

    def default(value: object) -> object:
        return value if first else argparse.SUPPRESS

    group.add_argument("--json", action="store_true", default=default(False), help=tr("print JSON; its keys stay the same over versions"))
    group.add_argument(
        "--connect",
        dest="connect_first" if first else "connect",
        metavar="URI",
        type=uri,
        action="append",
        default=default([]),
        help=tr("use this libvirt instead of the configured hosts; may be repeated"),
    )
    group.add_argument("--config", metavar="FILE", default=default(None), help=tr("the configuration file to use instead of the user's own"))
    group.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=seconds,
        default=default(CONNECT_SECONDS),
        help=tr("how long a host may take to connect (default: {n})", n=round(CONNECT_SECONDS)),
    )
    group.add_argument("--quiet", action="store_true", default=default(False), help=tr("no progress and no notes on stderr, only errors"))
    return common


_JSON_KEYS = """\
  leftover: id kind name key host task at proved
  host: name uri state kind hostname hypervisor hypervisor_version libvirt_version cpus memory_bytes vms pool reason
  VM: name uuid host pool state template installing persistent autostart title description os family mode firmware vcpus max_vcpus
      memory_bytes started_at addresses[ip prefix family mac interface source scope inside_only] agent{state version} io virtualization[]
      hostname disks[target bus device source format guest_name] nics[mac model type source] graphics[type port listen] tags problem
  tools (vm-tools --status): name uuid agent{state version} io findings[device model cause] drivers{installed offered} lines[] link
      tools_disc unverified_switch
  storage repository (sr-list): name uuid host type active autostart shared source path capacity_bytes allocation_bytes available_bytes
      hosts[] lost_on[]
  virtual disk (vdi-list): name path format capacity_bytes allocation_bytes backing chain_depth used_by[]
  network: name uuid host active autostart persistent kind bridge addresses[] dhcp portgroups[] vms[]
  pool: id name hosts[name uri state libvirt_version cpus] connected cpus memory_bytes vms{state: count}
      shared_storage[name source hosts[]] checks[check level text remedy hosts[]]
  template: id name family complete windows osinfo_id vcpus memory_bytes disk_bytes install_methods
  custom template: name uuid host os instant icon description depth clones[]
  package (package-show): kind compression version producer complete vms[name uuid description vcpus cores_per_socket memory_bytes firmware
      secure_boot tpm os os_id windows paravirtual template disks[] cds[] nics[network mac model] snapshots[]] spare_disks[] networks[] eulas[]
      manifest signature{trust words subject issuer not_after fingerprint} warnings[]; a disk: id name device files[] format subformat
      compression capacity_bytes file_bytes bus controller controller_model unit problem
  vm-export: path size_bytes
  package-verify: kind ok manifest signature files[name ok algorithm size_bytes words]
  chain (vm-chain): target depth saved_bytes files[path format repository allocation_bytes] dependents[]
      clones[vms[] host path depth allocation_bytes saved_bytes] speed_before speed_after read_at
"""


def _epilog() -> str:
    return f"""\
{tr("Names: a VM is named by its name or its UUID. Where several hosts have a VM of the same name, use the UUID or --host.")}
{tr("Hosts: those of the configuration that Virtdeck itself uses, this computer's own libvirt included, or those given with --connect.")}
{tr("Sizes: binary units, like 4GiB, 512MiB, 20G.")}
{tr("Exit status: 0 done; 1 refused or failed, with the reason on stderr in one sentence; 2 wrong usage.")}
{tr("Ctrl+C cancels what runs and undoes what it had made.")}

{tr("JSON: host-list, vm-list, vm-show, template-list print a list of objects; vm-install prints one as vm-show does.")}
{tr("vm-clone and vm-copy print a list of the VMs that they made; vm-prepare, template-create and template-quick print one.")}
{tr("Verbs that change VMs print a list with one object a VM: name, uuid, host, ok, state, error.")}
{tr("Sizes are bytes (…_bytes), times seconds since 1970. The keys:")}
{_JSON_KEYS}"""


def build_parser(version: str) -> argparse.ArgumentParser:
    """The whole parser. ``args.verb`` is the verb's name."""
    parser = _Parser(
        prog="virtdeckctl",
        description=tr("Virtdeck without a screen: the same hosts, VMs and operations."),
        epilog=_epilog(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        parents=[_common(first=True)],
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {version}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True, parser_class=argparse.ArgumentParser)
    common = _common()

    def add(verb: str, text: str) -> argparse.ArgumentParser:
        return verbs.add_parser(verb, help=text, description=text, parents=[common], allow_abbrev=False)

    def add_vms(verb: str, text: str) -> argparse.ArgumentParser:
        new = add(verb, text)
        new.add_argument("vms", metavar="VM", nargs="+", help=tr("name or UUID"))
        new.add_argument("--host", metavar="HOST", action="append", default=[], help=tr("look on this host only"))
        return new

    add("host-list", tr("List the hosts with their state."))
    listing = add("vm-list", tr("List the VMs of all hosts."))
    listing.add_argument("--host", metavar="HOST", action="append", default=[], help=tr("of this host only"))
    listing.add_argument("--templates", action="store_true", help=tr("custom templates instead of VMs"))
    listing.add_argument("--state", metavar="STATE", help=tr("in this state only: running, paused, suspended, halted, crashed"))
    add_vms("vm-show", tr("Show what is known of a VM, guest tools and addresses included.")).add_argument(
        "--wait-agent", metavar="SECONDS", nargs="?", type=seconds, const=AGENT_SECONDS, help=tr("wait until its management agent responds")
    )
    _add_power(add_vms)
    delete = add_vms("vm-delete", tr("Delete VMs, with --disks also their disks that nothing else uses."))
    delete.add_argument("--disks", action="store_true", help=tr("delete all its disks that nothing else uses"))
    delete.add_argument("--disk", metavar="PATH", action="append", default=[], help=tr("delete this disk of it; may be repeated"))
    delete.add_argument("--force-off", action="store_true", help=tr("force it off first if it runs"))
    delete.add_argument("--yes", action="store_true", help=tr("do not ask"))
    _add_tools(add_vms("vm-tools", tr("Show the state of the guest tools, or mend it. Nothing is ever run in a guest.")))
    lists = add("template-list", tr("List the built-in templates, or with --custom those that were made of VMs."))
    which = lists.add_mutually_exclusive_group()
    which.add_argument("--family", metavar="FAMILY", help=tr("of this family only"))
    which.add_argument("--custom", action="store_true", help=tr("custom templates of all hosts, with the clones that depend on them"))
    templates.add_parsers(add, size, count)
    _add_install(add("vm-install", tr("Create a VM from a template.")))
    _add_leftovers(add)
    networks.add_parsers(add)
    migrate.add_parsers(add_vms)
    exports.add_parsers(add_vms)
    imports.add_parsers(add)
    devices.add_parsers(add, add_vms, size)
    packages.add_parsers(add)
    pools.add_parsers(add)
    clones.add_parsers(add, count, seconds)
    storage.add_parsers(add, size)
    p2v.add_parsers(add, size, count)
    p2v_machines.add_parsers(add, size, count)
    return parser


def check_usage(parser: argparse.ArgumentParser, args: argparse.Namespace) -> None:
    """What argparse can't say by itself; ends the program with status 2 as it does."""
    if wrong := clones.usage_problem(args):
        parser.error(wrong)
    templates.check_usage(parser, args)
    if args.verb == "vm-tools" and args.iso and not args.insert:
        parser.error(tr("--iso says which disc --insert inserts"))
    if args.verb == "vm-tools" and args.silence is not None and not args.switch_to_virtio:
        parser.error(tr("--silence belongs to --switch-to-virtio"))
    if args.verb == "vm-install" and args.no_start and (args.wait_agent is not None or args.wait_install is not None):
        parser.error(tr("--wait-agent and --wait-install need a started VM: leave --no-start out"))
    if args.verb in ("leftover-clean", "leftover-keep") and args.all == bool(args.ids):
        parser.error(tr("name leftovers by their ID, or use --all"))
    if args.verb == "vm-delete" and args.disks and args.disk:
        parser.error(tr("--disks means all of them: leave --disk out"))


def _add_power(add_vms: object) -> None:
    """The verbs that change how a VM runs."""
    assert callable(add_vms)
    start = add_vms("vm-start", tr("Start VMs, or resume them from suspend."))
    start.add_argument("--discard-saved", action="store_true", help=tr("throw the saved state of a suspended VM away and start it afresh"))
    _add_wait_agent(start)
    for verb, text in (("vm-shutdown", tr("Ask the guests to shut down, and wait.")), ("vm-reboot", tr("Ask the guests to restart, and wait."))):
        new = add_vms(verb, text)
        new.add_argument("--wait", metavar="SECONDS", type=seconds, default=300.0, help=tr("how long the guest may take (default: 300)"))
    add_vms("vm-suspend", tr("Suspend VMs: save their memory to disk and free it."))
    resume = add_vms("vm-resume", tr("Resume suspended VMs."))
    resume.add_argument("--discard-saved", action="store_true", help=tr("throw the saved state away and start afresh"))
    add_vms("vm-pause", tr("Pause VMs: they stay in memory."))
    add_vms("vm-unpause", tr("Let paused VMs go on."))
    add_vms("vm-force-off", tr("Cut VMs off like machines that lose their power."))
    add_vms("vm-force-reboot", tr("Reset VMs without asking their guests."))


def _add_leftovers(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The verbs for what a crash or power cut left."""
    add("leftover-list", tr("List what interrupted tasks left behind."))
    for verb, text in (
        ("leftover-clean", tr("Remove what interrupted tasks left behind, where it is proved that Virtdeck made it.")),
        ("leftover-keep", tr("Keep what interrupted tasks left behind, and list it no more.")),
    ):
        new = add(verb, text)
        new.add_argument("ids", metavar="ID", nargs="*", type=count, help=tr("number of a leftover (see leftover-list)"))
        new.add_argument("--all", action="store_true", help=tr("all of them"))


def _add_tools(parser: argparse.ArgumentParser) -> None:
    """What can be done about the guest tools."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--status", action="store_true", help=tr("show the virtualization state (as without options)"))
    what.add_argument("--insert", action="store_true", help=tr("put the tools disc into the CD drive, and tell the steps"))
    what.add_argument("--eject", action="store_true", help=tr("take the tools disc out and give the old disc back"))
    what.add_argument("--add-channel", action="store_true", help=tr("add the channel that the management agent needs"))
    what.add_argument("--switch-to-virtio", action="store_true", help=tr("give emulated disks and network cards virtio at the next start"))
    what.add_argument("--return-devices", action="store_true", help=tr("take a switch to virtio back at the next start"))
    what.add_argument("--add-driver-disk", action="store_true", help=tr("Windows: a small virtio disk, so that it loads its storage driver"))
    parser.add_argument("--iso", metavar="PATH", default="", help=tr("with --insert: the virtio-win ISO of this computer, for Windows"))
    parser.add_argument("--restart", action="store_true", help=tr("shut down and start where the change needs it"))
    parser.add_argument(
        "--silence", metavar="SECONDS", type=seconds, help=tr("with --switch-to-virtio: how long the guest may stay silent before it is taken back")
    )


def _add_wait_agent(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--wait-agent",
        metavar="SECONDS",
        nargs="?",
        type=seconds,
        const=AGENT_SECONDS,
        help=tr("wait until its management agent responds, at most so long (default: {n})", n=round(AGENT_SECONDS)),
    )


def _add_install(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--template", metavar="T", required=True, help=tr("id or name of a built-in template (see template-list)"))
    parser.add_argument("--name", metavar="N", help=tr("name of the new VM (default: from the template)"))
    parser.add_argument("--description", metavar="TEXT", default="", help=tr("description of the new VM"))
    parser.add_argument("--host", metavar="HOST", help=tr("where it runs (default: the first fit host)"))
    parser.add_argument("--vcpus", metavar="COUNT", type=count, help=tr("number of virtual CPUs"))
    parser.add_argument("--memory", metavar="SIZE", type=size, help=tr("memory, like 2GiB"))
    parser.add_argument(
        "--disk",
        metavar="SIZE[,repository=NAME][,bus=BUS][,thick]",
        action="append",
        type=disk,
        help=tr("a disk; may be repeated (default: the template's)"),
    )
    medium = parser.add_mutually_exclusive_group()
    medium.add_argument(
        "--iso", metavar="PATH", help=tr("install from this ISO image: of a storage repository (path or name), of this computer, or a CD drive")
    )
    medium.add_argument("--url", "--location", dest="url", metavar="URL", help=tr("install from this network repository"))
    medium.add_argument("--pxe", action="store_true", help=tr("install by booting from the network"))
    parser.add_argument("--copy-iso", action="store_true", help=tr("copy an ISO image of this computer to the host's ISO library first"))
    parser.add_argument(
        "--network", metavar="NAME", action="append", help=tr("a network, “user”, or bridge:NAME; may be repeated (default: the host's)")
    )
    parser.add_argument("--firmware", choices=("bios", "efi"), default="", help=tr("firmware (default: the template's)"))
    parser.add_argument("--autostart", action="store_true", help=tr("start it with its host"))
    start = parser.add_mutually_exclusive_group()
    start.add_argument("--start", action="store_true", help=tr("start it"))
    start.add_argument("--no-start", action="store_true", help=tr("do not start it (as without --start)"))
    _add_wait_agent(parser)
    parser.add_argument("--dry-run", action="store_true", help=tr("print the XML that would be defined, and make nothing"))
    parser.add_argument("--wait-install", metavar="SECONDS", type=seconds, help=tr("stay until the installer has restarted the VM, at most so long"))
