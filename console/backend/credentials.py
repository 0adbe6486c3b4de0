"""What libvirt asks while it opens a connection (SASL, the drivers' own logins): from the keyring, else from the user.

libvirt calls back in the worker's thread; the question is put on the loop and waited for there. An answer is remembered for this run, so that the
other connections of the host do not ask again; it is kept in the keyring, if the user wants, once it was accepted; a refused one is forgotten.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

import libvirt

from console.backend.addresses import parse_uri
from console.model.errors import ConsoleError
from console.model.ids import HostId
from console.model.objects import HostRecord
from console.model.ports import Keyring, Questions
from console.model.text import N_, Text, plain

log = logging.getLogger("virtdeck.credentials")

ANSWER_SECONDS = 300.0

_NAMES = frozenset({libvirt.VIR_CRED_USERNAME, libvirt.VIR_CRED_AUTHNAME})
_SECRETS = frozenset({libvirt.VIR_CRED_PASSPHRASE, libvirt.VIR_CRED_NOECHOPROMPT})
_DEFAULTS = frozenset({libvirt.VIR_CRED_REALM, libvirt.VIR_CRED_LANGUAGE, libvirt.VIR_CRED_CNONCE})
TYPES = sorted({*_NAMES, *_SECRETS, libvirt.VIR_CRED_ECHOPROMPT, libvirt.VIR_CRED_REALM})

_REFUSED = frozenset({libvirt.VIR_ERR_AUTH_FAILED, libvirt.VIR_ERR_AUTH_CANCELLED})

# One credential as libvirt-python hands it over: type, prompt, challenge, default result, result.
_RESULT = 4


@dataclass
class _Known:
    """Answers for one host in this run."""

    answers: dict[str, str] = field(default_factory=dict)
    keep: bool = False
    one: asyncio.Lock = field(default_factory=asyncio.Lock)


class Credentials:
    """Makes the auth argument of ``libvirt.openAuth`` for each connection."""

    def __init__(self, questions: Questions, keyring: Keyring, answer_seconds: float = ANSWER_SECONDS) -> None:
        self._questions, self._keyring, self._seconds = questions, keyring, answer_seconds
        self._hosts: dict[HostId, _Known] = {}

    def make_auth(self, record: HostRecord) -> Auth:
        """For one record, on the running loop."""
        known = self._hosts.setdefault(record.id, _Known())
        return Auth(asyncio.get_running_loop(), record, self._questions, self._keyring, known, self._seconds)


def make_auth(loop: asyncio.AbstractEventLoop, record: HostRecord, questions: Questions, keyring: Keyring) -> Auth:
    """The auth argument for a single connection; connections that share answers get theirs from one :class:`Credentials`."""
    return Auth(loop, record, questions, keyring, _Known(), ANSWER_SECONDS)


class Auth(list[Any]):
    """``[types, callback, data]`` as ``libvirt.openAuth`` takes it. Call :meth:`settle` with what came of the open, in any thread."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, record: HostRecord, questions: Questions, keyring: Keyring, known: _Known, seconds: float
    ) -> None:
        super().__init__([TYPES, self._callback, None])
        self._loop, self._record, self._questions, self._keyring, self._known, self._seconds = loop, record, questions, keyring, known, seconds
        self._asked = False  # this connection wanted credentials

    def settle(self, error: BaseException | None) -> None:
        """The open ended: keep the answers, or forget those that were refused."""
        if not self._asked:
            return
        refused = isinstance(error, libvirt.libvirtError) and error.get_error_code() in _REFUSED
        if error is None or refused:
            self._asked = False
            self._on_loop(self._accepted() if error is None else self._forget())

    # ------------------------------------------------------------------ the worker's thread

    def _callback(self, credentials: list[list[Any]], _data: Any) -> int:
        """0: answered; -1: not. Must not raise: libvirt-python prints it and goes on."""
        self._asked = True
        wanted = [credential for credential in credentials if credential[0] not in _DEFAULTS]
        for credential in credentials:
            if credential[0] in _DEFAULTS:
                credential[_RESULT] = credential[3] or ""
        waiting = self._on_loop(self._answer([(credential[0], _key(credential), str(credential[1] or "")) for credential in wanted]))
        if waiting is None:
            return -1
        try:
            answers = waiting.result(self._seconds)
        except TimeoutError:
            log.info("%s: nobody answered the question for credentials", self._record.name)
            waiting.cancel()
            return -1
        except BaseException as problem:
            log.info("%s: no credentials: %r", self._record.name, problem)
            return -1
        if answers is None:
            return -1
        for credential in wanted:
            credential[_RESULT] = answers[_key(credential)]
        return 0

    def _on_loop(self, work: Coroutine[Any, Any, Any]) -> Any:
        try:
            return asyncio.run_coroutine_threadsafe(work, self._loop)
        except RuntimeError:  # the loop is closed
            work.close()
            return None

    # ------------------------------------------------------------------ the loop's thread

    async def _answer(self, wanted: list[tuple[int, str, str]]) -> dict[str, str] | None:
        async with self._known.one:  # connections that open together ask once
            answers = {key: value for kind, key, _ in wanted if (value := await self._recall(kind, key)) is not None}
            missing = [each for each in wanted if each[1] not in answers]
            if missing:
                fields = [(key, _label(kind, prompt), kind in _SECRETS) for kind, key, prompt in missing]
                if all(kind in _NAMES for kind, _, _ in missing) and await self._recall(libvirt.VIR_CRED_PASSPHRASE, "password") is None:
                    # libvirt wants the name now and the password a moment later: one question for both.
                    fields.append(("password", _label(libvirt.VIR_CRED_PASSPHRASE, ""), True))
                reply = await self._questions.credentials(
                    N_("Log in to {host}", host=self._record.name),
                    N_("The libvirt of {host} wants a login.", host=self._record.name),
                    fields,
                    can_save=True,
                )
                if reply is None:
                    return None
                values, self._known.keep = reply
                answers |= values
            self._known.answers |= answers
            return {key: answers[key] for _, key, _ in wanted}

    async def _recall(self, kind: int, key: str) -> str | None:
        if key in self._known.answers:
            return self._known.answers[key]
        if kind in _NAMES:
            try:
                user = parse_uri(self._record.uri).user
            except ConsoleError:
                user = ""
            if user:
                return user
        return await self._keyring.get(self._record.id, f"libvirt {key}")

    async def _accepted(self) -> None:
        if self._known.keep:
            self._known.keep = False
            for key, value in self._known.answers.items():
                await self._keyring.set(self._record.id, f"libvirt {key}", value)

    async def _forget(self) -> None:
        answers, self._known.answers, self._known.keep = self._known.answers, {}, False
        for key in answers:
            await self._keyring.delete(self._record.id, f"libvirt {key}")


def _key(credential: list[Any]) -> str:
    if credential[0] in _NAMES:
        return "username"
    if credential[0] in _SECRETS:
        return "password"
    return str(credential[1] or "answer").strip().rstrip(":")


def _label(kind: int, prompt: str) -> Text:
    if kind in _NAMES:
        return N_("User name")
    if kind in _SECRETS:
        return N_("Password")
    return plain(prompt.strip().rstrip(":") or "?")
