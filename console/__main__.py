"""The entry point of ``virtdeck`` (also ``python -m console``)."""

from __future__ import annotations

import gc
import sys

from console.app.late import put_off_methods


def prepare() -> None:
    """What makes importing quick; before anything of the window is imported."""
    gc.disable()  # modules are no garbage: looking for it meanwhile is a fifth of the start (``app.garbage`` does it from then on)
    put_off_methods()
    import PySide6.QtCore

    assert PySide6.QtCore
    # PySide6 reads the source of every module that is imported after it, to see whether it uses Qt and may want snake_case names
    # (shibokensupport.feature, 6.11): 0.2 ms each. Ours do not want them.
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        setattr(feature, "_mod_uses_pyside", lambda module: True)  # noqa: B010 (a module of another's)


def main() -> None:
    """Start the window; does not return."""
    prepare()
    from console.app.desktop import main as run

    run()


if __name__ == "__main__":
    main()
