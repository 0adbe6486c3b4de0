"""Specifications that several tests use, and domain XML as hypervisors other than QEMU print it."""

from __future__ import annotations

from console.model.ids import HostId
from console.model.spec import CdSpec, DirectBoot, DiskSpec, NicSpec, VmSpec
from console.xml.build import DiskSource

MIB, GIB = 1 << 20, 1 << 30


def spec(**changes: object) -> VmSpec:
    """A small VM with a fixed UUID."""
    facts: dict[str, object] = {
        "name": "vm1",
        "host": HostId("h"),
        "uuid": "3f2d6a52-9c1e-4a53-9d1b-0c7f5d5c2a11",
        "memory_bytes": 256 * MIB,
        "nics": (NicSpec(kind="user"),),
    }
    return VmSpec(**(facts | changes))  # type: ignore[arg-type]


LINUX_BIOS = spec(
    title="Web server",
    description="First line\nsecond line <&>",
    template_id="debian12",
    origin="Debian 12",
    osinfo_id="http://debian.org/debian/12",
    vcpus=2,
    max_vcpus=4,
    cores_per_socket=2,
    disks=(DiskSpec(10 * GIB), DiskSpec(GIB, format="raw")),
    cds=(CdSpec("/isos/debian.iso", boot=True),),
    nics=(NicSpec(source="default"), NicSpec(kind="bridge", source="br0", model="e1000e", mac="52:54:00:aa:bb:cc")),
    boot=("cdrom", "hd", "network"),
    installing=True,
    extra={"owner": "me"},
)
WINDOWS_UEFI = spec(
    name="win",
    windows=True,
    domain_type="kvm",
    firmware="efi",
    secure_boot=True,
    tpm=True,
    vcpus=4,
    max_vcpus=4,
    cores_per_socket=4,
    cpu_mode="host-passthrough",
    memory_bytes=4 * GIB,
    disks=(DiskSpec(64 * GIB, bus="sata"),),
    cds=(CdSpec("/isos/win11.iso", boot=True), CdSpec("/isos/virtio-win.iso")),
    nics=(NicSpec(model="e1000e"),),
    boot=("cdrom", "hd"),
    clock="localtime",
    hyperv=frozenset({"relaxed", "vapic", "spinlocks", "vpindex", "synic", "stimer", "hypervclock"}),
    sound="ich9",
    video="qxl",
    graphics="spice",
    watchdog="i6300esb",
    installing=True,
)
LINUX_I440FX = spec(
    name="old",
    machine="pc",
    disks=(DiskSpec(GIB, bus="ide", format="raw"), DiskSpec(GIB, bus="scsi")),
    cds=(CdSpec(bus="ide"),),
    cpu_mode="custom",
    cpu_model="qemu64",
    usb="ich9-ehci1",
    video="vga",
    rng=False,
    balloon=False,
    agent_channel=False,
    direct_boot=DirectBoot("/boot/vmlinuz", "/boot/initrd.img", "console=ttyS0"),
)
ARM = spec(
    name="arm", arch="aarch64", machine="virt", firmware="efi", cds=(CdSpec(bus="scsi"),), input=("virtio",), emulator="/usr/bin/qemu-system-aarch64"
)
XEN_HVM = spec(
    name="xh", domain_type="xen", machine="xenfv", disks=(DiskSpec(GIB, bus="ide", format="raw"),), cds=(CdSpec(bus="ide"),), boot=("cdrom", "hd")
)
XEN_PV = spec(
    name="xp",
    domain_type="xen",
    os_type="xen",
    machine="xenpv",
    disks=(DiskSpec(GIB, format="raw"),),
    nics=(NicSpec(),),
    direct_boot=DirectBoot("/x/vmlinuz", "/x/initrd", "quiet"),
)
GOLDEN = {"linux-bios": LINUX_BIOS, "windows-uefi": WINDOWS_UEFI, "linux-i440fx": LINUX_I440FX, "arm": ARM, "xen-hvm": XEN_HVM, "xen-pv": XEN_PV}


def sources(vm: VmSpec, folder: str = "/images") -> list[DiskSource]:
    """A file for each disk of a specification."""
    return [DiskSource(f"{folder}/{vm.name}-{number}.{disk.format}", disk.format) for number, disk in enumerate(vm.disks)]


