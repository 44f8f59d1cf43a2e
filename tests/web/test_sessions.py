"""Who may look."""

from phaseline.web.permission import DeskRole
from phaseline.web.sessions import MOST_LINKS, Sessions


def test_a_link_lets_one_browser_in_once():
    """Who comes second with it stays outside."""
    sessions = Sessions(8020)
    link = sessions.new_link()

    first, second = sessions.let_in(link), sessions.let_in(link)

    assert first
    assert second == ""
    assert sessions.knows(f"other=1; {sessions.cookie}={first}")


def test_neither_a_link_nor_a_guess_is_a_cookie():
    """What opens the door once does not keep it open."""
    sessions = Sessions(8020)
    link = sessions.new_link()

    assert not sessions.knows(f"{sessions.cookie}={link}")
    assert sessions.let_in("a guess \udc80") == ""
    assert sessions.let_in(link)


def test_the_oldest_of_too_many_links_is_forgotten():
    """[hand] of nine links the first no longer opens, the second does."""
    sessions = Sessions(8020)
    links = [sessions.new_link() for _ in range(MOST_LINKS + 1)]

    assert sessions.let_in(links[0]) == ""
    assert sessions.let_in(links[1])


def test_a_link_lets_in_as_what_it_was_made_for():
    """A reader's link makes a reader, and a guess makes nobody."""
    sessions = Sessions(8020)
    owner, reader = (
        f"{sessions.cookie}={sessions.let_in(sessions.new_link(role))}" for role in DeskRole
    )

    assert sessions.role(owner) is DeskRole.OWNER
    assert sessions.role(reader) is DeskRole.READER
    assert sessions.role(f"{sessions.cookie}=guess") is None


def test_browsers_are_told_apart_by_what_lets_nobody_in():
    """The same each time for one, another for another, and nothing for a guess."""
    sessions = Sessions(8020)
    cookies = [f"{sessions.cookie}={sessions.let_in(sessions.new_link())}" for _ in range(2)]
    first, second = (sessions.browser(cookie) for cookie in cookies)

    assert first == sessions.browser(f"other=1; {cookies[0]}")
    assert first != second
    assert sessions.browser(f"{sessions.cookie}=guess") == ""
    assert not sessions.knows(f"{sessions.cookie}={first}")
