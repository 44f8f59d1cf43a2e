"""Pages as they were rendered last, each for as long as what it shows is the same."""

from collections.abc import Hashable

MOST_KEPT = 64  # pages: more than there are, and fewer than somebody could ask for


class KeptPages:
    """
    What a page looked like when it was rendered last, and what it was rendered from.

    To render a page costs a hundred times what it costs to send it again; what it is rendered from
    is told apart by stamps, revisions and the day, all of which cost next to nothing.
    """

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[Hashable, bytes]] = {}

    def page(self, name: Hashable, rests_on: Hashable) -> bytes:
        """
        Give a page as it was rendered last; empty where what it rests on is another by now.

        Args:
            name: What tells it from other pages: its id, and what is asked of it.
            rests_on: What tells what it shows from what it showed before.
        """
        before, body = self._kept.get(name, (None, b""))
        return body if before == rests_on else b""

    def keep(self, name: Hashable, rests_on: Hashable, body: bytes) -> None:
        """
        Keep a page until it rests on something else, or until many others have been asked for.

        Args:
            name: As above.
            rests_on: As above; looked at before the page was rendered, so that what changes
                meanwhile is seen the next time.
            body: The page.
        """
        self._kept.pop(name, None)
        self._kept[name] = (rests_on, body)
        while len(self._kept) > MOST_KEPT:
            del self._kept[next(iter(self._kept))]