XEN_PV_LIVE = """
<domain type='xen' id='7'>
  <name>pv</name>
  <uuid>5b0c2a9e-6f0e-4a25-8f5c-1c1f6f6f0a01</uuid>
  <memory unit='KiB'>262144</memory>
  <currentMemory unit='KiB'>131072</currentMemory>
  <vcpu placement='static' current='1'>2</vcpu>
  <bootloader>pygrub</bootloader>
  <os><type arch='x86_64' machine='xenpv'>linux</type></os>
  <clock offset='utc'/>
  <on_poweroff>destroy</on_poweroff><on_reboot>restart</on_reboot><on_crash>restart</on_crash>
  <devices>
    <disk type='block' device='disk'>
      <driver name='phy' type='raw'/><source dev='/dev/vg0/pv'/><target dev='xvda' bus='xen'/>
    </disk>
    <disk type='file' device='cdrom'>
      <driver name='qemu' type='raw'/><source file='/isos/tools.iso'/><target dev='xvdd' bus='xen'/><readonly/>
    </disk>
    <controller type='xenbus' index='0'/>
    <interface type='bridge'>
      <mac address='00:16:3E:01:02:03'/><source bridge='xenbr0'/><target dev='vif7.0'/>
    </interface>
    <console type='pty' tty='/dev/pts/3'><source path='/dev/pts/3'/><target type='xen' port='0'/></console>
    <input type='mouse' bus='xen'/>
    <graphics type='vnc' port='5902' autoport='yes' listen='127.0.0.1'><listen type='address' address='127.0.0.1'/></graphics>
    <video><model type='xen' vram='4096' heads='1' primary='yes'/></video>
    <memballoon model='xen'/>
  </devices>
</domain>
"""

XEN_HVM_LIVE = """
<domain type='xen' id='9'>
  <name>hvm</name>
  <uuid>5b0c2a9e-6f0e-4a25-8f5c-1c1f6f6f0a02</uuid>
  <memory unit='KiB'>1048576</memory>
  <vcpu placement='static'>2</vcpu>
  <os>
    <type arch='x86_64' machine='xenfv'>hvm</type>
    <loader type='rom'>/usr/lib/xen/boot/hvmloader</loader>
    <boot dev='cdrom'/><boot dev='hd'/>
  </os>
  <features><acpi/><apic/><pae/></features>
  <devices>
    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2'/><source file='/srv/hvm.qcow2'/><target dev='hda' bus='ide'/>
      <address type='drive' controller='0' bus='0' target='0' unit='0'/>
    </disk>
    <disk type='file' device='cdrom'>
      <target dev='hdc' bus='ide'/><readonly/><address type='drive' controller='0' bus='1' target='0' unit='0'/>
    </disk>
    <interface type='bridge'><mac address='00:16:3e:01:02:04'/><source bridge='xenbr0'/><model type='e1000'/></interface>
    <serial type='pty'><source path='/dev/pts/1'/><target port='0'/></serial>
    <console type='pty' tty='/dev/pts/1'><source path='/dev/pts/1'/><target type='serial' port='0'/></console>
    <hostdev mode='subsystem' type='pci'><source><address bus='0x01' slot='0x00' function='0x0'/></source></hostdev>
  </devices>
</domain>
"""

