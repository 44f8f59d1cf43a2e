"""Pictures of courses that are played otherwise than page one plays them, in words of the case."""

from collections.abc import Iterator, Sequence

from phaseline.case.model.case import Case
from phaseline.case.model.play import Project
from phaseline.desk.comparison.asked_first import LadderAsked
from phaseline.desk.comparison.leakage import AskedConsent
from phaseline.desk.comparison.offers import LadderOffer
from phaseline.desk.comparison.whom import LadderWhom
from phaseline.desk.findings.projects import WorkDone
from phaseline.game.corners import ReplyCorner
from phaseline.game.folding import ALONE
from phaseline.game.offers import OfferedSide, OfferStudy, TypeWindow, lowest_consent
from phaseline.game.seeing import detection_of
from phaseline.game.whom import Hold, Whom
from phaseline.present.charts.chance_bars import ChanceMark, ChanceRow, ChanceView, chance_chart
from phaseline.present.charts.named_bars import NamedBar, NamedBarsView, named_bars_chart
from phaseline.present.wording.game import chance, course_name, figure, lowered_periods, signed
from phaseline.present.wording.naming import Naming, naming_of
from phaseline.present.wording.numbers import listed
from phaseline.present.wording.offers import common_words, ends_in_percent
from phaseline.present.wording.rounding import rounded
from phaseline.present.wording.whom import beginning, corners_told
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised

_DIGITS = 2


def offer_pictures(case: Case, ladder: LadderOffer) -> Iterator[str]:
    """
    Draw between which chances of seeing each type takes an offer up and keeps it, and what else
    does as much; nothing where the offer cannot stand beside the ladder.
    """
    if ladder.study is None:
        return
    names = naming_of(case, ladder.policy)
    if ladder.study.windows:
        view = window_view(ladder.study, names)
        yield chance_chart(view, name=f"window-{ladder.policy}")
    equals = exchange_view(ladder.study)
    if equals.rows:
        yield chance_chart(equals, name=f"exchange-{ladder.policy}")


def window_view(study: OfferStudy, names: Naming) -> ChanceView:
    """
    Give the chances of seeing at which each type takes an offer up, and keeps it.

    Args:
        study: What the offer comes to.
        names: What is called how.
    """
    sides = {(side.type, side.begun): side for side in study.answer.sides}
    rows = tuple(
        ChanceRow(
            name=_row_name(window, names),
            value=_answered(sides[window.type, window.begun]),
            wide=window.taken,
            narrow=window.keeps,
        )
        for window in study.windows
    )
    said = [
        f"{row.name}: taken up {ends_in_percent(row.wide)}, kept {ends_in_percent(row.narrow)}"
        for row in rows
    ]
    today = ChanceMark(name="without the offer", at=detection_of(study.game))
    asked = study.offer.verification
    return ChanceView(
        title="The chance of seeing a crossing: where the offer is taken up (light), kept (dark)",
        description=f"{'; '.join(said)}. {common_words(study)}",
        rows=rows,
        marks=(today, *(() if asked is None else (ChanceMark(name="with the offer", at=asked),))),
    )


def _row_name(window: TypeWindow, names: Naming) -> str:
    """Name a type; what tells two rows apart comes first, as a long name is cut at its end."""
    kind = names.kind(ALONE, window.type)
    return f"across already: {kind}" if window.begun else kind


def _answered(side: OfferedSide) -> str:
    """Say what a type does with the offer as it stands."""
    if not side.accepts[0]:
        return "does not take it"
    return "takes and keeps it" if side.keeps[0] else "takes it, crosses"


def exchange_view(study: OfferStudy) -> ChanceView:
    """
    Give from which chance to which seeing, and every consent, would have to rise to do as much as
    an offer; no rows where the offer does nothing.

    Args:
        study: What the offer comes to.
    """
    rate, rows = study.rate, []
    is_felt = rounded(float(study.answer.across[0, 0]) - rate.across) > 0
    if is_felt and study.windows:
        rows.append(_rise("Chance of seeing a crossing", detection_of(study.game), rate.detection))
    if is_felt and study.asks:
        least = lowest_consent(study.game)
        rows.append(_rise("Chance of every consent", least, rate.consent))
    said = listed([f"{row.name.lower()}: {row.value}" for row in rows])
    return ChanceView(
        title="What does as much without the offer: from the chance today to the one it takes",
        description=f"{capitalised(said)}.",
        rows=tuple(rows),
        marks=(),
    )


def _rise(name: str, today: float, least: float | None) -> ChanceRow:
    if least is None:
        return ChanceRow(name=name, value="none does as much", wide=())
    return ChanceRow(name=name, value=f"{chance(today)} to {chance(least)}", wide=((today, least),))


