"""Every sentence of the program is there in every language, with the same placeholders, in the words of the guide; nothing stale is left."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import re
from collections import defaultdict
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from console.model.text import set_translator
from console.operations.new_vm import NewVmDraft
from console.ui.main_window import MainWindow
from console.ui.palette_entries import entries
from console.ui.widgets.palette_box import find
from tests.operations import draft_world
from tests.ui.world import make_world

ROOT = Path(__file__).resolve().parents[1]


def tool() -> ModuleType:
    loader = importlib.machinery.SourceFileLoader("translations_tool", str(ROOT / "packaging" / "translations"))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def japanese() -> dict[str, str]:
    """{English: Japanese} of what is translated (what is not is :func:`test_complete`'s)."""
    return {source: text for source, text in tool().read("ja").items() if text}


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
    "Virtualization state": "仮想化の状態",
    "General": "全般",
    "A template can not be used as a normal VM.": "テンプレートを通常の仮想マシンとして使用することはできません。",
    "Demo Linux Virtual Appliance": "Demo Linux仮想アプライアンス",
}


@pytest.mark.parametrize(("english", "text"), GUIDE.items())
def test_words_of_the_guide(english: str, text: str) -> None:
    assert tool().read("ja")[english] == text


SAME = {  # names and abbreviations, the same in every language
    *("BSD", "CoreOS", "Debian", "Fedora", "SUSE", "Ubuntu", "Windows", "Xen", "QEMU/KVM", "bhyve (FreeBSD)", "libvirt", "ssh", "virtio"),
    *(
        "CD",
        "CPU",
        "ID",
        "IDE",
        "Intel e1000",
        "Intel e1000e",
        "OS",
        "Realtek RTL8139",
        "SATA",
        "SCSI",
        "SCSI LUN",
        "TPM 2.0",
        "URI",
        "USB",
        "UUID",
        "VM",
    ),
    *("1 vCPU", "English", "日本語", "{n} MHz", "{before} → {after}", "{network} (NAT)", "{number}. {title}", "{remedy} ({count})"),
    *("{attempt}: {why}", "{host}: {reason}", "{kind} {name}", "{network}: {reason}", "{page}: {problem}", "{repository}: {reason}"),
    *("{verb}: {name}", "{what}: {why}"),
    *("DHCP", "NAT", "virtio-win ISO", "{host} ({kind})", "{host}: {why}", "{name}: {step}", "{name}: {why}", "{repository}: {why}"),
    *("SHA-1", "SHA-256", "XVA", "gzip", "zstd", "VM {number}", "{vm}", "{vm}: {why}", "{why} ({host})"),
}
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def test_nothing_is_left_in_english(japanese: dict[str, str]) -> None:
    """Words of ours have kana or kanji in Japanese; what has none is a name, an abbreviation or punctuation."""
    bare = {source for source, text in japanese.items() if source == text and source not in SAME}
    letters = {
        source
        for source, text in japanese.items()
        if source not in SAME
        and not _JAPANESE.search(text)
        and re.search(r"[a-z]{4,}", re.sub(r"\{\w+\}", "", source))
        and text.lower() in source.lower()
    }
    assert sorted(bare | letters) == []


_MNEMONIC = re.compile(r"&(\w)")


def test_mnemonics(japanese: dict[str, str]) -> None:
    """Where English has an access key, Japanese has one, in parentheses at the end of the words: ファイル(&F); and only there."""
    wrong = []
    for source, text in japanese.items():
        wanted, found = len(_MNEMONIC.findall(source)), len(_MNEMONIC.findall(text))
        if wanted != found or (found and re.search(r"\(&[A-Z0-9]\)…?$", text) is None):
            wrong.append((source, text))
    assert wrong == []


def test_same_words_with_and_without_mnemonic(japanese: dict[str, str]) -> None:
    """A label and the accessible name of its field are one sentence, with and without the access key."""
    wrong = []
    for source, text in japanese.items():
        plain = source.replace("&", "")
        if plain != source and plain in japanese and re.sub(r"\(&[A-Z0-9]\)", "", text) != japanese[plain]:
            wrong.append((source, text, japanese[plain]))
    assert wrong == []


