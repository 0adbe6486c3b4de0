"""TLS to a host's libvirt: a server certificate that no CA of this computer vouches for is shown with its fingerprint, and pinned if the user agrees.

libvirt verifies with GnuTLS and takes its files from the user's or the system's PKI folder, or from one folder given as ``pkipath``
(https://libvirt.org/tlscerts.html). A pinned certificate is put as ``cacert.pem`` into a folder of the host's own; ``no_sanity=1`` is needed then, as
libvirt otherwise insists that what stands there is a CA. Name and certificate are verified all the same.
"""

from __future__ import annotations

import base64
import hashlib
import os
import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from console.backend.addresses import PORTS, ParsedUri
from console.backend.background import ThreadBackground
from console.model.errors import Cause, ConsoleError, system_words
from console.model.paths import Paths
from console.model.ports import Questions
from console.model.text import N_, plain

SECONDS = 8.0


@dataclass(frozen=True, slots=True)
class Pki:
    """Files for one connection, each "" where there is none."""

    ca: str
    certificate: str
    key: str


def user_pki(home: Path | None = None, system: Path = Path("/etc/pki")) -> Pki:
    """The files that libvirt's client takes by itself (virNetTLSContextLocateCredentials): the user's where they are there, else the system's;
    certificate and key as a pair; for root the system's only."""
    places = [(system / "CA" / "cacert.pem", system / "libvirt" / "clientcert.pem", system / "libvirt" / "private" / "clientkey.pem")]
    if os.geteuid() != 0:
        user = (home or Path.home()) / ".pki" / "libvirt"
        places.insert(0, (user / "cacert.pem", user / "clientcert.pem", user / "clientkey.pem"))
    ca = next((str(place[0]) for place in places if place[0].exists()), "")
    pair = next(((str(place[1]), str(place[2])) for place in places if place[1].exists() and place[2].exists()), ("", ""))
    return Pki(ca, *pair)


async def checked_uri(uri: ParsedUri, name: str, paths: Paths, questions: Questions, background: ThreadBackground) -> str:
    """The URI to open: as it is where a CA vouches for the server, else with the pinned certificate. Asks before anything is pinned."""
    if "pkipath" in uri.params or uri.params.get("no_verify") == "1":
        return uri.text  # written so by the user
    port = uri.port or PORTS["tls"]
    pki = user_pki()
    vouched, certificate = await background.run(lambda: _look(uri.host, port, pki))
    if vouched:
        return uri.text
    folder = paths.config.parent / "pki" / f"{uri.host}_{port}"
    pinned = await background.run(lambda: _pinned(folder))
    if pinned != certificate:
        shown = fingerprint(certificate)
        if pinned is None:
            text = N_(
                "No authority that this computer knows vouches for {host}. Its certificate has the fingerprint {fingerprint}. "
                "Connect only if this is the host's fingerprint.",
                host=uri.place,
                fingerprint=shown,
            )
            title = N_("Unknown certificate of {host}", host=name)
        else:
            text = N_(
                "The certificate of {host} has changed. It had the fingerprint {old}, now it has {fingerprint}. "
                "If nobody renewed it, somebody may be listening in.",
                host=uri.place,
                old=fingerprint(pinned),
                fingerprint=shown,
            )
            title = N_("Changed certificate of {host}", host=name)
        agreed = await questions.confirm(title, text, verb=N_("Trust this certificate"), danger=pinned is not None, details=_pem(certificate))
        if not agreed:
            raise ConsoleError(
                N_("The certificate of {host} was not accepted.", host=uri.place),
                cause=Cause.REFUSED,
                remedy=N_("Connect again and compare the fingerprint, or install the CA certificate of your site."),
            )
    await background.run(lambda: _pin(folder, certificate, pki))
    separator = "&" if "?" in uri.text else "?"
    return f"{uri.text}{separator}pkipath={quote(str(folder))}&no_sanity=1"


def fingerprint(certificate: bytes) -> str:
    """SHA-256 of a DER certificate, in the form that openssl prints."""
    digest = hashlib.sha256(certificate).hexdigest().upper()
    return "SHA256 " + ":".join(digest[i : i + 2] for i in range(0, len(digest), 2))


# --------------------------------------------------------------------------- on the background thread


def _look(host: str, port: int, pki: Pki) -> tuple[bool, bytes]:
    """Whether the known CA vouches for the server (name included), and its certificate."""
    if pki.ca:
        try:
            trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            trusting.load_verify_locations(pki.ca)
            return True, _handshake(trusting, host, port, pki)
        except (ssl.SSLError, ssl.CertificateError):
            pass
        except OSError as error:
            raise _unreachable(host, port, error) from error
    curious = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    curious.check_hostname = False
    curious.verify_mode = ssl.CERT_NONE
    try:
        return False, _handshake(curious, host, port, pki)
    except ssl.SSLError as error:
        raise ConsoleError(
            N_("{host} does not speak TLS as libvirt does: {why}.", host=f"{host}:{port}", why=plain(error.reason or str(error))),
            cause=Cause.REFUSED,
            remedy=N_("Check the port; the host may also want a client certificate that this computer does not have."),
            detail=str(error),
        ) from error
    except OSError as error:
        raise _unreachable(host, port, error) from error


def _handshake(context: ssl.SSLContext, host: str, port: int, pki: Pki) -> bytes:
    if pki.certificate:
        context.load_cert_chain(pki.certificate, pki.key)
    with (
        socket.create_connection((host, port), timeout=SECONDS) as plain_socket,
        context.wrap_socket(plain_socket, server_hostname=host) as connection,
    ):
        certificate = connection.getpeercert(binary_form=True)
    if certificate is None:
        raise ssl.SSLError("no certificate")
    return certificate


def _unreachable(host: str, port: int, error: OSError) -> ConsoleError:
    return ConsoleError(
        N_("{host} can't be reached: {why}.", host=f"{host}:{port}", why=system_words(error)),
        cause=Cause.UNREACHABLE,
        remedy=N_("Check address and port, and that libvirt listens for TLS on the host (libvirtd-tls.socket)."),
        detail=str(error),
    )


def _pinned(folder: Path) -> bytes | None:
    try:
        return ssl.PEM_cert_to_DER_cert((folder / "cacert.pem").read_text())
    except (OSError, ValueError):
        return None


def _pin(folder: Path, certificate: bytes, pki: Pki) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = folder / "cacert.pem.part"
        part.write_text(_pem(certificate))
        part.rename(folder / "cacert.pem")
        for name, source in (("clientcert.pem", pki.certificate), ("clientkey.pem", pki.key)):
            link = folder / name
            link.unlink(missing_ok=True)
            if source:
                link.symlink_to(source)
    except OSError as error:
        raise ConsoleError(
            N_("The certificate can't be kept in {path}: {why}.", path=str(folder), why=system_words(error)),
            cause=Cause.REFUSED,
            detail=str(error),
        ) from error


def _pem(certificate: bytes) -> str:
    text = base64.b64encode(certificate).decode()
    lines: Sequence[str] = [text[i : i + 64] for i in range(0, len(text), 64)]
    return "\n".join(["-----BEGIN CERTIFICATE-----", *lines, "-----END CERTIFICATE-----", ""])
