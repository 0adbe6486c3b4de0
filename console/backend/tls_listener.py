"""A TLS listener of this computer with a certificate of its own, made for one use and known by its digest: port ``Listeners``.

Who connects gets a thread of its own and is given up when it is slow; strangers can hold a few threads for some seconds, and nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import shutil
import socket
import ssl
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from console.backend.programs import LocalPrograms
from console.model.errors import Cause, ConsoleError
from console.model.ports_listen import Connection
from console.model.text import N_

log = logging.getLogger("virtdeck.listener")

AT_ONCE = 8
HANDSHAKE_SECONDS = 10.0
WRITE_SECONDS = 60.0
CHUNK = 1 << 16
KEY_SECONDS = 30.0


class TlsConnection:
    """Implements the port ``Connection``."""

    def __init__(self, stream: ssl.SSLSocket, peer: str) -> None:
        self.peer = peer
        self._stream = stream

    def read(self, length: int, seconds: float) -> bytes:
        """See the port."""
        end, found = time.monotonic() + seconds, bytearray()
        while len(found) < length:
            left = end - time.monotonic()
            if left <= 0:
                raise self._lost(f"{len(found)} of {length} bytes in {seconds:g} s")
            try:
                self._stream.settimeout(left)
                chunk = self._stream.recv(min(CHUNK, length - len(found)))
            except (OSError, ValueError) as error:
                raise self._lost(str(error)) from error
            if not chunk:
                raise self._lost("closed")
            found += chunk
        return bytes(found)

    def write(self, data: bytes) -> None:
        """See the port."""
        try:
            self._stream.settimeout(WRITE_SECONDS)
            self._stream.sendall(data)
        except (OSError, ValueError) as error:
            raise self._lost(str(error)) from error

    def _lost(self, why: str) -> ConsoleError:
        return ConsoleError(N_("The connection to {name} was lost.", name=self.peer), cause=Cause.UNREACHABLE, detail=why)

    def close(self) -> None:
        """See the port."""
        with contextlib.suppress(OSError):
            self._stream.shutdown(socket.SHUT_RDWR)
        with contextlib.suppress(OSError):
            self._stream.close()


class TlsListener:
    """Implements the port ``Listener``."""

    def __init__(self, server: socket.socket, context: ssl.SSLContext, pin: str, serve: Callable[[Connection], None]) -> None:
        self.port, self.pin = int(server.getsockname()[1]), pin
        self._server, self._context, self._serve = server, context, serve
        self._room = threading.BoundedSemaphore(AT_ONCE)
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._closed = False
        threading.Thread(target=self._accept, name="tls-listener", daemon=True).start()

    def close(self) -> None:
        """See the port."""
        with self._lock:
            self._closed = True
            rest = list(self._open)
        for each in (self._server, *rest):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self._server.close()

    def _accept(self) -> None:
        while True:
            try:
                client, address = self._server.accept()
            except OSError:
                if self._closed:
                    return
                time.sleep(0.1)  # out of descriptors, or the client is gone already
                continue
            if not self._room.acquire(blocking=False):
                client.close()
                continue
            with self._lock:
                closed = self._closed
                self._open.add(client)
            if closed:
                client.close()
                return
            peer = str(address[0]).removeprefix("::ffff:")
            threading.Thread(target=self._talk, args=(client, peer), name="tls-connection", daemon=True).start()

    def _talk(self, client: socket.socket, peer: str) -> None:
        stream: socket.socket = client
        try:
            client.settimeout(HANDSHAKE_SECONDS)
            secure = self._context.wrap_socket(client, server_side=True, do_handshake_on_connect=False)
            with self._lock:
                self._open.discard(client)
                self._open.add(secure)
                stream = secure
                if self._closed:
                    return
            secure.do_handshake()
            self._serve(TlsConnection(secure, peer))
        except (OSError, ValueError) as error:
            log.info("connection of %s ended: %s", peer, error)
        except ConsoleError as error:
            log.info("connection of %s ended: %s %s", peer, error.text.english(), error.detail)
        except Exception:
            log.exception("connection of %s", peer)
        finally:
            with self._lock:
                self._open.discard(stream)
                self._open.discard(client)
            with contextlib.suppress(OSError):
                stream.close()
            self._room.release()


class TlsListeners:
    """Implements the port ``Listeners``."""

    def __init__(self, programs: LocalPrograms) -> None:
        self._programs = programs

    async def open(self, serve: Callable[[Connection], None], port: int = 0) -> TlsListener:
        """See the port."""
        folder = Path(tempfile.mkdtemp(prefix="virtdeck-"))  # 0700
        try:
            key, certificate = folder / "key.pem", folder / "certificate.pem"
            argv = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=virtdeck", "-days", "30"]
            await self._programs.run([*argv, "-keyout", str(key), "-out", str(certificate)], deadline=KEY_SECONDS)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.minimum_version = ssl.TLSVersion.TLSv1_2
            context.load_cert_chain(certificate, key)
            pin = hashlib.sha256(ssl.PEM_cert_to_DER_cert(certificate.read_text())).hexdigest()
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        try:
            if socket.has_dualstack_ipv6():
                server = socket.create_server(("", port), family=socket.AF_INET6, dualstack_ipv6=True)
            else:
                server = socket.create_server(("", port))
        except OSError as error:
            raise ConsoleError(
                N_("This computer can't listen on port {port}.", port=port),
                cause=Cause.BUSY,
                remedy=N_("Choose another port."),
                detail=str(error),
            ) from error
        return TlsListener(server, context, pin, serve)