QEMU_LIVE = """
<domain type='kvm' id='3' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>db</name>
  <uuid>5b0c2a9e-6f0e-4a25-8f5c-1c1f6f6f0a03</uuid>
  <title>Database</title>
  <metadata>
    <libosinfo:libosinfo xmlns:libosinfo="http://libosinfo.org/xmlns/libvirt/domain/1.0">
      <libosinfo:os id="http://ubuntu.com/ubuntu/18.04"/>
    </libosinfo:libosinfo>
    <virtdeck:vm xmlns:virtdeck="urn:virtdeck:1">
      <virtdeck:tags list="prod, db,"/><virtdeck:folder path="Site/Rack 2"/><virtdeck:origin name="Ubuntu 18.04" from="ubuntu1804"/>
      <virtdeck:start order="3" delay="30"/><virtdeck:clone depth="2"/><virtdeck:p2v source="old-pc" date="2026-01-02"/>
      <virtdeck:template/><virtdeck:instant/><virtdeck:unheard-of x="1"/>
    </virtdeck:vm>
  </metadata>
  <memory unit='GiB'>2</memory>
  <currentMemory unit='MB'>1024</currentMemory>
  <vcpu placement='static' current='2'>8</vcpu>
  <os>
    <type arch='x86_64' machine='pc-q35-7.2'>hvm</type>
    <loader readonly='yes' secure='yes' type='pflash'>/usr/share/OVMF/OVMF_CODE_4M.ms.fd</loader>
    <nvram template='/usr/share/OVMF/OVMF_VARS_4M.ms.fd'>/var/lib/libvirt/qemu/nvram/db_VARS.fd</nvram>
  </os>
  <features><acpi/><smm state='on'/></features>
  <cpu mode='host-model' check='partial'><model fallback='forbid'>Skylake-Server</model>
    <topology sockets='1' dies='2' cores='2' threads='2'/></cpu>
  <on_crash>restart</on_crash>
  <devices>
    <disk type='file' device='cdrom'><target dev='sda' bus='sata'/><readonly/><alias name='sata0-0-0'/></disk>
    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2'/><source file='/images/top.qcow2' index='1'/>
      <backingStore type='file' index='2'><format type='qcow2'/><source file='/images/mid.qcow2'/>
        <backingStore type='network' index='3'><format type='raw'/><source protocol='nbd' name='exp'><host name='nbd.site' port='10809'/></source>
          <backingStore/></backingStore></backingStore>
      <target dev='vdb' bus='virtio'/><boot order='2'/><serial>A1</serial><alias name='virtio-disk1'/>
    </disk>
    <disk type='volume' device='disk'><driver name='qemu' type='raw'/><source pool='lun pool' volume='unit:0:0:1'/>
      <target dev='sdc' bus='scsi'/><shareable/><transient/><address type='drive' controller='1' bus='0' target='0' unit='0'/></disk>
    <disk type='network' device='disk'><driver name='qemu' type='raw'/>
      <source protocol='rbd' name='pool/img'><host name='fd00::1' port='6789'/></source><target dev='sdb' bus='scsi'/><readonly/></disk>
    <disk type='block' device='lun'><driver name='qemu' type='raw'/><source dev='/dev/sdx'/><target dev='sdd' bus='scsi'/></disk>
    <disk type='file' device='floppy'><target dev='fda' bus='fdc'/></disk>
    <controller type='scsi' index='0' model='lsilogic'/><controller type='scsi' index='1' model='virtio-scsi'/>
    <interface type='network'><mac address='52:54:00:00:00:01'/><source network='prod' portgroup='pg1' bridge='virbr5'/><target dev='vnet3'/>
      <model type='virtio'/><link state='down'/><boot order='1'/><alias name='net0'/></interface>
    <interface type='direct'><mac address='52:54:00:00:00:02'/><source dev='eno1' mode='bridge'/><model type='e1000e'/></interface>
    <serial type='pty'><target type='isa-serial' port='0'/></serial>
    <console type='pty'><target type='serial' port='0'/></console>
    <channel type='unix'><source mode='bind' path='/run/agent.sock'/>
      <target type='virtio' name='org.qemu.guest_agent.0' state='connected'/></channel>
    <channel type='spicevmc'><target type='virtio' name='com.redhat.spice.0' state='disconnected'/></channel>
    <graphics type='spice' port='5900' tlsPort='-1' autoport='yes' listen='::1' passwdValidTo='2027-01-01T00:00:00'>
      <listen type='address' address='::1'/></graphics>
    <graphics type='vnc' socket='/run/vnc.sock'><listen type='socket' socket='/run/vnc.sock'/></graphics>
    <video><model type='qxl'/></video><video><model type='virtio'/></video>
    <tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>
    <memballoon model='none'/>
  </devices>
  <qemu:commandline><qemu:arg value='-foo'/></qemu:commandline>
</domain>
"""

LXC = """
<domain type='lxc'><name>box</name><uuid>5b0c2a9e-6f0e-4a25-8f5c-1c1f6f6f0a04</uuid><memory>65536</memory><vcpu>1</vcpu>
  <os><type arch='x86_64'>exe</type><init>/sbin/init</init></os>
  <devices><filesystem type='mount'><source dir='/srv/box'/><target dir='/'/></filesystem>
    <console type='pty'><target type='lxc' port='0'/></console></devices>
</domain>
"""
