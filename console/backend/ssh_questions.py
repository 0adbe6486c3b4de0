"""ssh's questions (host keys, passwords, passphrases) on their way from the askpass helper to the user, and the answers back.

A daemon thread listens on a private socket; each question is put on the loop, where the user is asked. A secret that the user wants kept goes to the
keyring only after the login succeeded with it; a kept secret that was refused is asked for again and forgotten.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import functools
import json
import logging
import os
import re
import secrets
import shlex
import socket
import struct
import sys
import threading
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from console.backend import askpass
from console.model.ids import HostId
from console.model.ports import Keyring, Questions
from console.model.text import N_, plain

log = logging.getLogger("virtdeck.ssh")

Ask = Callable[[str, str], Awaitable[str | None]]
"""``await ask(prompt, hint)``: the answer, or None for none."""


class AskpassServer:
    """Listens for helpers; ``register`` gives an ssh process its environment."""

    def __init__(self, folder: Path) -> None:
        self._socket_path = folder / "ask"
        self._script = folder / "askpass"
        self._handlers: dict[str, tuple[asyncio.AbstractEventLoop, Ask]] = {}
        self._server: socket.socket | None = None

    def register(self, ask: Ask) -> tuple[str, dict[str, str]]:
        """Token and environment for one ssh process, whose questions go to ``ask`` on the running loop."""
        if self._server is None:
            self._listen()
        token = secrets.token_hex(16)
        self._handlers[token] = (asyncio.get_running_loop(), ask)
        return token, {
            "SSH_ASKPASS": str(self._script),
            "SSH_ASKPASS_REQUIRE": "force",
            "DISPLAY": os.environ.get("DISPLAY") or ":none",  # OpenSSH before 8.4 asks only where there is one
            "VIRTDECK_ASKPASS_SOCKET": str(self._socket_path),
            "VIRTDECK_ASKPASS_TOKEN": token,
        }

    def unregister(self, token: str) -> None:
        """No more questions of that process."""
        self._handlers.pop(token, None)

    def close(self) -> None:
        """Stop listening."""
        self._handlers.clear()
        if self._server is not None:
            with contextlib.suppress(OSError):
                self._server.shutdown(socket.SHUT_RDWR)  # wakes accept()
            self._server.close()
            self._server = None
            self._socket_path.unlink(missing_ok=True)

    def _listen(self) -> None:
        # The helper is run through sh: a "#!" line allows no blanks in Python's path and only one argument.
        self._script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -I {shlex.quote(askpass.__file__)} "$@"\n')
        self._script.chmod(0o700)
        self._socket_path.unlink(missing_ok=True)
        server = socket.socket(socket.AF_UNIX)
        server.bind(str(self._socket_path))
        self._socket_path.chmod(0o600)
        server.listen()
        self._server = server
        threading.Thread(target=self._accept, args=(server,), name="ssh-askpass", daemon=True).start()

    def _accept(self, server: socket.socket) -> None:
        while True:
            try:
                helper, _ = server.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(helper,), name="ssh-askpass-question", daemon=True).start()

    def _answer(self, helper: socket.socket) -> None:
        with helper:
            try:
                _, uid, _ = struct.unpack("3i", helper.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
                if uid != os.geteuid():
                    return
                question = json.loads(helper.makefile("rb").readline())
                handler = self._handlers.get(question["token"])
                if handler is None:
                    return
                loop, ask = handler
                waiting = asyncio.run_coroutine_threadsafe(_call(ask, question["prompt"], question["hint"]), loop)
                answer = self._wait(helper, waiting)
                helper.sendall(json.dumps({"answer": answer}).encode())
            except (OSError, ValueError, KeyError, RuntimeError) as problem:
                log.info("askpass: %r", problem)

    @staticmethod
    def _wait(helper: socket.socket, waiting: concurrent.futures.Future[str | None]) -> str | None:
        """The answer; when the helper goes away first (ssh gave up), the question is withdrawn."""
        helper.settimeout(0.2)
        while True:
            try:
                return waiting.result(0)
            except TimeoutError:
                pass
            except concurrent.futures.CancelledError:
                return None
            try:
                if helper.recv(1) == b"":
                    waiting.cancel()
                    return None
            except TimeoutError:
                continue


async def _call(ask: Ask, prompt: str, hint: str) -> str | None:
    return await ask(prompt, hint)


@dataclass
class Remembered:
    """Secrets of this run, so that a reconnect does not ask again; proved by a login. By question, and by destination too unless it is the
    passphrase of a key, which is the same for every host."""

    secrets: dict[str, str] = field(default_factory=dict)
    host_keys: HostKeyQuestions = field(default_factory=lambda: HostKeyQuestions())


class HostKeyQuestions:
    """Several logins (hosts behind one address, added at the same moment) ask about one key: the user is asked once, and the answer is all theirs.

    A yes holds for this run (ssh writes the key down, but who had looked before asks all the same); a no only for those that were waiting.
    """

    def __init__(self) -> None:
        self._open: dict[tuple[str, str], asyncio.Task[bool]] = {}
        self._waiting: dict[tuple[str, str], int] = {}
        self._trusted: set[tuple[str, str]] = set()

    async def ask(self, host: str, fingerprint: str, question: Callable[[], Coroutine[Any, Any, bool]]) -> bool:
        """The answer; ``question`` is put if nobody has put it yet. It is taken back when all who wait for it are gone."""
        key = (host, fingerprint)
        if key in self._trusted:
            return True
        if key not in self._open:
            self._open[key] = asyncio.get_running_loop().create_task(question(), name=f"host key of {host}")
        asked = self._open[key]
        self._waiting[key] = self._waiting.get(key, 0) + 1
        try:
            agreed = await asyncio.shield(asked)
            if agreed:
                self._trusted.add(key)
            return agreed
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                asked.cancel()  # no matter where it has ended
            if self._open.get(key) is asked and (asked.done() or not self._waiting[key]):
                del self._open[key]


_FINGERPRINT = re.compile(r"(\S+) key fingerprint is (SHA256:\S+?)\.?\s")
_HOST = re.compile(r"authenticity of host '([^']*)'")


class Login:
    """The questions of one attempt to log in. ``asking`` is true while the user is being asked: then no deadline runs."""

    def __init__(self, host: HostId, name: str, destination: str, questions: Questions, keyring: Keyring, remembered: Remembered) -> None:
        self._host, self._name, self._destination = host, name, destination
        self._questions, self._keyring, self._remembered = questions, keyring, remembered
        self._used: dict[str, str] = {}  # question → answer given in this attempt
        self._wanted: set[str] = set()  # questions whose answer the user wants kept
        self._kept: set[str] = set()  # questions answered from the keyring
        self.asking = 0
        self.refused = ""  # what the user did not want: "host-key" or "login"

    async def ask(self, prompt: str, hint: str) -> str | None:
        """Answer one question of ssh."""
        if hint == "none":  # a notice ("Confirm user presence for key …"): ssh ends the helper when it is done
            log.info("ssh: %s", prompt.strip())
            await asyncio.sleep(120)
            return None
        self.asking += 1
        try:
            if "(yes/no" in prompt:
                return await self._host_key(prompt)
            if hint == "confirm":
                agreed = await self._questions.confirm(N_("ssh asks"), plain(prompt.strip()), verb=N_("Allow"))
                return "yes" if agreed else None
            return await self._secret(prompt)
        finally:
            self.asking -= 1

    async def succeeded(self) -> None:
        """The login worked: what was answered is remembered for this run, and kept where the user wants it."""
        for question, answer in self._used.items():
            self._remembered.secrets[self._memory_key(question)] = answer
            if question in self._wanted:
                await self._keyring.set(self._host, question, answer)

    def _memory_key(self, question: str) -> str:
        return question if "passphrase for" in question.lower() else f"{self._destination} {question}"

    async def _host_key(self, prompt: str) -> str:
        kind, fingerprint = _first(_FINGERPRINT, prompt + " ", ("", ""))
        host = _first(_HOST, prompt, (self._name,))[0]
        if not fingerprint:
            log.warning("ssh asked about a host key without a fingerprint: %s", prompt)
            return "no"
        question = functools.partial(
            self._questions.confirm,
            N_("Unknown host key of {host}", host=self._name),
            N_(
                "{host} is not known yet. Its {kind} key has the fingerprint {fingerprint}. Connect only if this is the host's fingerprint.",
                host=host,
                kind=kind,
                fingerprint=fingerprint,
            ),
            verb=N_("Trust this host key"),
            details=prompt.strip(),
        )
        agreed = await self._remembered.host_keys.ask(host, fingerprint, question)
        if not agreed:
            self.refused = "host-key"
        return "yes" if agreed else "no"

    async def _secret(self, prompt: str) -> str | None:
        question = "ssh " + " ".join(prompt.split()).rstrip(": ")
        passphrase = "passphrase for" in prompt.lower()
        storable = passphrase or "password" in prompt.lower()
        again = question in self._used
        if again and question in self._kept:
            self._kept.discard(question)
            await self._keyring.delete(self._host, question)
        if again:
            self._remembered.secrets.pop(self._memory_key(question), None)
        elif storable:
            known = self._remembered.secrets.get(self._memory_key(question))
            if known is None and (known := await self._keyring.get(self._host, question)) is not None:
                self._kept.add(question)
            if known is not None:
                self._used[question] = known
                return known
        wanted = plain(prompt.strip().rstrip(":"))
        text = N_("It was not accepted. {question}", question=wanted) if again else wanted
        label = N_("Passphrase") if passphrase else N_("Password") if storable else N_("Answer")
        answered = await self._questions.credentials(N_("Log in to {host}", host=self._name), text, [("secret", label, True)], can_save=storable)
        if answered is None:
            self.refused = "login"
            return None
        values, save = answered
        if storable:
            self._used[question] = values["secret"]
            if save:
                self._wanted.add(question)
            else:
                self._wanted.discard(question)
        return values["secret"]


def _first(pattern: re.Pattern[str], text: str, otherwise: tuple[str, ...]) -> tuple[str, ...]:
    found = pattern.search(text)
    return tuple(str(group) for group in found.groups()) if found else otherwise
