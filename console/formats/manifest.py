"""Manifest (``.mf``) and certificate (``.cert``) of OVF packages, made and verified.

Manifest: one line a file, ``SHA256(name)= hex``. Certificate: ``SHA256(name.mf)= hex of the signature`` (RSA PKCS#1 v1.5 or ECDSA over the
manifest), then the X.509 certificate in PEM. Source: DMTF DSP0243 1.1.1 and 2.1.1, §5.
"""

from __future__ import annotations

import datetime
import enum
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from console.formats.broken import Where
from console.model.errors import Cause, ConsoleError
from console.model.text import N_, Text

_ALGORITHMS = {"SHA1": "sha1", "SHA256": "sha256", "SHA512": "sha512", "SHA384": "sha384"}
_LENGTHS = {name: hashlib.new(name).digest_size * 2 for name in _ALGORITHMS.values()}
MANIFEST_LIMIT = 8 << 20


@dataclass(frozen=True, slots=True)
class Digest:
    """The digest that a manifest says a file has."""

    algorithm: str  # hashlib's name
    hex: str


def parse_manifest(data: bytes, where: Where) -> dict[str, Digest]:
    """File name → digest. BadFile for lines that are none, or a file listed twice."""
    found: dict[str, Digest] = {}
    at = 0
    for raw in data.splitlines(keepends=True):
        line = raw.decode("utf-8", "backslashreplace").strip().lstrip("\ufeff")
        if line:
            match = re.fullmatch(r"(SHA-?\d+)\s*\((.+)\)\s*=\s*([0-9A-Fa-f]+)", line, re.IGNORECASE)
            algorithm = _ALGORITHMS.get(match[1].upper().replace("-", "")) if match else None
            if match is None or algorithm is None or len(match[3]) != _LENGTHS[algorithm]:
                raise where.broken(N_("a line of the manifest can't be read"), at)
            if match[2] in found:
                raise where.broken(N_("the manifest lists {name} twice", name=match[2]), at)
            found[match[2]] = Digest(algorithm, match[3].lower())
        at += len(raw)
    return found


def make_manifest(digests: Sequence[tuple[str, str]], algorithm: str = "sha256") -> bytes:
    """The manifest of (name, hex digest)."""
    return "".join(f"{algorithm.upper()}({name})= {value}\n" for name, value in digests).encode("utf-8")


# --------------------------------------------------------------------------- signatures


