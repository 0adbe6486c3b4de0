from __future__ import annotations

import pytest

from console.backend.addresses import parse_uri
from console.model.errors import Cause, ConsoleError
from console.model.objects import HostKind


@pytest.mark.parametrize(
    ("text", "driver", "transport", "user", "host", "port", "path", "local"),
    [
        ("qemu:///system", "qemu", "", "", "", None, "/system", True),
        ("qemu:///session", "qemu", "", "", "", None, "/session", True),
        (" QEMU+SSH://root@Host-A/system ", "qemu", "ssh", "root", "Host-A", None, "/system", False),
        ("qemu+ssh://me@192.0.2.7:2222/session?keyfile=/k&socket=/x%20y", "qemu", "ssh", "me", "192.0.2.7", 2222, "/session", False),
        ("qemu+ssh://[2001:db8::1]:22/system", "qemu", "ssh", "", "2001:db8::1", 22, "/system", False),
        ("qemu+ssh://me%40corp@h/system", "qemu", "ssh", "me@corp", "h", None, "/system", False),
        ("qemu://h/system", "qemu", "tls", "", "h", None, "/system", False),
        ("qemu+tls://h/system", "qemu", "tls", "", "h", None, "/system", False),
        ("qemu+tcp://h:1/system", "qemu", "tcp", "", "h", 1, "/system", False),
        ("qemu+unix:///system", "qemu", "unix", "", "", None, "/system", True),
        ("qemu+unix:///session?socket=/s", "qemu", "unix", "", "", None, "/session", False),
        ("xen+ssh://root@dom0/", "xen", "ssh", "root", "dom0", None, "/", False),
        ("xen+tcp://dom0/system", "xen", "tcp", "", "dom0", None, "/system", False),
        ("xen:///", "xen", "", "", "", None, "/", True),
        ("lxc:///", "lxc", "", "", "", None, "/", True),
        ("bhyve+ssh://root@bsd/system", "bhyve", "ssh", "root", "bsd", None, "/system", False),
        ("test:///default", "test", "", "", "", None, "/default", True),
        ("test:///tmp/world.xml", "test", "", "", "", None, "/tmp/world.xml", True),
        ("test+unix:///default?socket=/s", "test", "unix", "", "", None, "/default", False),
        ("test+ssh://h/default", "test", "ssh", "", "h", None, "/default", False),
        ("qemu+ssh://ホスト/system", "qemu", "ssh", "", "ホスト", None, "/system", False),
    ],
)
def test_good_addresses(text: str, driver: str, transport: str, user: str, host: str, port: int | None, path: str, local: bool) -> None:
    found = parse_uri(text)
    assert (found.driver, found.transport, found.user, found.host, found.port, found.path) == (driver, transport, user, host, port, path)
    assert found.local is local
    assert found.text == text.strip()
    assert found.kind is HostKind(driver)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("host-a", "not a libvirt address"),
        ("root@host-a:/system", "not a libvirt address"),
        ("qemu:/system", "not a libvirt address"),
        ("http://host/", "“http” is not a kind of host"),
        ("vbox:///session", "“vbox” is not a kind of host"),
        ("qemu+libssh2://h/system", "“libssh2” is not a way"),
        ("qemu+://h/system", "is not a way"),
        ("qemu+ssh:///system", "names no host"),
        ("qemu+tcp:///system", "names no host"),
        ("qemu+unix://h/system", "takes no host name"),
        ("qemu+ssh://root:secret@h/system", "password does not belong"),
        ("qemu+ssh://h:ssh/system", "not well-formed"),
        ("qemu+ssh://h:99999/system", "not well-formed"),
        ("qemu+ssh://h:0/system", "not well-formed"),
        ("qemu+ssh://[::1/system", "not well-formed"),
        ("qemu+ssh://h/", "must end with /system / /session"),
        ("qemu+ssh://h/sistem", "must end with"),
        ("qemu+ssh://h", "must end with"),
        ("xen+ssh://h/session", "must end with /system"),
        ("test:///", "must end with /default"),
        ("qemu+ssh://-oProxyCommand=x/system", "not a host name"),
        ("qemu+ssh://h;reboot/system", "not a host name"),
        ("qemu+ssh://-l@h/system", "not a user name"),
        ("qemu+ssh://my host/system", "a blank"),
        ("qemu+ssh://h/system\n", None),
        ("qemu+ssh://h\n/system", "a blank"),
    ],
)
def test_bad_addresses_get_one_sentence_each(text: str, words: str | None) -> None:
    if words is None:  # a stray line end of a paste does no harm
        parse_uri(text)
        return
    with pytest.raises(ConsoleError) as caught:
        parse_uri(text)
    assert caught.value.cause is Cause.INVALID and caught.value.remedy is not None
    assert words in str(caught.value), str(caught.value)
    assert "secret" not in str(caught.value)
