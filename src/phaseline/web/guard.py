"""
What every request passes before a page sees it.

A loopback address is no boundary: any page that is open in the same browser may send requests to
it, and a name of somebody else's may lead to it. So the name that is asked for, who asks, and from
where are looked at, and everything has a limit (decision 0030).
"""

import asyncio
from collections.abc import Callable, Mapping

from starlette.datastructures import QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from phaseline.terms.record import record
from phaseline.web.permission import WRITES, DeskRole, refusal
from phaseline.web.sessions import Sessions

MOST_QUERY = 8_000  # bytes
MOST_BODY = 64_000  # bytes
MOST_FIELDS = 200
PATIENCE = 10.0  # seconds in which a form has to arrive

_RULES = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",  # the bars of a table have their places in attributes
    "img-src 'self' data:",
    "font-src data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)
POLICY = "; ".join(_RULES)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # `no-referrer` would make the origin of our own forms null
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SIGN_IN = "/login"
BROWSER = "phaseline.browser"  # likewise, what tells its browser from others
ROLE = "phaseline.role"  # under which the scope of a request holds what its browser was let in as
OURS = "A fault of ours; the terminal says which."
STATIC = "/static/"  # what lies there needs no cookie: it holds nothing of a case


class Refused(Exception):
    """
    A request that is not answered.

    Args:
        status: The status of HTTP.
        words: Why, in a sentence.
    """

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


@record
class Entrance:
    """
    By which names the desk is reached.

    Args:
        hosts: What may stand in the header `Host`, port included.
        sessions: The browsers that have been let in.
        tell: Told in a sentence of a fault of ours.
    """

    hosts: frozenset[str]
    sessions: Sessions
    tell: Callable[[str], None]


class Guard:
    """
    The middleware: refuses what may not pass, and sets the headers of every answer.

    Args:
        app: What answers.
        entrance: By which names the desk is reached, and by whom.
        is_shipped: Whether the case is a shipped one, to which nobody writes.
    """

    def __init__(self, app: ASGIApp, entrance: Entrance, *, is_shipped: bool = False) -> None:
        self.app, self.entrance, self._is_shipped = app, entrance, is_shipped

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse in words; no fault shows more than a sentence."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        answering = _Answering(send)
        try:
            headers = _headers(scope)
            role = self._check(scope, headers)
            if scope["method"] == "POST":
                receive = await _whole_form(receive, headers)
            browser = self.entrance.sessions.browser(headers.get("cookie", ""))
            await self.app({**scope, ROLE: role, BROWSER: browser}, receive, answering)
        except Refused as refused:
            await answering.say(refused.status, refused.words)
        except Exception as error:  # noqa: BLE001  # the last door: a reader gets a sentence
            self.entrance.tell(
                f"a fault of ours, please report it: {type(error).__name__}: {error}"
            )
            await answering.say(500, OURS)

    def _check(self, scope: Scope, headers: Mapping[str, str]) -> DeskRole | None:
        """
        See that a request may pass, and give what its browser was let in as.

        Raises:
            Refused: It may not.
        """
        _check_host(headers, self.entrance.hosts)
        if scope["method"] not in ("GET", "HEAD", "POST"):
            raise Refused(405, "Only reading and forms are answered.")
        if len(scope["query_string"]) > MOST_QUERY:
            raise Refused(414, "The address is too long.")
        fields(scope["query_string"])
        if scope["method"] == "POST":
            _check_origin(headers)
        is_open = scope["path"] == SIGN_IN or is_static(scope["path"])
        role = self.entrance.sessions.role(headers.get("cookie", ""))
        if not is_open and role is None:
            raise Refused(
                403,
                "This browser has not been let in: open the link that `phaseline serve` printed. It"
                " works once; end the command and start it again for another one.",
            )
        if scope["method"] == "POST" and role is not None:
            self._may_write(role, scope["path"])
        return role

    def _may_write(self, role: DeskRole, path: str) -> None:
        """
        See that who sends a form may.

        Raises:
            Refused: They may not.
        """
        words = refusal(role, WRITES.get(path), is_shipped=self._is_shipped)
        if words:
            raise Refused(403, f"{words} Nothing was changed.")


