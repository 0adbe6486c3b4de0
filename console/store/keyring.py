"""Secrets in the desktop's keyring (Secret Service, KWallet, …) through the ``keyring`` library."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import Callable
from typing import Protocol, TypeVar

from console.model.ids import HostId
from console.model.ports import Background

log = logging.getLogger("virtdeck.keyring")
T = TypeVar("T")

SERVICE = "virtdeck"
DEADLINE_SECONDS = 30.0
"""For one request. Long, since the desktop may be asking the user to unlock the keyring meanwhile."""


class SystemKeyring:
    """Implements the port ``Keyring``. ``background`` should be the keyring's own thread: its D-Bus calls may hang.

    Never raises and never blocks: without a usable keyring ``get`` is None and ``set`` is False. After one request that did not end in time the
    keyring is left alone for the rest of the run.
    """

    def __init__(self, background: Background, enabled: bool = True, deadline: float = DEADLINE_SECONDS) -> None:
        self._background = background
        self._usable = enabled
        self._deadline = deadline

    @property
    def usable(self) -> bool:
        """False once it is known that secrets can't be kept."""
        return self._usable

    async def get(self, host: HostId, key: str) -> str | None:
        """The secret, or None."""
        return await self._ask(lambda: _backend().get_password(SERVICE, f"{host}:{key}"), None)

    async def set(self, host: HostId, key: str, secret: str) -> bool:
        """Keep a secret; False when it is not kept."""

        def work() -> bool:
            backend = _backend()
            known = _names(backend, host)
            if key not in known:  # first the list, so that no secret is ever kept that `forget` does not know
                backend.set_password(SERVICE, _index(host), json.dumps([*known, key]))
            backend.set_password(SERVICE, f"{host}:{key}", secret)
            return True

        return await self._ask(work, False)

    async def delete(self, host: HostId, key: str) -> None:
        """Forget a secret; nothing happens when there is none."""

        def work() -> None:
            backend = _backend()
            _delete(backend, f"{host}:{key}")
            known = _names(backend, host)
            if known == [key]:
                _delete(backend, _index(host))
            elif key in known:
                backend.set_password(SERVICE, _index(host), json.dumps([each for each in known if each != key]))

        await self._ask(work, None)

    async def forget(self, host: HostId) -> None:
        """Forget all secrets of a host: its logins, its passphrases of keys."""

        def work() -> None:
            backend = _backend()
            for key in _names(backend, host):
                _delete(backend, f"{host}:{key}")
            _delete(backend, _index(host))

        await self._ask(work, None)

    async def _ask(self, work: Callable[[], T], otherwise: T) -> T:
        if not self._usable:
            return otherwise
        try:
            return await asyncio.wait_for(self._background.run(work), self._deadline)
        except TimeoutError:
            log.warning("the keyring did not answer within %s s and is not used any more in this run", self._deadline)
        except _NoKeyringError as problem:
            log.info("no keyring: %s", problem)
        except Exception as problem:  # backends raise what they like (D-Bus errors, locked, dismissed)
            log.warning("keyring: %r", problem)
            return otherwise
        self._usable = False
        return otherwise


class _Backend(Protocol):
    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


class _NoKeyringError(Exception):
    """There is no backend that keeps anything."""


def _index(host: HostId) -> str:
    """Entry with the names of a host's secrets: keyrings have no common way to list what is in them."""
    return f"{host}:"


def _names(backend: _Backend, host: HostId) -> list[str]:
    try:
        found = json.loads(backend.get_password(SERVICE, _index(host)) or "[]")
    except ValueError:
        return []
    return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []


def _delete(backend: _Backend, name: str) -> None:
    from keyring.errors import PasswordDeleteError

    with contextlib.suppress(PasswordDeleteError):  # there is none
        backend.delete_password(SERVICE, name)


def _backend() -> _Backend:
    import keyring  # late: looking for backends takes a while and belongs on this thread
    import keyring.backends.fail
    import keyring.backends.null

    found = keyring.get_keyring()
    if isinstance(found, (keyring.backends.fail.Keyring, keyring.backends.null.Keyring)):
        raise _NoKeyringError(found.name)
    return found  # type: ignore[no-any-return,unused-ignore]
