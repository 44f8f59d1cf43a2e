"""
From format 1 to format 2: what the program knew by heart is written into the case.

Each step changes the files that are open, and gives what it could not decide. A step that needs
what another one writes stands below it in `STEPS`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from phaseline.case.editing import CommentedMap
from phaseline.case.upgrade.claims import tell_claims_what_they_are_about
from phaseline.case.upgrade.opened import (
    Opened,
    Undecided,
    all_entries,
    first_key,
    ids,
    known_by_heart,
    listed,
    mappings,
    placed_entries,
)
from phaseline.case.upgrade.plays import play_ladders
from phaseline.case.upgrade.reserved_ids import rename_reserved_ids

Step = Callable[[Opened], Iterable[Undecided]]


def number_the_format(opened: Opened) -> Iterable[Undecided]:
    """Write the number of the format into the header."""
    for file in opened.values():
        if file.is_header:
            file.put(file.data, "phaseline", 2)
    return ()


def list_challenges(opened: Opened) -> Iterable[Undecided]:
    """Make an entry of each name of those who have challenged the case."""
    for file in opened.values():
        if file.is_header and "challenged_by" in file.data:
            names = listed(file.data, "challenged_by")
            file.rename(file.data, "challenged_by", "challenged")
            if names:
                file.put(file.data, "challenged", [{"by": str(name)} for name in names])
    return ()


def name_actors(opened: Opened) -> Iterable[Undecided]:
    """Give actors the short name that was printed, where it was not their name."""
    for file, actor in placed_entries(opened, "actors"):
        short = _printed(actor)
        if short != actor.get("name") and "short" not in actor:
            file.put(actor, "short", short, after="name")
    return ()


def declare_vocabulary(opened: Opened) -> Iterator[Undecided]:
    """
    Write down what crossing the line was called, where there is one, and which words are no names.
    """
    known = known_by_heart()
    nouns = _common_nouns(opened, known["common_nouns"])
    crossing = {"crossing": known["crossing"]} if ids(opened, "red_lines") else {}
    words = {**crossing, **({"common_nouns": nouns} if nouns else {})}
    for file in opened.values():
        if file.is_header and words and "vocabulary" not in file.data:
            file.append("vocabulary", words)
            if crossing:
                says = "format 1 called every crossing a transfer: is it one here?"
                file.remark("vocabulary", says)
                yield Undecided(file=file.name, says=says)


def _common_nouns(opened: Opened, nouns: Iterable[str]) -> list[str]:
    """Give which of some nouns names of actors begin with."""
    names = [
        str(name)
        for actor in all_entries(opened, "actors")
        for name in (actor.get("name", ""), *listed(actor, "aliases"))
    ]
    begins = {name.partition(" ")[0] for name in names}
    return [noun for noun in nouns if noun in begins]


def tell_base_rates(opened: Opened) -> Iterable[Undecided]:
    """Call the facts base rates that were told as such by how their ids begin."""
    beginning = known_by_heart()["base_rate"]
    for file, fact in placed_entries(opened, "facts"):
        if str(fact.get("id", "")).startswith(beginning):
            file.put(fact, "kind", "base_rate")
    return ()


def shorten_completions(opened: Opened) -> Iterable[Undecided]:
    """Give completions the word or two by which they were told apart."""
    beginning = known_by_heart()["completion"]
    for file, ladder in placed_entries(opened, "ladders"):
        for completion in mappings(ladder, "completions"):
            own = str(completion.get("id", ""))
            short = own.removeprefix(f"{ladder.get('id')}-").removeprefix(beginning)
            if "short" not in completion and short != own:
                file.put(completion, "short", short.replace("-", " "), after="id")
    return ()


def word_moves(opened: Opened) -> Iterable[Undecided]:
    """Give moves the words by which they were told."""
    known = {(row["track"], row["do"]): row for row in known_by_heart()["moves"]}
    for file, game in placed_entries(opened, "games"):
        for track in mappings(game, "tracks"):
            for move in mappings(track, "moves"):
                words = known.get((str(track.get("id")), str(move.get("do"))))
                if words and "does" not in move:
                    file.put(move, "does", words["does"])
                    file.put(move, "many", words["many"])
    return ()


def rename_standings(opened: Opened) -> Iterable[Undecided]:
    """Give standings their neutral keys."""
    known = known_by_heart()["standings"]
    for file, game in placed_entries(opened, "games"):
        for consent in mappings(game, "consents"):
            if str(consent.get("standing")) in known:
                file.put(consent, "standing", known[consent["standing"]])
    return ()


def name_what_lifts_bars(opened: Opened) -> Iterable[Undecided]:
    """Say which procedure lifts a bar, where the case has the one that always did."""
    lifts = known_by_heart()["lifts_bars"]
    if lifts not in ids(opened, "procedures"):
        return ()
    for file, encoding in placed_entries(opened, "encodings"):
        if "lifts_bars" not in encoding:
            file.put(encoding, "lifts_bars", lifts, after=first_key(encoding, "says", "title"))
    return ()


def name_direct_judgements(opened: Opened) -> Iterable[Undecided]:
    """Say which counted chance an assumption judges directly, where its id said so."""
    known = known_by_heart()["judges"]
    judged = {"procedures": _first_counted(opened), "amendments": _last_overridden(opened)}
    for file, assumption in placed_entries(opened, "assumptions"):
        row = known.get(str(assumption.get("id")))
        if row and judged[row["of"]] and "judges" not in assumption:
            address = f"{row['of']}.{judged[row['of']]}.{row['what']}"
            file.put(assumption, "judges", address, after=first_key(assumption, "high", "low"))
    return ()


def give_tracks_roles(opened: Opened) -> Iterable[Undecided]:
    """Say which track answers a demand, which governs, and which runs out by itself."""
    shown = {
        track: role
        for game in all_entries(opened, "games")
        for track, role in _roles_in(game).items()
    }
    for file, track in placed_entries(opened, "tracks"):
        role, level = shown.get(str(track.get("id"))) or _role_by_id(track)
        if role and level in listed(track, "levels") and "role" not in track:
            file.put(track, "role", role, after=first_key(track, "at_start", "seen"))
            file.put(track, "turned", level, after="role")
    return ()


def _role_by_id(track: CommentedMap) -> tuple[str, str]:
    """Give the role of a track of the case that its id stood for, and the level it turns to."""
    row = known_by_heart()["roles"].get(str(track.get("id")))
    if not row:
        return "", ""
    return row["role"], row.get("turned") or "".join(map(str, listed(track, "levels")[-1:]))


def _roles_in(game: CommentedMap) -> dict[str, tuple[str, str]]:
    """Give the roles that a game shows: by the id of a track of the case, role and level."""
    of = {str(track.get("id")): str(track.get("of")) for track in mappings(game, "tracks")}
    demanded = {
        str(part.get("track"))
        for policy in mappings(game, "policies")
        for part in mappings(policy, "demand")
    }
    clocks = {
        of.get(str(row.get("track")), ""): ("clock", str(row.get("level")))
        for row in mappings(game, "muted")
    }
    answers = {
        of.get(str(row.get("track")), ""): ("answer", str(row.get("level")))
        for row in mappings(game, "breach")
        if str(row.get("track")) in demanded
    }
    return {**clocks, **answers}


def rename_terms_of_the_game(opened: Opened) -> Iterable[Undecided]:
    """Give the optional terms of a game their general names."""
    known = known_by_heart()["terms"]
    for file, game in placed_entries(opened, "games"):
        for entry in (game, *mappings(game, "effects")):
            for old in [key for key in entry if key in known]:
                file.rename(entry, old, known[old])
    return ()


def rename_what_oversight_knows(opened: Opened) -> Iterable[Undecided]:
    """Give routes the general name of whether those who oversee the executive know of them."""
    known = known_by_heart()["routes"]
    for file, route in placed_entries(opened, "routes"):
        for old in [key for key in route if key in known]:
            file.rename(route, old, known[old])
    return ()


STEPS: tuple[Step, ...] = (
    number_the_format,
    list_challenges,
    name_actors,
    declare_vocabulary,
    tell_base_rates,
    shorten_completions,
    word_moves,
    rename_standings,
    name_what_lifts_bars,
    name_direct_judgements,
    give_tracks_roles,
    rename_terms_of_the_game,
    rename_what_oversight_knows,
    tell_claims_what_they_are_about,
    play_ladders,
    rename_reserved_ids,
)


def _first_counted(opened: Opened) -> str:
    """Give the first procedure of the first count in which a party weighs a risk."""
    for whip in all_entries(opened, "whips"):
        if any("risk" in vote for vote in mappings(whip, "votes")):
            return "".join(map(str, listed(whip, "procedures")[:1]))
    return ""


def _last_overridden(opened: Opened) -> str:
    """Give the last change of law whose procedure can be sent back and passed again."""
    overridden = {
        str(procedure.get("id"))
        for procedure in all_entries(opened, "procedures")
        if procedure.get("override")
    }
    names = [
        str(amendment.get("id"))
        for amendment in all_entries(opened, "amendments")
        if str(amendment.get("route")) in overridden
    ]
    return "".join(names[-1:])


def _printed(actor: Mapping[str, Any]) -> str:
    """Give the name of an actor as format 1 printed it."""
    name, own = str(actor.get("name", "")), str(actor.get("id", "")).casefold()
    aliases = [str(alias) for alias in listed(actor, "aliases")]
    if any(alias.casefold() == own and not alias.isupper() for alias in aliases):
        return name  # the alias is printed, then and now
    for row in known_by_heart()["names"]:
        name = name.replace(row["instead"], row["printed"])
    return name