def whom_pictures(case: Case, ladder: LadderWhom) -> Iterator[str]:
    """
    Draw what each rung takes from each who decides on each track, beside what crossing gains; for
    each beginning where the two differ.
    """
    answer = ladder.answer
    if answer is None:
        return
    names = naming_of(case, ladder.policy)
    for corner in corners_told(answer):
        if answer.holds[corner]:
            view = hold_view(answer, corner, names)
            yield named_bars_chart(view, name=f"whom-{ladder.policy}-{corner.value}")


def hold_view(answer: Whom, corner: ReplyCorner, names: Naming) -> NamedBarsView:
    """
    Give what each rung takes by who decides and by track, and what crossing gains beside it.

    Args:
        answer: Whom the ladder deters, and from what.
        corner: How all begin.
        names: What is called how.
    """
    holds = answer.holds[corner]
    said = [
        f"{_who_on(hold, names)}: crossing gains {_shown(hold.gain)}, the ladder takes"
        f" {_shown(hold.whole)}"
        for hold in holds
    ]
    begun = beginning(answer, corner).lower()
    return NamedBarsView(
        title="What crossing gains (light) and each rung takes (dark), in the unit of each who"
        f" decides, {begun}",
        description=f"{'; '.join(said)}.",
        bars=tuple(bar for hold in holds for bar in _hold_bars(hold, names)),
    )


def _hold_bars(hold: Hold, names: Naming) -> Iterator[NamedBar]:
    yield NamedBar(
        name=_who_on(hold, names),
        value=f"crossing gains {_shown(hold.gain)}",
        length=hold.gain,
        kind="brake",
        is_head=True,
    )
    for rung, loss in hold.by_rung.items():
        yield NamedBar(name=names.rung(rung), value=_shown(loss), length=loss, kind="whole")


def _who_on(hold: Hold, names: Naming) -> str:
    return f"{names.decider(hold.challenger)}, {names.track(hold.track)}"


def _shown(amount: float) -> str:
    return figure(rounded(amount), _DIGITS)


def project_pictures(case: Case, project: Project, findings: Sequence[WorkDone]) -> Iterator[str]:
    """Draw by how much each course lowers the chance that work is done; nothing without courses."""
    if findings:
        yield named_bars_chart(project_view(case, project, findings), name="projects")


def project_view(case: Case, project: Project, findings: Sequence[WorkDone]) -> NamedBarsView:
    """
    Give the chance that work is done without a course, and what each course takes off it.

    Args:
        case: The case.
        project: The work.
        findings: What each course does; one at least.
    """
    shown = rounded(tuple(findings))
    base = shown[0].done_without.median
    bars = [
        NamedBar(
            name=course_name(case, finding.policy),
            value=signed(finding.done.median, _DIGITS),
            length=-finding.done.median,
            kind="whole",
        )
        for finding in shown
    ]
    head = NamedBar(
        name="With no course", value=chance(base), length=base, kind="brake", is_head=True
    )
    said = "; ".join(f"{bar.name}: {bar.value}" for bar in (head, *bars))
    title = capitalised(Words(case).lowered(project.title))
    return NamedBarsView(
        title=f"{title}: the chance of it (light), and what each course takes off it (dark)",
        description=f"{said}.",
        bars=(head, *bars),
    )


def asked_first_pictures(case: Case, ladders: Sequence[LadderAsked]) -> Iterator[str]:
    """Draw what each course changes, asking first and when called; nothing where none may ask."""
    waiting = [(ladder, ladder.consent) for ladder in ladders if ladder.consent is not None]
    if waiting:
        view = asked_first_view(case, waiting)
        yield named_bars_chart(view, name="ask-first")


def asked_first_view(
    case: Case, waiting: Sequence[tuple[LadderAsked, AskedConsent]]
) -> NamedBarsView:
    """
    Give by how many periods fewer each course leaves, its consent asked first and when called.

    Args:
        case: The case.
        waiting: The courses with their consent; one at least.
    """
    bars = [
        bar
        for ladder, consent in waiting
        for bar in _asked_bars(course_name(case, ladder.policy), consent)
    ]
    return NamedBarsView(
        title=f"Fewer {lowered_periods(case)}: consent asked first (dark), and when called (light)",
        description="; ".join(f"{bar.name}: {bar.value}" for bar in bars) + ".",
        bars=tuple(bars),
    )


def _asked_bars(name: str, consent: AskedConsent) -> Iterator[NamedBar]:
    first, called = (
        rounded(float(effect.mean())) for effect in (consent.first, consent.when_called)
    )
    yield NamedBar(
        name=f"{name}, asked first",
        value=signed(first, 1),
        length=-first,
        kind="whole",
        is_head=True,
    )
    yield NamedBar(name="asked when called", value=signed(called, 1), length=-called, kind="brake")
