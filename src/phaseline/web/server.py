"""The door to the server: an address of this machine, a socket on it, and the application."""

import errno
import ipaddress
import logging
import socket

import uvicorn
from starlette.types import ASGIApp

from phaseline.errors import QuestionError

MOST_HEADERS = 32_768  # bytes
GRACE = 2  # seconds in which what is being answered may end


def loopback(host: str) -> str:
    """
    Give an address of this machine alone.

    Args:
        host: `localhost`, or an address in numbers.

    Raises:
        QuestionError: It can be reached from elsewhere, or is none.
    """
    if host == "localhost":
        return "127.0.0.1"
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        address = None
    if address is None or not address.is_loopback:
        raise QuestionError(
            f"--host: found {host!r}; expected an address of this machine alone, such as 127.0.0.1:"
            " the desk has no users yet, and whoever reaches it reads the case"
        )
    return str(address)


def listening(host: str, port: int) -> socket.socket:
    """
    Give a socket that listens, and whose connections send at once what is small: an answer whose
    head and body go separately would otherwise wait for the reader to acknowledge its head, which
    readers put off by 40 ms. The event loop sees to that only for sockets that name their protocol.

    Args:
        host: As `loopback` gives it.
        port: The port; any free one if 0.

    Raises:
        QuestionError: The port is none, or somebody has it.
    """
    if not 0 <= port <= 65_535:
        raise QuestionError(f"--port: found {port}; expected a number from 0 to 65535")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise QuestionError(
                f"--port: {port} is taken, perhaps by another desk; give another one, or --port 0"
                " for any that is free"
            ) from error
        reason = (error.strerror or str(error)).lower()
        raise QuestionError(f"--port: {host} port {port} cannot be served: {reason}") from error
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # inherited by connections
    return listener


def hosts(host: str, port: int) -> frozenset[str]:
    """
    Give what may stand in the header `Host` of a request.

    >>> sorted(hosts("127.0.0.1", 80))
    ['127.0.0.1', '127.0.0.1:80', 'localhost', 'localhost:80']
    """
    name = f"[{host}]" if ":" in host else host
    names = {f"{name}:{port}", f"localhost:{port}"}
    if port == 80:  # which browsers leave out
        names |= {name, "localhost"}
    return frozenset(names)


def run_server(app: ASGIApp, listener: socket.socket) -> None:
    """
    Serve until the process is asked to end.

    Args:
        app: What answers.
        listener: A socket that listens.
    """
    # What the server has to say of a request goes to the reader of it, in words.
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL + 1)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        ws="none",
        http="h11",
        loop="asyncio",
        lifespan="on",
        h11_max_incomplete_event_size=MOST_HEADERS,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=GRACE,
    )
    uvicorn.Server(config).run(sockets=[listener])
