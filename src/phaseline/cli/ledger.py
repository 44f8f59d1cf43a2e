"""`phaseline ledger CASE …`: whether a ledger is what was written, and what others keep of it."""

import argparse
import os
from pathlib import Path

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.cli.outputs import json_text, say
from phaseline.cli.own_key import configuration_folder, own_key
from phaseline.cli.row_lists import export_reports
from phaseline.cli.sound_ledgers import opened_ledger
from phaseline.desk.watching.sending import FORMS
from phaseline.errors import QuestionError
from phaseline.present.terminal.ledger import tampered_text, verified_text
from phaseline.watch.audit import LedgerHead, head, verified
from phaseline.watch.checkpoint import PublicKey, checkpoint_text, head_of, public_key
from phaseline.watch.exporting import entry_named, lines, proof
from phaseline.watch.ledger import TamperedLedgerError
from phaseline.watch.sqlite import SqliteLedger


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("case", metavar="CASE", help="a case of your own")
    parser.add_argument("deed", metavar="DEED", choices=("verify", "export", "checkpoint", "prove"))
    parser.add_argument("entry", nargs="?", metavar="ENTRY", help="what to prove: name or number")
    parser.add_argument(
        "--against", metavar="FILE", action="append", default=[], help="a checkpoint kept elsewhere"
    )
    parser.add_argument(
        "--as", dest="form", choices=FORMS, help="export the reports that count, in place of it all"
    )
    parser.add_argument("--tlp", metavar="LEVEL", default="", help="what such an export is marked")
    parser.add_argument("--key", metavar="KEY", default="", help="its key, where it is not yours")
    parser.set_defaults(sources=None, changes=[], json=False)


def run(args: argparse.Namespace) -> int:
    """
    Verify, export, sign or prove; 1 where the ledger is not what was written.

    Raises:
        QuestionError: There is no ledger, no such entry, or a file is no checkpoint.
    """
    where = case_path(args.case)
    store = opened_ledger(where)
    if not store.where.exists():
        raise QuestionError(f"{store.where}: there is no ledger yet; `phaseline log` begins one")
    if (args.entry is None) == (args.deed == "prove"):
        raise QuestionError("`phaseline ledger CASE prove ENTRY` names the entry to prove")
    try:
        if args.deed == "export" and args.form:
            return export_reports(store, args)
        return _done(args, store, f"phaseline/{_name(args.case, where)}")
    except TamperedLedgerError as error:
        print(tampered_text(error))
        return 1


def _done(args: argparse.Namespace, store: SqliteLedger, origin: str) -> int:
    key = own_key(configuration_folder(os.environ))
    public = PublicKey(name=origin, key=key.public)
    if args.deed == "verify":
        theirs = public_key(args.key) if args.key else public
        seen = [_seen(path, theirs) for path in args.against]
        print(verified_text(verified(store, seen=seen), seen))
        return 0
    signed = checkpoint_text(now := head(store), origin=origin, key=key)
    if args.deed == "checkpoint":
        print(signed, end="")
        say(f"phaseline: keep it elsewhere, with the key {public.text}")
    elif args.deed == "export":
        for line in lines(store, checkpoint=signed, key=public.text, size=now.size):
            print(line)
    else:
        named = entry_named(store, args.entry)
        print(json_text(proof(store, named, checkpoint=signed, key=public.text)))
    return 0


def _seen(path: str, key: PublicKey) -> LedgerHead:
    try:
        return head_of(Path(path).read_text(encoding="utf-8"), key=key)
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionError(f"--against: {path} cannot be read: {error}") from None


def _name(case: str, where: Path) -> str:
    held = read_case(where, name=case).rest
    return held.id if held else where.stem