class _Answering:
    """Passes an answer on with the headers of the house, and knows whether one has begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.has_begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.has_begun = True
            there = {name.lower() for name, _ in message["headers"]}
            added = [
                (name.lower().encode(), value.encode())
                for name, value in HEADERS.items()
                if name.lower().encode() not in there
            ]
            message = {**message, "headers": [*message["headers"], *added]}
        await self._send(message)

    async def say(self, status: int, words: str) -> None:
        """Answer with a sentence, unless an answer has begun."""
        if self.has_begun:
            return
        body = f"{words}\n".encode()
        headers = [
            (b"content-type", b"text/plain; charset=utf-8"),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", b"no-store"),
            (b"connection", b"close"),  # what a refused request still sends is not read
        ]
        await self({"type": "http.response.start", "status": status, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})


def is_static(path: str) -> bool:
    """
    Whether an address is answered to anybody, so that nothing of a case may be in the answer.

    Args:
        path: The address, as the guard and the pages see it.
    """
    return path.startswith(STATIC)


def fields(text: bytes) -> dict[str, str]:
    """
    Give the fields of a query or a form; of a name that stands twice, the last.

    Args:
        text: As it was sent.

    Raises:
        Refused: There are too many.

    >>> fields(b"q=air+defence&page=2")
    {'q': 'air defence', 'page': '2'}
    """
    if text.count(b"&") >= MOST_FIELDS:
        raise Refused(400, f"More than {MOST_FIELDS} fields.")
    return dict(QueryParams(text))


def _headers(scope: Scope) -> dict[str, str]:
    """
    Give the headers of a request by their names in small letters.

    Raises:
        Refused: One that decides stands twice.
    """
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").lower()
        if key in headers and key in ("host", "origin", "content-length", "sec-fetch-site"):
            raise Refused(400, "A header stands twice.")
        joint = "; " if key == "cookie" else ", "
        text = value.decode("latin-1")
        headers[key] = f"{headers[key]}{joint}{text}" if key in headers else text
    return headers


def _check_host(headers: Mapping[str, str], hosts: frozenset[str]) -> None:
    """
    See that the desk is asked for by its own name and port.

    Raises:
        Refused: It is asked for by another.
    """
    if headers.get("host", "").lower() not in hosts:
        raise Refused(400, f"Asked for by another name; this is {min(hosts)}.")


def _check_origin(headers: Mapping[str, str]) -> None:
    """
    See that a form was sent by a page of the desk itself.

    Raises:
        Refused: It was sent by another page, or says nothing about that.
    """
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    is_ours = origin == f"http://{headers['host']}"
    if not is_ours or site not in (None, "same-origin"):
        raise Refused(403, "Sent from another page; nothing was changed.")


async def _whole_form(receive: Receive, headers: Mapping[str, str]) -> Receive:
    """
    Take in a form, within its limits, and give what gives it on.

    Raises:
        Refused: It is too large, too slow, or has too many fields.
    """
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > MOST_BODY:
        raise Refused(413, f"The form is larger than {MOST_BODY:,} bytes.")
    body = bytearray()
    try:
        async with asyncio.timeout(PATIENCE):
            while True:
                message = await receive()
                body += message.get("body", b"")
                if len(body) > MOST_BODY:
                    raise Refused(413, f"The form is larger than {MOST_BODY:,} bytes.")
                if message["type"] == "http.disconnect" or not message.get("more_body"):
                    break
    except TimeoutError as error:
        raise Refused(408, "The form did not arrive in time.") from error
    fields(bytes(body))
    waiting: list[Message] = [
        {"type": "http.request", "body": bytes(body), "more_body": False},
    ]

    async def given_on() -> Message:
        return waiting.pop() if waiting else await receive()

    return given_on
