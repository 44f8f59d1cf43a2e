"""An application of ASGI asked in this process, as a server asks it."""

import asyncio
from types import SimpleNamespace

HOST = "127.0.0.1:8020"


def ask(app, path="/brief", **how):
    """What an application answers to one request, as `answered` gives it."""
    return asyncio.run(answered(app, path, **how))


async def answered(
    app, path="/brief", *, method="GET", query=b"", headers=(), body=(b"",), seconds=None
):
    """
    What an application answers to one request: status, headers and text.

    The parts of the body arrive one by one, each after so many seconds; a pair of headers takes the
    place of the usual `Host` where it names that.
    """
    named = {name.lower() for name, _ in headers}
    usual = [] if "host" in named else [("Host", HOST)]
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "scheme": "http",
        "http_version": "1.1",
        "query_string": query,
        "headers": [
            (name.lower().encode("latin-1"), value.encode("latin-1"))
            for name, value in (*usual, *headers)
        ],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8020),
    }
    waiting, sent, is_over = list(body), [], asyncio.Event()

    async def receive():
        if is_over.is_set():  # a browser that has sent all stays, and says nothing
            await asyncio.Event().wait()
        if seconds:
            await asyncio.sleep(seconds)
        part = waiting.pop(0) if waiting else b""
        if not waiting:
            is_over.set()
        return {"type": "http.request", "body": part, "more_body": bool(waiting)}

    async def send(message):
        sent.append(message)

    await app(scope, receive, send)
    start = sent[0]
    return SimpleNamespace(
        status=start["status"],
        headers={name.decode(): value.decode() for name, value in start["headers"]},
        text=b"".join(message.get("body", b"") for message in sent[1:]).decode(),
    )
