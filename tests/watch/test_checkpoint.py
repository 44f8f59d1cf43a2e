"""Checkpoints that lie elsewhere."""

import pytest

from phaseline.errors import QuestionError
from phaseline.watch.audit import LedgerHead
from phaseline.watch.checkpoint import PublicKey, checkpoint_text, head_of, public_key
from phaseline.watch.keys import SigningKey

# RFC 8032, section 7.1, test 1: a secret key, its public key, and the signature of nothing.
SECRET = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
PUBLIC = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
OF_NOTHING = bytes.fromhex(
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
    "d25bf5f0595bbe24655141438e7a100b"
)
KEY = SigningKey(secret=SECRET)
HEAD = LedgerHead(size=3, root=bytes(range(32)))
OURS = PublicKey(name="desk/strait", key=PUBLIC)


def test_signatures_are_those_of_the_standard() -> None:
    """The first test of RFC 8032: public key and signature of the empty message."""
    assert KEY.public == PUBLIC
    assert KEY.signed(b"") == OF_NOTHING


def test_a_checkpoint_is_read_back_by_whoever_has_the_key() -> None:
    """Origin, size and root on three lines, a blank line, a signature: and the same head again."""
    text = checkpoint_text(HEAD, origin="desk/strait", key=KEY)
    lines = text.split("\n")
    assert lines[:4] == ["desk/strait", "3", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", ""]
    assert lines[4].startswith("— desk/strait ")
    assert head_of(text, key=public_key(OURS.text)) == HEAD


@pytest.mark.parametrize(
    ("old", "new"), [("\n3\n", "\n4\n"), ("AAEC", "AAED"), ("desk/strait\n3", "desk/other\n3")]
)
def test_an_altered_checkpoint_is_refused(old: str, new: str) -> None:
    """Another size, another root, another ledger: no signature bears it out."""
    text = checkpoint_text(HEAD, origin="desk/strait", key=KEY).replace(old, new, 1)
    with pytest.raises(QuestionError, match=r"no signature on this checkpoint|is of 'desk/other'"):
        head_of(text, key=OURS)


@pytest.mark.parametrize(
    "text",
    ["", "hello", "a\nb\nc\n\n", "desk/strait\n3\nnot base64!\n\n", "desk/strait\n٣\nAA==\n"],
)
def test_what_is_no_checkpoint_is_told_so(text: str) -> None:
    """Whatever a file holds, the answer is a sentence."""
    with pytest.raises(QuestionError, match=r"^this is no checkpoint: "):
        head_of(text, key=OURS)


@pytest.mark.parametrize(
    "text", ["", "desk", "desk+00000000+AAAA", OURS.text[:-8], f"x{OURS.text}"]
)
def test_what_is_no_key_is_told_so(text: str) -> None:
    """A key names itself by a hash: one that was mistyped is refused."""
    with pytest.raises(QuestionError, match=r"this is no key"):
        public_key(text)
