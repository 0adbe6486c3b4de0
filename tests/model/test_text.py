"""Lists of names, joined as the reader's language does it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from console.model.text import N_, listed, set_translator, tr


@pytest.fixture
def japanese() -> Iterator[None]:
    sentences = {"{first}, {rest}": "{first}、{rest}", "Used by: {names}": "使用中: {names}", "yes": "はい"}
    set_translator(lambda source: sentences.get(source, source))
    yield
    set_translator(None)


def test_lists(japanese: None) -> None:
    assert str(listed(["web", "db", "mail"])) == "web、db、mail"
    assert tr("Used by: {names}", names=listed(f"vm{n}" for n in range(3))) == "使用中: vm0、vm1、vm2"
    assert str(listed([N_("yes"), "{no}"])) == "はい、{no}"
    assert str(listed(["one"])) == "one" and str(listed([])) == ""
    assert listed(["web", "db"]).english() == "web, db"
    many = [str(n) for n in range(5000)]
    assert str(listed(many)) == "、".join(many)
