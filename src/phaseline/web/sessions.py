"""Who may look: links that let a browser in once, and the cookie that it has from then on."""

import hashlib
import secrets
from collections.abc import Iterator

from phaseline.web.permission import DeskRole

MOST_LINKS = 8  # that wait to be used; an older one is forgotten first
MOST_BROWSERS = 32


class Sessions:
    """
    The browsers that have been let in.

    Only hashes are kept, so that looking one up takes no longer for a better guess.

    Args:
        port: The port that is served: cookies of one machine are not told apart by it, so that the
            name of the cookie has to.
    """

    def __init__(self, port: int) -> None:
        self.cookie = f"phaseline-{port}"
        self._links: dict[str, DeskRole] = {}
        self._browsers: dict[str, DeskRole] = {}

    def new_link(self, role: DeskRole = DeskRole.OWNER) -> str:
        """
        Give a token that lets one browser in, once.

        Args:
            role: What it lets the browser in as.
        """
        return _entered(self._links, MOST_LINKS, role)

    def let_in(self, token: str) -> str:
        """
        Give the value of a browser's cookie for a token, which is then used up.

        Args:
            token: What the link held.

        Returns:
            The value; empty where there is no such token, or it has been used.
        """
        known = _hash(token)
        if known not in self._links:
            return ""
        role = self._links.pop(known)
        return _entered(self._browsers, MOST_BROWSERS, role)

    def knows(self, cookies: str) -> bool:
        """
        Say whether a browser has been let in.

        Args:
            cookies: Its header `Cookie`.
        """
        return self.role(cookies) is not None

    def browser(self, cookies: str) -> str:
        """
        Give what tells a browser from others, which lets nobody in; empty where none was let in.

        Args:
            cookies: Its header `Cookie`; of several cookies that are ours, the first counts.
        """
        return next(self._ours(cookies), "")

    def role(self, cookies: str) -> DeskRole | None:
        """
        Give what a browser was let in as; None where it was not.

        Args:
            cookies: Its header `Cookie`; of several cookies that are ours, the first counts.
        """
        return self._browsers.get(self.browser(cookies))

    def _ours(self, cookies: str) -> Iterator[str]:
        """Give the hashes of cookies that were given to browsers."""
        pairs = (pair.strip().partition("=") for pair in cookies.split(";"))
        hashes = (_hash(value) for name, _, value in pairs if name == self.cookie)
        return (known for known in hashes if known in self._browsers)


def _entered(known: dict[str, DeskRole], most: int, role: DeskRole) -> str:
    """Enter a new token, and forget the oldest beyond the most that are kept."""
    token = secrets.token_urlsafe(32)
    known[_hash(token)] = role
    while len(known) > most:
        del known[next(iter(known))]
    return token


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
