"""The preview table of clones: one row a clone, filled by a pattern, changed by hand or from CSV; what collides is said in the row."""

from __future__ import annotations

import csv
import dataclasses
import io
import ipaddress
import re
import secrets
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from console.model.clone import guest_host_name, names_by_pattern
from console.model.names import SocketPaths
from console.model.text import N_, Text
from console.operations.drafts.naming import name_problem
from console.operations.prepare import Identity, identity_problem

MAX_CLONES = 500
COLUMNS = ("name", "host_name", "address", "mac")
"""Columns of the table, in the order of CSV without a header."""

_HEADERS = {
    "name": "name",
    "vm": "name",
    "host_name": "host_name",
    "hostname": "host_name",
    "host name": "host_name",
    "address": "address",
    "ip": "address",
    "mac": "mac",
}
_MAC = re.compile(r"[0-9a-f]{2}(:[0-9a-f]{2}){5}\Z")


@dataclass(frozen=True, slots=True)
class CloneRow:
    """One clone. ``mac``: of its first network card, "" where it has none."""

    name: str
    host_name: str = ""
    address: str = ""
    mac: str = ""


def rows_by_pattern(pattern: str, count: int, taken: Collection[str], first_address: str, macs: Sequence[str]) -> tuple[CloneRow, ...]:
    """The rows that nobody has changed."""
    names = (pattern,) if count == 1 and "#" not in pattern else names_by_pattern(pattern, count, taken)
    return tuple(
        CloneRow(name, guest_host_name(name), following(first_address, number), macs[number] if number < len(macs) else "")
        for number, name in enumerate(names)
    )


def following(address: str, number: int) -> str:
    """The ``number``-th address after this one, with its prefix; what is no address is left as it is."""
    if not address or not number:
        return address
    try:
        interface = ipaddress.ip_interface(address)
        return f"{interface.ip + number}/{address.rpartition('/')[2]}" if "/" in address else str(interface.ip + number)
    except ValueError:
        return address


def changed(rows: Sequence[CloneRow], edits: Mapping[tuple[int, str], str]) -> tuple[CloneRow, ...]:
    """The rows with what was typed into the table."""
    found = list(rows)
    for (number, column), value in edits.items():
        if number < len(found) and column in COLUMNS:
            found[number] = dataclasses.replace(found[number], **{column: value.strip()})
            if column == "name" and (number, "host_name") not in edits:
                found[number] = dataclasses.replace(found[number], host_name=guest_host_name(value))
    return tuple(found)


def from_csv(text: str) -> tuple[Mapping[tuple[int, str], str], int]:
    """What a pasted table says, as edits, and how many rows it has. Separated by comma, semicolon or tab; the first row may name the columns."""
    lines = [line for line in text.splitlines() if line.strip()][: MAX_CLONES + 1]
    if not lines:
        return {}, 0
    delimiter = max(("\t", ";", ","), key=lines[0].count)
    table = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter))
    header = [_HEADERS.get(cell.strip().casefold(), "") for cell in table[0]]
    columns: Sequence[str] = COLUMNS
    if header[0] == "name" or (len(header) > 1 and all(header)):
        columns, table = header, table[1:]
    edits = {}
    for number, cells in enumerate(table):
        for column, cell in zip(columns, cells, strict=False):
            if column and cell.strip():
                edits[number, column] = cell.strip()
    return edits, len(table)


def new_macs(count: int, taken: Collection[str]) -> tuple[str, ...]:
    """Random addresses of QEMU's own range that nothing known has."""
    known, found = {mac.lower() for mac in taken}, list[str]()
    while len(found) < count:
        mac = "52:54:00:" + ":".join(f"{byte:02x}" for byte in secrets.token_bytes(3))
        if mac not in known:
            known.add(mac)
            found.append(mac)
    return tuple(found)


def row_problems(
    rows: Sequence[CloneRow], taken: Collection[str], taken_macs: Collection[str], sockets: SocketPaths | None, *, identities: bool
) -> Mapping[tuple[int, str], Text]:
    """What is wrong, by row and column. ``identities``: host names and addresses are going to be used."""
    found: dict[tuple[int, str], Text] = {}
    names, macs = Counter(row.name for row in rows), Counter(row.mac.lower() for row in rows if row.mac)
    addresses = Counter(row.address.partition("/")[0] for row in rows if row.address)
    used = {mac.lower() for mac in taken_macs}
    for number, row in enumerate(rows):
        if (problem := name_problem(row.name, taken, sockets)) is not None:
            found[number, "name"] = problem[0]
        elif names[row.name] > 1:
            found[number, "name"] = N_("Two clones have this name.")
        mac = row.mac.lower()
        if mac and not _MAC.match(mac):
            found[number, "mac"] = N_("“{mac}” is not a MAC address.", mac=row.mac)
        elif mac and int(mac[:2], 16) & 1:
            found[number, "mac"] = N_("“{mac}” is a multicast address: a network card can't have it.", mac=row.mac)
        elif mac and macs[mac] > 1:
            found[number, "mac"] = N_("Two clones have this MAC address.")
        elif mac in used:
            found[number, "mac"] = N_("A VM has this MAC address already.")
        if not identities:
            continue
        for column, identity in (("host_name", Identity(host_name=row.host_name)), ("address", Identity(address=row.address))):
            if (wrong := identity_problem(identity)) is not None:
                found[number, column] = wrong
        if row.address and addresses[row.address.partition("/")[0]] > 1:
            found.setdefault((number, "address"), N_("Two clones have this address."))
    return found