class Trust(enum.Enum):
    """What is known of a signature."""

    NONE = "unsigned"
    VALID = "valid"  # the signature fits, and the certificate is trusted
    UNTRUSTED = "untrusted"  # the signature fits; nobody that is known vouches for the certificate
    EXPIRED = "expired"
    INVALID = "invalid"  # it does not fit: the manifest was changed


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, and what it is worth; ``words`` says it to people."""

    trust: Trust
    words: Text
    subject: str = ""
    issuer: str = ""
    not_after: str = ""  # ISO date
    fingerprint: str = ""  # SHA-256 of the certificate, hex


UNSIGNED = Signature(Trust.NONE, N_("It is not signed: anybody could have made or changed it."))

_HASHES: Mapping[str, type[hashes.HashAlgorithm]] = {"sha1": hashes.SHA1, "sha256": hashes.SHA256, "sha384": hashes.SHA384, "sha512": hashes.SHA512}


def verify_signature(
    certificate: bytes, manifest: bytes, where: Where, *, trusted: Sequence[bytes] = (), now: datetime.datetime | None = None
) -> Signature:
    """What a ``.cert`` file is worth. ``trusted``: PEM certificates of those that are believed (a self-signed one itself, or its issuer).

    BadFile when the file can't be read at all.
    """
    text, pem, rest = certificate.partition(b"-----BEGIN CERTIFICATE-----")
    match = re.fullmatch(rb"\s*(SHA-?\d+)\s*\((.+?)\)\s*=\s*([0-9A-Fa-f]+)\s*", text, re.IGNORECASE)
    algorithm = _ALGORITHMS.get(match[1].decode().upper().replace("-", "")) if match else None
    if match is None or algorithm is None or not pem or len(match[3]) % 2:
        raise where.broken(N_("the certificate file can't be read"), 0)
    try:
        found = x509.load_pem_x509_certificate(pem + rest)
        subject, issuer = found.subject.rfc4514_string(), found.issuer.rfc4514_string()
        until, since = found.not_valid_after_utc, found.not_valid_before_utc
        key = found.public_key()
        fingerprint = found.fingerprint(hashes.SHA256()).hex()
    except (ValueError, TypeError, UnsupportedAlgorithm) as failure:
        raise where.broken(N_("the certificate can't be read ({detail})", detail=str(failure)[:200])) from None
    moment = now or datetime.datetime.now(datetime.UTC)

    def answer(trust: Trust, words: Text) -> Signature:
        return Signature(trust, words, subject, issuer, until.date().isoformat(), fingerprint)

    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(bytes.fromhex(match[3].decode()), manifest, padding.PKCS1v15(), _HASHES[algorithm]())
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(bytes.fromhex(match[3].decode()), manifest, ec.ECDSA(_HASHES[algorithm]()))
        else:
            return answer(Trust.INVALID, N_("It is signed with a kind of key that can't be checked."))
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return answer(
            Trust.INVALID, N_("The signature does not fit the manifest: the package was changed after it was signed by {name}.", name=subject)
        )
    if not since <= moment <= until:
        return answer(
            Trust.EXPIRED, N_("It is signed by {name}, whose certificate is not valid today (until {date}).", name=subject, date=until.date())
        )
    for anchor in trusted:
        try:
            authority = x509.load_pem_x509_certificate(anchor)
            if authority.fingerprint(hashes.SHA256()) != found.fingerprint(hashes.SHA256()):
                found.verify_directly_issued_by(authority)
        except (ValueError, TypeError, InvalidSignature):
            continue
        return answer(Trust.VALID, N_("It is signed by {name}, who is trusted.", name=subject))
    return answer(
        Trust.UNTRUSTED, N_("It is signed by {name}, and has not been changed since. Whether that is who it says, nobody vouches for.", name=subject)
    )


@dataclass(frozen=True, slots=True)
class Signer:
    """Key and certificate to sign with, both PEM."""

    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
    certificate: bytes

    @classmethod
    def load(cls, key: bytes, certificate: bytes, password: bytes | None = None) -> Signer:
        """ConsoleError when they can't be read, don't belong together, or need a password."""
        try:
            private = serialization.load_pem_private_key(key, password)
            public = x509.load_pem_x509_certificate(certificate).public_key()
        except TypeError:
            raise ConsoleError(
                N_("The key can't be used for signing: it needs a password, or the password is for another."), cause=Cause.REFUSED
            ) from None
        except (ValueError, UnsupportedAlgorithm) as failure:
            raise ConsoleError(
                N_("The key or certificate can't be used for signing: it is not a PEM file, or the password is wrong."),
                cause=Cause.INVALID,
                detail=str(failure),
            ) from None
        if not isinstance(private, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
            raise ConsoleError(N_("The key can't be used for signing: only RSA and elliptic curve keys can."), cause=Cause.UNSUPPORTED)
        spki = (serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        if private.public_key().public_bytes(*spki) != public.public_bytes(*spki):
            raise ConsoleError(N_("The key can't be used for signing: it does not belong to the certificate."), cause=Cause.INVALID)
        return cls(private, certificate)

    def sign(self, manifest_name: str, manifest: bytes, algorithm: str = "sha256") -> bytes:
        """The content of the ``.cert`` file."""
        if isinstance(self.key, rsa.RSAPrivateKey):
            signature = self.key.sign(manifest, padding.PKCS1v15(), _HASHES[algorithm]())
        else:
            signature = self.key.sign(manifest, ec.ECDSA(_HASHES[algorithm]()))
        return f"{algorithm.upper()}({manifest_name})= {signature.hex()}\n".encode() + self.certificate.strip() + b"\n"

    def size(self, manifest_name: str, algorithm: str = "sha256") -> int:
        """The most bytes that :meth:`sign` can give."""
        longest = self.key.key_size // 8 if isinstance(self.key, rsa.RSAPrivateKey) else 2 * (self.key.key_size // 8 + 4) + 8
        return len(f"{algorithm.upper()}({manifest_name})= \n") + 2 * longest + len(self.certificate.strip()) + 1
