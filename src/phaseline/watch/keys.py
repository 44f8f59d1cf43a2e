"""
Ed25519 signatures: made with a key of 32 bytes, and held against its public half.
"""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from phaseline.terms.record import record


@record
class SigningKey:
    """
    A key that signs.

    Args:
        secret: Its 32 bytes.
    """

    secret: bytes

    @property
    def public(self) -> bytes:
        """The 32 bytes against which its signatures are held."""
        return Ed25519PrivateKey.from_private_bytes(self.secret).public_key().public_bytes_raw()

    def signed(self, message: bytes) -> bytes:
        """Give the 64 bytes of a signature."""
        return Ed25519PrivateKey.from_private_bytes(self.secret).sign(message)


def is_signed(message: bytes, signature: bytes, public: bytes) -> bool:
    """Whether a signature of a message is by the key with these public bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
