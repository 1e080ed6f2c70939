"""Secrets at rest: authenticated encryption with named keys, so that a key can be changed without a stop.

Fernet (AES-128-CBC with HMAC-SHA256) from `cryptography`; the stored text is `<key id>:<token>`.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet, InvalidToken

if TYPE_CHECKING:
    from collections.abc import Mapping


class SecretUnreadableError(Exception):
    """The stored secret was written with a key this installation does not have, or it was changed."""


def derive_key(material: str) -> bytes:
    """Make a Fernet key from a long random string kept in the environment."""
    return base64.urlsafe_b64encode(hashlib.sha256(material.encode()).digest())


@dataclass(frozen=True)
class Vault:
    """Keys by id; `current` is the one new secrets are written with."""

    keys: Mapping[str, bytes]
    current: str

    def lock(self, plain: str) -> str:
        """Encrypt; the answer names its key."""
        return f"{self.current}:{Fernet(self.keys[self.current]).encrypt(plain.encode()).decode()}"

    def open(self, stored: str) -> str:
        """Decrypt. SecretUnreadableError when the key is gone or the text was changed."""
        key_id, _, token = stored.partition(":")
        try:
            return Fernet(self.keys[key_id]).decrypt(token.encode()).decode()
        except (KeyError, InvalidToken) as cause:
            message = f"A stored secret cannot be read with key '{key_id}'."
            raise SecretUnreadableError(message) from cause

    def is_current(self, stored: str) -> bool:
        """Tell whether the secret was written with the current key (rotation rewrites the others)."""
        return stored.partition(":")[0] == self.current
