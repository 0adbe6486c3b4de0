"""What a new storage repository is to be: one value for every type, and what each type needs (https://libvirt.org/storage.html)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from console.model.text import N_, Text

TRIAL = "virtdeck-trial-"
"""Beginning of the name of a repository that only lives for a connection test; it is never shown."""


@dataclass(frozen=True, slots=True)
class RepositorySpec:
    """A storage repository to be made. Only the fields that its type :data:`NEEDS` are looked at."""

    type: str  # "dir", "fs", "netfs", "logical", "iscsi", "rbd", "gluster", "zfs"
    name: str = ""
    servers: tuple[str, ...] = ()  # "nas", "nas:3260"; several for rbd
    folder: str = ""  # of the server: export or folder in a Gluster volume
    device: str = ""  # block device (fs), LVM physical volume, or iSCSI target name
    source: str = ""  # name of the volume group, the RBD or ZFS pool, or the Gluster volume
    format: str = ""  # of fs and netfs: "" = found out by the host ("auto")
    path: str = ""  # where it is seen on the host
    user: str = ""  # rbd: cephx user; iscsi: CHAP user
    secret: str = ""  # UUID of the libvirt secret with the user's key
    initiator: str = ""  # iscsi: the host's own name


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a server or host offers as a source (virConnectFindStoragePoolSources)."""

    label: str
    folder: str = ""
    device: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to be said for a type."""

    name: str  # of RepositorySpec
    label: Text
    hint: Text
    required: bool = True


_PATH = Field("path", N_("Folder on the host"), N_("Where the host sees it, for example /var/lib/libvirt/images"))
_MOUNT = Field("path", N_("Mount point"), N_("The folder of the host that it is mounted on; it is made if it is not there"))
_SERVER = Field("servers", N_("Server"), N_("Name or address, with :port where it is not the usual one"))
_USER = Field("user", N_("User"), N_("Leave it empty where no login is needed"), required=False)
_SECRET = Field("secret", N_("Secret"), N_("UUID of the libvirt secret on the host that has the user's key"), required=False)

NEEDS: Mapping[str, tuple[Field, ...]] = {
    "dir": (_PATH,),
    "fs": (Field("device", N_("Block device"), N_("For example /dev/sdb1 or /dev/disk/by-uuid/…")), _MOUNT),
    "netfs": (_SERVER, Field("folder", N_("Exported folder"), N_("For example /export/vm; the share's name for SMB")), _MOUNT),
    "logical": (Field("source", N_("Volume group"), N_("Name of the LVM volume group, which is there already")),),
    "iscsi": (
        _SERVER,
        Field("device", N_("Target"), N_("Its iSCSI qualified name (IQN)")),
        Field("initiator", N_("Initiator"), N_("The host's own IQN, where the target asks for a certain one"), required=False),
        _USER,
        _SECRET,
    ),
    "rbd": (
        Field("servers", N_("Monitors"), N_("Names or addresses, separated by spaces or commas")),
        Field("source", N_("RBD pool"), N_("Name of the Ceph pool")),
        _USER,
        _SECRET,
    ),
    "gluster": (
        _SERVER,
        Field("source", N_("Gluster volume"), N_("Name of the volume")),
        Field("folder", N_("Folder in it"), N_("Leave it empty for the whole volume"), required=False),
    ),
    "zfs": (Field("source", N_("ZFS pool"), N_("Name of the pool or dataset, which is there already")),),
}
"""What has to be said, by type, in the order of the wizard."""

FORMATS: Mapping[str, tuple[str, ...]] = {"fs": ("", "ext4", "xfs", "ext3", "gfs2", "ocfs2"), "netfs": ("", "nfs", "cifs", "glusterfs")}
"""Formats that can be chosen; "" lets the host find out."""

FINDS = frozenset({"netfs", "iscsi", "logical", "zfs", "gluster"})
"""Types whose sources libvirt can list (netfs, iscsi and gluster: of a server)."""

NETWORKED = frozenset({"netfs", "iscsi", "rbd", "gluster"})
"""Types that are the same storage from every host."""

_NAME = re.compile(r"[^/\x00-\x1f\x7f]{1,120}")
_SERVER_NAME = re.compile(r"(\[[0-9A-Fa-f:.%a-z]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def problem_of(spec: RepositorySpec, field: str) -> Text | None:
    """What is wrong with one field ("name" or one of the type's), None if nothing is."""
    if field == "name":
        if not spec.name.strip():
            return N_("Give it a name.")
        if not _NAME.fullmatch(spec.name) or spec.name in (".", ".."):
            return N_("A name can't have a slash or control characters, and at most 120 letters.")
        return None
    known = next((each for each in NEEDS[spec.type] if each.name == field), None)
    value = getattr(spec, field)
    if known is None:
        return None
    if not value:
        return N_("“{field}” has to be filled in.", field=known.label) if known.required else _pair(spec, field)
    if field == "path" and not value.startswith("/"):
        return N_("Write the whole path, beginning with a slash.")
    if field == "folder" and spec.type == "netfs" and spec.format != "cifs" and not value.startswith("/"):
        return N_("Write the whole path, beginning with a slash.")
    if field == "device" and spec.type == "fs" and not value.startswith("/"):
        return N_("Write the whole path, beginning with a slash.")
    if field == "device" and spec.type == "iscsi" and not value.lower().startswith(("iqn.", "eui.", "naa.")):
        return N_("An iSCSI target's name begins with “iqn.”, “eui.” or “naa.”.")
    if field == "servers" and (wrong := next((each for each in value if not _SERVER_NAME.fullmatch(each)), None)) is not None:
        return N_("“{name}” is not a server's name or address.", name=wrong)
    if field == "servers" and spec.type != "rbd" and len(value) > 1:
        return N_("Only one server can be named.")
    if field == "secret" and not _UUID.fullmatch(value):
        return N_("A secret is named by its UUID.")
    if field == "source" and (("/" in value and spec.type != "zfs") or any(letter.isspace() for letter in value)):
        return N_("“{name}” is not a name that it can have.", name=value)
    return _pair(spec, field)


def _pair(spec: RepositorySpec, field: str) -> Text | None:
    """User and secret belong together."""
    if field == "secret" and spec.user and not spec.secret:
        return N_("The user's key is needed: the UUID of a libvirt secret on the host.")
    if field == "user" and spec.secret and not spec.user:
        return N_("Say whose key this is.")
    return None


def problems(spec: RepositorySpec) -> tuple[tuple[str, Text], ...]:
    """All that is wrong: (field, why)."""
    fields = ("name", *(field.name for field in NEEDS[spec.type]))
    return tuple((field, why) for field in fields if (why := problem_of(spec, field)) is not None)


def split_servers(text: str) -> tuple[str, ...]:
    """Servers as people type them."""
    return tuple(each for each in re.split(r"[\s,;]+", text.strip()) if each)
