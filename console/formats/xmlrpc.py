"""XML-RPC values as XenServer writes them into ``ova.xml``: parsed with our safe parser, written by hand (the standard
library's reader expands entities)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from lxml import etree

from console.formats.broken import Where
from console.formats.safexml import children, local, parse
from console.model.text import N_

Value = str | bool | float | Mapping[str, "Value"] | Sequence["Value"]
_DEPTH = 64


def loads(data: bytes, where: Where) -> Value:
    """The one value. Numbers stay strings, as most of them are in these files. BadFile."""
    root = parse(data, where)
    if local(root) != "value":
        raise where.broken(N_("it is not a description that XenServer writes"))
    return _value(root, where, 0)


def _value(element: etree._Element, where: Where, depth: int) -> Value:
    if depth > _DEPTH:
        raise where.broken(N_("it is nested too deep"))
    inner = next((child for child in element if isinstance(child.tag, str)), None)
    if inner is None:
        return element.text or ""
    kind = local(inner)
    if kind == "struct":
        found: dict[str, Value] = {}
        for member in children(inner, "member"):
            name, value = children(member, "name"), children(member, "value")
            if len(name) != 1 or len(value) != 1:
                raise where.broken(N_("a member of a structure is damaged"))
            found[name[0].text or ""] = _value(value[0], where, depth + 1)
        return found
    if kind == "array":
        return [_value(value, where, depth + 1) for data in children(inner, "data") for value in children(data, "value")]
    text = (inner.text or "").strip() if kind != "string" else inner.text or ""
    if kind == "boolean":
        return text in ("1", "true")
    return text


def dumps(value: Value) -> str:
    """A value in the style of xapi: strings plain, also for whole numbers."""
    parts: list[str] = []
    _dump(value, parts)
    return "".join(parts)


def _dump(value: Value, parts: list[str]) -> None:
    parts.append("<value>")
    if isinstance(value, bool):
        parts.append(f"<boolean>{int(value)}</boolean>")
    elif isinstance(value, float):
        parts.append(f"<double>{value}</double>")
    elif isinstance(value, DateTime):
        parts.append(f"<dateTime.iso8601>{value}</dateTime.iso8601>")
    elif isinstance(value, str):
        parts.append(escape("".join(letter for letter in value if letter in "\t\n" or ord(letter) >= 32)))
    elif isinstance(value, Mapping):
        parts.append("<struct>")
        for name, each in value.items():
            parts.append(f"<member><name>{escape(name)}</name>")
            _dump(each, parts)
            parts.append("</member>")
        parts.append("</struct>")
    else:
        parts.append("<array><data>")
        for each in value:
            _dump(each, parts)
        parts.append("</data></array>")
    parts.append("</value>")


class DateTime(str):
    """A moment in ISO 8601 ("20260101T00:00:00Z"), which has an element of its own."""

    __slots__ = ()
