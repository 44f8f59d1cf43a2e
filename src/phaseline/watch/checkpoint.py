"""
Signed checkpoints: a ledger's length and root on three lines, with a signature below.

A checkpoint that lies elsewhere, in a brief, in a letter, with another desk, is what makes a ledger
that was cut short or written anew come to light.

Source:
    C2SP, *tlog-checkpoint* and *signed-note*: origin, size and root, and lines of signatures.
"""

from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from hashlib import sha256

from phaseline.errors import QuestionError
from phaseline.terms.record import record
from phaseline.watch.audit import LedgerHead
from phaseline.watch.keys import SigningKey, is_signed

DASH = "—"  # a line of a signature begins with it
ED25519 = b"\x01"
NEVER_MORE = 2**62


@record
class PublicKey:
    """
    What a signature is held against.

    Args:
        name: The name of the ledger that it signs for, which has no blanks and no plus sign.
        key: The 32 bytes of an Ed25519 key.
    """

    name: str
    key: bytes

    @property
    def text(self) -> str:
        """It on one line: the name, the first bytes of its hash, and the key."""
        return f"{self.name}+{self.mark.hex()}+{b64encode(ED25519 + self.key).decode()}"

    @property
    def mark(self) -> bytes:
        """The four bytes by which a signature names its key."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.key).digest()[:4]


def public_key(text: str) -> PublicKey:
    """
    Read a key off one line.

    Raises:
        QuestionError: It is none.
    """
    name, _, rest = text.strip().partition("+")
    mark, _, encoded = rest.partition("+")
    try:
        held = b64decode(encoded, validate=True)
    except NoBase64:
        held = b""
    key = PublicKey(name=name, key=held[1:])
    if not name or len(held) != 33 or held[:1] != ED25519 or key.mark.hex() != mark:
        raise QuestionError(f"{text.strip()!r}: this is no key; `phaseline ledger` prints one")
    return key


def checkpoint_text(head: LedgerHead, *, origin: str, key: SigningKey) -> str:
    """
    Give a signed checkpoint.

    Args:
        head: The length and the root.
        origin: The name of the ledger, which is also that of the key.
        key: What it is signed with.
    """
    note = f"{origin}\n{head.size}\n{b64encode(head.root).decode()}\n"
    public = PublicKey(name=origin, key=key.public)
    signature = b64encode(public.mark + key.signed(note.encode())).decode()
    return f"{note}\n{DASH} {origin} {signature}\n"


def head_of(text: str, *, key: PublicKey) -> LedgerHead:
    """
    Read a checkpoint whose signature a key bears out.

    Raises:
        QuestionError: It is no checkpoint, or no signature on it is by that key.
    """
    note, _, signatures = text.replace("\r\n", "\n").partition("\n\n")
    lines = note.split("\n")
    if len(lines) < 3 or not lines[1].isdecimal() or not lines[1].isascii():
        raise QuestionError("this is no checkpoint: it has no lines of origin, size and root")
    try:
        root = b64decode(lines[2], validate=True)
    except NoBase64:
        root = b""
    size = int(lines[1][:20])
    if len(root) != 32 or size > NEVER_MORE:
        raise QuestionError("this is no checkpoint: its third line is no root of a tree")
    if lines[0] != key.name:
        raise QuestionError(f"this checkpoint is of {lines[0]!r}, not of {key.name!r}")
    if not any(_bears_out(line, f"{note}\n", key) for line in signatures.split("\n")):
        raise QuestionError(f"no signature on this checkpoint is by {key.text}")
    return LedgerHead(size=size, root=root)


def _bears_out(line: str, note: str, key: PublicKey) -> bool:
    """Whether a line is a signature of the note by that key."""
    dash, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    if dash != DASH or name != key.name:
        return False
    try:
        signature = b64decode(encoded, validate=True)
    except NoBase64:
        return False
    return signature[:4] == key.mark and is_signed(note.encode(), signature[4:], key.key)
