"""Passwords for installation files: hashed where the installer takes a hash, so that no password lies on a medium in clear.

SHA-512 crypt, "$6$": Ulrich Drepper, "Unix crypt using SHA-256 and SHA-512" (public domain specification, version 0.6).
Python's own ``crypt`` module is gone since 3.13.
"""

from __future__ import annotations

import hashlib
import secrets

_ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ROUNDS = 5000


def sha512_crypt(password: str, salt: str = "") -> str:
    """``$6$salt$hash`` of the password (UTF-8). ``salt``: up to 16 characters of the crypt alphabet; "" = random."""
    salt = salt[:16] or "".join(secrets.choice(_ALPHABET) for _ in range(16))
    key, spice = password.encode(), salt.encode("ascii")

    def sized(digest: bytes, length: int) -> bytes:
        return (digest * (length // 64 + 1))[:length]

    alternate = hashlib.sha512(key + spice + key).digest()
    start = hashlib.sha512(key + spice + sized(alternate, len(key)))
    bits = len(key)
    while bits:
        start.update(alternate if bits & 1 else key)
        bits >>= 1
    digest = start.digest()
    p = sized(hashlib.sha512(key * len(key)).digest(), len(key))
    s = sized(hashlib.sha512(spice * (16 + digest[0])).digest(), len(spice))
    for number in range(_ROUNDS):
        mixed = p if number & 1 else digest
        if number % 3:
            mixed += s
        if number % 7:
            mixed += p
        mixed += digest if number & 1 else p
        digest = hashlib.sha512(mixed).digest()
    return f"$6${salt}${_encode(digest)}"


def _encode(digest: bytes) -> str:
    """crypt's base 64: three bytes at a time in the specification's order, lowest bits first."""
    out = []
    a, b, c = 0, 21, 42
    for _ in range(21):
        value = digest[a] << 16 | digest[b] << 8 | digest[c]
        out += [_ALPHABET[value >> shift & 63] for shift in (0, 6, 12, 18)]
        a, b, c = b + 1, c + 1, a + 1
    return "".join([*out, _ALPHABET[digest[63] & 63], _ALPHABET[digest[63] >> 6 & 63]])
