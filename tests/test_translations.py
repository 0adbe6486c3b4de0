"""Every sentence of the program is there in every language, with the same placeholders; nothing stale is left."""

from __future__ import annotations

import importlib.machinery
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


def tool() -> ModuleType:
    loader = importlib.machinery.SourceFileLoader("translations_tool", str(ROOT / "packaging" / "translations"))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_complete() -> None:
    assert tool().check() == []


GUIDE = {
    "I/O optimized": "I/O が最適化されました",
    "I/O not optimized": "I/O は最適化されていません",
    "Management Agent installed": "管理エージェントがインストールされました",
    "Management Agent not installed": "管理エージェントはインストールされていません",
    "Able to receive updates from Windows Update": "Windows Update からのアップデート受信が可能",
    "Not able to receive updates from Windows Update": "Windows Update からのアップデート受信が不可能",
    "Install I/O drivers and Management Agent": "I/O ドライバーおよび管理エージェントをインストール",
    "Install Management Agent": "管理エージェントをインストール",
    "Out of date (version {installed} installed, host offers {offered})": "最新ではありません (インストール済み {installed}、ホスト {offered})",
    "Unknown (please wait)": "不明 (お待ちください)",
}


@pytest.mark.parametrize(("english", "japanese"), GUIDE.items())
def test_words_of_the_guide(english: str, japanese: str) -> None:
    assert tool().read("ja")[english] == japanese
