"""The tree's filter: words and ``os: state: tag: host: ip:`` prefixes, all of which must match. Plain Python, no Qt."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from console.model.inventory import Inventory
from console.model.objects import AnyObject, Host, Vm
from console.ui import words

PREFIXES = ("os", "state", "tag", "host", "ip")


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed filter text."""

    words: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.fields)


def parse(text: str) -> Query:
    """Split at blanks (quotes keep them); an unfinished quote is taken as it is."""
    try:
        parts = shlex.split(text)
    except ValueError:
        parts = text.split()
    plain: list[str] = []
    fields: list[tuple[str, str]] = []
    for part in parts:
        name, colon, value = part.partition(":")
        if colon and name.casefold() in PREFIXES:
            if value:
                fields.append((name.casefold(), value.casefold()))
        else:
            plain.append(part.casefold())
    return Query(tuple(plain), tuple(fields))


@dataclass(frozen=True, slots=True)
class Card:
    """What of one object can be found, in lower case; made once for each state of the object."""

    name: str
    os: str = ""
    state: str = ""
    tags: str = ""
    host: str = ""
    ips: tuple[str, ...] = ()
    all: str = ""
    uuid: str = ""

    def matches(self, query: Query) -> bool:
        """Whether all parts of the query are found."""
        haystack = self.all
        for word in query.words:
            # Short words are found in any UUID ("db" is hexadecimal): only a pasted one, or its beginning, counts.
            if word not in haystack and not (len(word) >= 6 and self.uuid.startswith(word)):
                return False
        return all(self._has(name, value) for name, value in query.fields)

    def _has(self, name: str, value: str) -> bool:
        match name:
            case "os":
                return value in self.os
            case "state":
                return value in self.state
            case "tag":
                return value in self.tags
            case "host":
                return value in self.host
            case _:
                return any(ip.startswith(value) for ip in self.ips)


def card(thing: AnyObject, inventory: Inventory) -> Card:
    """The card of an object. State matches in English (the model's word) and in the user's language."""
    if isinstance(thing, Vm):
        host = inventory.host(thing.host)
        host_name = host.name.casefold() if host else ""
        meta = thing.config.metadata if thing.config else None
        osinfo = thing.config.osinfo_id if thing.config else ""
        name = thing.name.casefold()
        title = thing.config.title.casefold() if thing.config else ""
        system = f"{thing.os_name} {osinfo.removeprefix('http://')} {thing.family.value}".casefold()
        tags = "\n".join(meta.tags).casefold() if meta else ""
        ips = tuple(a.ip.casefold() for a in thing.addresses)
        state = f"{thing.state.value} {words.POWER[thing.state]}".casefold()
        if thing.installing:
            state += " installing"
        return Card(name, system, state, tags, host_name, ips, "\n".join((name, title, system, tags, *ips)), thing.uuid)
    state = " ".join(part for part in words.state_words(thing)).casefold()
    name = thing.name.casefold()
    if isinstance(thing, Host):
        address = thing.record.uri.casefold()
        return Card(name, "", state, "", name, (), "\n".join((name, thing.hostname.casefold(), address)))
    host = inventory.host(thing.ref.host) if thing.ref.host else None
    return Card(name, "", state, "", host.name.casefold() if host else "", (), name)
