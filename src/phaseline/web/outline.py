"""Which pages the desk has, and of which sections of the brief each is made."""

from collections.abc import Mapping

from phaseline.terms.record import record

BRIEF = "brief"
QUESTIONS = "questions"
VOTES = "votes"
EVIDENCE = "evidence"
LADDERS = "ladders"
LAW = "law"
WHAT_IF = "what-if"
REVIEW = "review"
WHY = "why"
NEED = "need"
OFFER = "offer"
WHOM = "whom"
PROJECTS = "projects"
ASK_FIRST = "ask-first"
STUDY = "study"
COMPARE = "compare"
WATCH = "watch"
REPORT = "report"
BELIEFS = "beliefs"
CALIBRATION = "calibration"
LEDGER = "ledger"
STYLE = "style.css"  # by which a worker sends the style sheet of the brief


@record
class DeskPage:
    """
    A page of the desk.

    Args:
        id: Its name in the address, and in what a worker sends.
        name: Its name in the bar above all pages.
        title: What it answers, as a sentence.
        sections: The sections of the brief that stand on it, in order.
        commands: The commands that say the same, without `phaseline` and the case.
        is_early: Whether it says nothing of the game, and so need not wait for it.
    """

    id: str
    name: str
    title: str
    sections: tuple[str, ...]
    commands: tuple[str, ...]
    is_early: bool = False