def test_punctuation(japanese: dict[str, str]) -> None:
    """Line breaks, ellipses, quotation marks, blanks and the full stop as in the English sentence."""
    wrong = []
    for source, text in japanese.items():
        if (
            source.count("\n") != text.count("\n")
            or (source.endswith("…") and not text.endswith("…"))
            or "“" in text
            or "'" in text
            or text != text.strip()
            or (text.endswith("。") and not source.endswith("."))
        ):
            wrong.append((source, text))
    assert wrong == []


GLOSSARY = {  # English word (regular expression) → the one Japanese word
    r"suspend(s|ed)? (?!or )|suspend(s|ed)?[.:]?$": "一時停止",
    r"\bunpaused?\b": "ポーズ(を|が)?解除",
    r"\bpause[sd]?\b": "ポーズ",
    r"\bforced?( it| VMs?)? off\b|\bforcing off\b": "強制シャットダウン",
    r"\bforce reboot\b": "強制再起動",
    r"(?<!force )\breboot\b": "再起動",
    r"shut down\b|shutdown\b": "シャットダウン",
    r"\bmanagement agents?\b": "管理エージェント",
    r"\bguest agent\b": "ゲストエージェント",
    r"\bguest tools\b": "ゲストツール",
    r"i/o drivers": "I/O ドライバー",
    r"\bstorage repositor(y|ies)\b": "ストレージリポジトリ",
    r"\bnetwork repositor(y|ies)\b": "ネットワークリポジトリ",
    r"\bvirtual disks?\b": "仮想ディスク",
    r"\btemplates?\b(?!-)": "テンプレート",
    r"\bhost key\b": "ホストキー",
    r"\bfingerprint\b": "指紋",
    r"\btools (iso|disc)\b": "ツール ISO",
    r"\biso library\b": "ISO ライブラリ",
    r"\bsaved state\b": "保存された状態",
    r"\bunattended installation\b": "無人インストール",
    r"\buser network\b": "ユーザーネットワーク",
    r"\bper-user libvirt\b": "ユーザー専用の libvirt",
    r"\bnetwork interfaces?\b": "ネットワークインターフェイス",
    r"\bacceleration\b": "アクセラレーション",
    r"\bemulation\b": "エミュレーション",
    r"\bmigrat(e|ed|ion)\b": "移行",
    r"\bsnapshots?\b": "スナップショット",
    r"\bpools?\b": "プール",
    r"\bcancel(s|led|ling)?\b": "キャンセル",
    r"\bpreferences?\b": "設定",
}
NOT_THE_WORD = {  # sentences where the English word means something else, or is a value that is typed
    "in this state only: running, paused, suspended, halted, crashed",
    "Check that the host is not overloaded or suspended, then connect again.",
    "Check the port, and whether the host is overloaded or suspended.",
    "“virtdeckctl template-list” shows them.",
    "JSON: host-list, vm-list, vm-show, template-list print a list of objects; vm-install prints one as vm-show does.",
}


@pytest.mark.parametrize(("english", "word"), GLOSSARY.items())
def test_one_word_for_one_thing(english: str, word: str, japanese: dict[str, str]) -> None:
    pattern = re.compile(english, re.IGNORECASE)
    plain = {source: source.replace("&", "") for source in japanese if source not in NOT_THE_WORD}
    having = {source for source, words in plain.items() if pattern.search(re.sub(r"\{\w+\}|--[\w-]+|[\w.]+-[\w-]+=", "", words))}
    assert having, "no sentence has this word any more"
    assert {source: japanese[source] for source in sorted(having) if re.search(word, re.sub(r"\(&\w\)", "", japanese[source])) is None} == {}


NEVER = {  # never said: the word for it is the other one
    "サスペンド": "一時停止",
    "中断": "キャンセル (an operation), 一時停止 (a VM)",
    "レポジトリ": "リポジトリ",
    "インターフェース": "インターフェイス",
    "インターフェイズ": "インターフェイス",
    "コンピューター": "コンピュータ",
    "コントローラー": "コントローラ",
    "プロセッサー": "プロセッサ",
    "メモリー": "メモリ",
    "サーバ(?!ー)": "サーバー",
    "ドライバ(?!ー)": "ドライバー",
    "ユーザ(?!ー)": "ユーザー",
    "フォルダ(?!ー)": "フォルダー",
    "アダプタ(?!ー)": "アダプター",
    "インストーラ(?!ー)": "インストーラー",
    "ハイパーバイザ(?!ー)": "ハイパーバイザー",
    "ゲストOS|I/Oドライバ": "I/O ドライバー, with its space",
    "バーチャル": "仮想",
    "フィンガープリント": "指紋",
    "下さい": "ください",
    "出来(ます|ません|る)": "できます",
    "全て": "すべて",
    "既に": "すでに",
    r"[\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]": "half width",
}


