"""A server of a case as a process of its own, and somebody who asks it as a browser does."""

import http.client
import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager

PATIENCE = 60.0  # seconds; a small case takes three


class Browser:
    """Asks one server, with what it was given to say who it is."""

    def __init__(self, port):
        self.port, self.cookie = port, ""

    def ask(self, method, path, body=None, **headers):
        """What is answered: the answer with its text."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = {"Cookie": self.cookie, **headers}
        connection.request(method, path, body=body, headers=sent)
        answer = connection.getresponse()
        answer.text = answer.read().decode()
        connection.close()
        return answer

    def log_in(self, link):
        """Open a login link."""
        answer = self.ask("GET", link.partition(f":{self.port}")[2])
        self.cookie = (answer.headers["Set-Cookie"] or "").partition(";")[0]
        return answer

    def await_text(self, path, words):
        """The page, as soon as it holds some words."""
        end = time.monotonic() + PATIENCE
        while words not in (text := self.ask("GET", path).text):
            assert time.monotonic() < end, text
            time.sleep(0.2)
        return text


@contextmanager
def served(case, *options):
    """A server of a case on a free port: its process, its login link and its port."""
    environment = {name: value for name, value in os.environ.items() if name != "PHASELINE_SOURCES"}
    process = subprocess.Popen(
        [sys.executable, "-m", "phaseline", "serve", str(case), "--port", "0", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    try:
        link = re.search(r"http://\S+", process.stdout.readline())[0]
        yield process, link, int(re.search(r":(\d+)/", link)[1])
    finally:
        process.kill()
        process.communicate()
