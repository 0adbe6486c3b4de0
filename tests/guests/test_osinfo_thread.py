"""libosinfo's thread never waits for the window's thread."""

from __future__ import annotations

import pytest
from gi.repository import GLib

from console.guests.osinfo import Osinfo, ScriptRequest


@pytest.mark.timeout(60)
def test_a_script_is_made_while_the_process_context_is_taken() -> None:
    """Qt's event loop owns GLib's default context; here this thread takes it and blocks, as a busy window would."""
    context = GLib.MainContext.default()
    assert context.acquire()
    osinfo = Osinfo()
    config = {"admin-password": "x", "user-password": "x", "user-login": "ann", "user-realname": "Ann", "hostname": "web"}
    request = ScriptRequest("http://debian.org/debian/11", "jeos", config, "initrd")
    try:
        assert osinfo.script(request) is not None
    finally:
        context.release()
        osinfo.shutdown()