@pytest.mark.parametrize("word", NEVER)
def test_words_never_said(word: str, japanese: dict[str, str]) -> None:
    said = {source: text for source, text in japanese.items() if re.search(word, text)}
    if word == "中断":
        said = {source: text for source, text in said.items() if "interrupted" not in source.lower()}
    assert said == {}, NEVER[word]


def test_pause_is_not_suspend(japanese: dict[str, str]) -> None:
    """A VM that is paused keeps its memory, a suspended one is on disk: no sentence may use the word of the other."""
    for source, text in japanese.items():
        if source not in NOT_THE_WORD:
            assert ("一時停止" in text) == ("uspend" in source), (source, text)
            assert ("ポーズ" in text) == bool(re.search(r"\b(un)?pause|Continued|could not be continued", source, re.IGNORECASE)), (source, text)


def test_a_blank_between_scripts(japanese: dict[str, str]) -> None:
    """One half-width blank between Latin letters, digits or a placeholder and Japanese, as the user's document has it in the product's words."""
    script = r"[\u3041-\u309f\u30a1-\u30fa\u30fc\u4e00-\u9fff]"
    close = re.compile(rf"[A-Za-z0-9}}]{script}|{script}[A-Za-z0-9{{]")
    name = "Demo Linux仮想アプライアンス"  # the document's own, without one
    verbs = re.compile(r"\{(verb|when|task|what|page|field)\}(を|から|に|の|が)|を\{verb\}")  # Japanese words stand there
    wrong = {}
    for source, text in japanese.items():
        if close.search(verbs.sub("", text.replace(name, ""))):
            wrong[source] = text
    assert wrong == {}


def test_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, japanese: dict[str, str]) -> None:
    """Qt's own reader finds every sentence in what lrelease makes."""
    module = tool()
    source = module.FOLDER / "virtdeck_ja.ts"
    (tmp_path / source.name).write_bytes(source.read_bytes())
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    module.compile_all()
    translator = QTranslator()
    assert translator.load("virtdeck_ja.qm", str(tmp_path))
    read = {english: translator.translate("virtdeck", english) for english in japanese}
    assert read == japanese


def test_unique_enough(japanese: dict[str, str]) -> None:
    """Two power verbs are never one Japanese word."""
    verbs = ("Start", "Shut down", "Reboot", "Suspend", "Resume", "Pause", "Unpause", "Force off", "Force reboot", "Delete…", "Rename")
    by_text = defaultdict(list)
    for verb in verbs:
        by_text[japanese[verb]].append(verb)
    assert [same for same in by_text.values() if len(same) > 1] == []


def test_commands_are_found_in_both_languages(qapp: QApplication, tmp_path: Path, japanese: dict[str, str]) -> None:
    """In a Japanese window Ctrl+K finds a command by its English words too."""
    world = make_world(tmp_path)
    set_translator(lambda source: japanese.get(source, source))
    try:
        window = MainWindow(world.services)
        known = entries(window)
        for typed in ("強制シャットダウン", "force off"):
            assert [found.text for found in find(known, typed)] == ["強制シャットダウン"]
    finally:
        set_translator(None)
    window.close()
    window.deleteLater()
    qapp.processEvents()


def test_default_names_of_vms_are_short(japanese: dict[str, str]) -> None:
    """A Japanese title takes up to three times the bytes, and libvirt has few of them for a name: the default name stays the English one."""
    set_translator(lambda source: japanese.get(source, source))
    try:
        draft = NewVmDraft(draft_world.inventory(), (draft_world.DEMO,))
        assert draft.template is not None
        assert draft.template.label == "Demo Linux仮想アプライアンス"
        assert draft.name == "Demo Linux Virtual Appliance (2)", "(1) is there"
    finally:
        set_translator(None)
