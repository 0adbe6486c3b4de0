"""Text that people read: kept as a value until somebody shows it.

``N_("Clone {name}", name="web")`` makes a :class:`Text`: the English source and its arguments. It crosses threads, is stored in the
task history, and becomes a string in the language of the reader only when shown (``str(text)``). ``tr("…")`` translates at once.

Both take a *literal* first argument: ``packaging/translations`` collects the literals from the syntax tree into ``resources/translations/*.ts``
(f-strings can't be collected; a test refuses them). The composition root installs the translator; without one, text stays English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Translator = Callable[[str], str]


def _english(source: str) -> str:
    return source


_translate: Translator = _english


def set_translator(translate: Translator | None) -> None:
    """Install the function that maps an English source to the user's language (None: English)."""
    global _translate
    _translate = translate or _english


@dataclass(frozen=True, slots=True)
class Text:
    """An untranslated sentence with its arguments; ``str()`` gives it in the current language."""

    source: str
    args: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        try:
            return _translate(self.source).format(**dict(self.args))
        except (KeyError, IndexError, ValueError):  # a translation with a wrong placeholder must not take the window down
            return self.source.format(**dict(self.args))

    def english(self) -> str:
        """The sentence in English, for logs."""
        return self.source.format(**{key: value.english() if isinstance(value, Text) else value for key, value in self.args})


def N_(source: str, **args: object) -> Text:
    """A sentence to be translated when shown. ``source`` must be a literal; arguments go in ``{braces}``."""
    return Text(source, tuple(args.items()))


def tr(source: str, **args: object) -> str:
    """A sentence in the current language, now. ``source`` must be a literal; arguments go in ``{braces}``."""
    return str(Text(source, tuple(args.items())))


def plain(text: str) -> Text:
    """Text that is not ours to translate (a name, a line from libvirt)."""
    return Text("{text}", (("text", text),))


def listed(parts: Iterable[object]) -> Text:
    """Names and words in one line, joined as the reader's language does it ("a, b, c"; in Japanese "a、b、c")."""
    found = tuple(parts)
    if len(found) < 2:
        return found[0] if found and isinstance(found[0], Text) else plain(str(found[0]) if found else "")
    half = len(found) // 2  # halves of halves: a thousand names are ten deep
    return N_("{first}, {rest}", first=listed(found[:half]), rest=listed(found[half:]))


def natural(name: str) -> tuple[tuple[int, int | str], ...]:
    """Sort key that puts web-9 before web-10."""
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in re.split(r"(\d+)", name.casefold()) if part)