PAGES: tuple[DeskPage, ...] = (
    DeskPage(
        id=BRIEF,
        name="Brief",
        title="What the case comes to, on one page, and what stands behind it.",
        sections=(),
        commands=("run",),
    ),
    DeskPage(
        id=QUESTIONS,
        name="Questions",
        title="What is asked first, and what this case answers.",
        sections=("questions",),
        commands=("ask",),
    ),
    DeskPage(
        id=WHAT_IF,
        name="What if",
        title="What if an assumption is another?",
        sections=(),
        commands=("run",),
    ),
    DeskPage(
        id=COMPARE,
        name="Compare",
        title="Two sets of assumptions side by side, and what they come to.",
        sections=(),
        commands=("run",),
    ),
    DeskPage(
        id=WHY,
        name="Why",
        title="Why a threat deters as much as it does, and where it leaks.",
        sections=(),
        commands=("why",),
    ),
    DeskPage(
        id=NEED,
        name="Need",
        title="What would have to be true for a course to work.",
        sections=(),
        commands=("need",),
    ),
    DeskPage(
        id=OFFER,
        name="Offer",
        title="What could be offered beside a threat: who takes it up, and who keeps to it.",
        sections=(),
        commands=("offer",),
    ),
    DeskPage(
        id=WHOM,
        name="Whom",
        title="Whom a threat deters, and from what.",
        sections=(),
        commands=("whom",),
    ),
    DeskPage(
        id=PROJECTS,
        name="What stays",
        title="What a threat changes where work that is done stays done.",
        sections=(),
        commands=("projects",),
    ),
    DeskPage(
        id=ASK_FIRST,
        name="Ask first",
        title="What changes if consent is asked for before a step is called.",
        sections=(),
        commands=("why",),
    ),
    DeskPage(
        id=STUDY,
        name="Study",
        title="What holds in many futures, and by when to decide.",
        sections=(),
        commands=("explore",),
    ),
    DeskPage(
        id=LADDERS,
        name="Ladders",
        title="What each course climbs to, what it changes, and what holds it back.",
        sections=("ladders", "takes", "otherwise", "brakes"),
        commands=("ladders", "solve", "why", "brakes"),
    ),
    DeskPage(
        id=LAW,
        name="Law",
        title="What may be done, as each side reads the law, and what would have to change.",
        sections=("law",),
        commands=("law",),
        is_early=True,
    ),
    DeskPage(
        id=VOTES,
        name="Votes",
        title="Who decides, by which majority, and what would pass.",
        sections=(),
        commands=("politics",),
        is_early=True,
    ),
    DeskPage(
        id="supply",
        name="Supply",
        title="What can arrive, by which route, when, and what stands in the way.",
        sections=("supply",),
        commands=("supply", "supply --plan"),
        is_early=True,
    ),
    DeskPage(
        id=EVIDENCE,
        name="Evidence",
        title="What is said, by whom, with what standing, and what nobody says.",
        sections=("conflicts", "silences", "timeline", "notes"),
        commands=("facts", "conflicts", "timeline", "sources"),
        is_early=True,
    ),
    DeskPage(
        id="assumptions",
        name="Assumptions",
        title="What the sources do not give: which value is used, why, and whose it is.",
        sections=("assumptions",),
        commands=("assumptions", "derive"),
    ),
    DeskPage(
        id="claims",
        name="Claims",
        title="What the papers claim, and whether it stands in this case.",
        sections=("claims",),
        commands=("claims",),
    ),
    DeskPage(
        id=REVIEW,
        name="Review",
        title="What the papers say that nobody has confirmed yet.",
        sections=(),
        commands=("review",),
    ),
    DeskPage(
        id=WATCH,
        name="Watch",
        title="What is called for today, what has changed and why, and what is due.",
        sections=(),
        commands=("watch",),
    ),
    DeskPage(
        id=REPORT,
        name="Report",
        title="Enter what is reported, with who says so and how far that is trusted.",
        sections=(),
        commands=("log",),
    ),
    DeskPage(
        id=BELIEFS,
        name="Beliefs",
        title="What is believed, by which reports, and on whose numbers that rests.",
        sections=(),
        commands=("watch",),
    ),
    DeskPage(
        id=CALIBRATION,
        name="Calibration",
        title="How far this watch's beliefs came true.",
        sections=(),
        commands=("watch",),
    ),
    DeskPage(
        id=LEDGER,
        name="Ledger",
        title="What was entered, by whom, and whether anybody has altered it.",
        sections=(),
        commands=("ledger",),
    ),
)
VARIANTS = (OFFER, WHOM, PROJECTS, ASK_FIRST)  # a course played otherwise than page one plays it
ASKED = frozenset(
    {
        WHAT_IF,
        COMPARE,
        WHY,
        NEED,
        *VARIANTS,
        STUDY,
        REVIEW,
        WATCH,
        REPORT,
        BELIEFS,
        CALIBRATION,
        LEDGER,
    }
)  # pages that are made when they are asked for
BY_ID: Mapping[str, DeskPage] = {page.id: page for page in PAGES}
INPUTS = "inputs.json"  # the assumptions that can be moved
READINGS = "readings.json"  # the readings of the law under which the game can be played
SWITCHES = "switches.json"  # what is so or not so, and can be switched
CHOICES = "choices.json"  # what can be asked of the game: courses, types, goals, assumptions
FINDINGS = "findings.json"  # what page one rests on, one by one: sentences and figures
PAGE_ONE = "page-one"
REPLAY = "watch/replay"
OF_EVENTS, OF_LEDGER = "events", "ledger"
REPLAYS = (OF_EVENTS, OF_LEDGER)  # what is replayed: the public events of the case, or its ledger
DAY_SHEET = "day.html"  # the watch of the day on one sheet
DIRECTION = "direction"
SHOWN_COURSE = "shown-course"  # what the course that page one shows changes, before all others
OTHER_COURSES = "other-courses"  # the same of the others, as they come
DID_IT = "did-it"
LAW_SHIFT = "law-shift"  # what a what-if changes in law
WHAT_IF_PARTS = (
    DIRECTION,
    SHOWN_COURSE,
    OTHER_COURSES,
    LAW_SHIFT,
    PAGE_ONE,
    DID_IT,
)  # of the answer to a what-if, in the order in which they come
NOTE = "note-"  # before the number of a citation, in the name of the page that shows its words
