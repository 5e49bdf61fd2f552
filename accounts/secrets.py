"""Secrets that open something for whoever has the link; only their hashes are stored."""

from __future__ import annotations

import hashlib
import secrets

BYTES = 32
# How many characters a secret of that many bytes has in an address.
LENGTH = 43


def new_secret() -> tuple[str, str]:
    """Return a new secret for an address (256 random bits, base64url), and its hash to store."""
    secret = secrets.token_urlsafe(BYTES)
    return secret, hash_of(secret)


def hash_of(secret: str) -> str:
    """Return what is stored of a secret: its SHA-256 in hexadecimal.

    A secret this long can't be guessed from its hash, so it needs no salt and no slow hashing,
    and a link is found by its hash in an index, which tells nothing of the secret by its timing.
    """
    return hashlib.sha256(secret.encode()).hexdigest()
