"""A peer as a process that waits for lines, so that peers can take turns without starting anew."""

import subprocess
import threading
from pathlib import Path
from typing import Self

HERE = Path(__file__).resolve().parent
LIMIT = 300.0


class PeerError(Exception):
    """A peer ended, or took longer than it may."""


class Peer:
    """
    A running peer; see `worker.py` for its lines.

    Args:
        name: Its name in the table.
        command: What starts it; it is given the workload's files.
        log: Where what it says besides its answers goes.
    """

    def __init__(self, name: str, command: tuple[str, ...], log: Path) -> None:
        self.name = name
        self._log = log
        with log.open("w", encoding="utf-8") as errors:
            self._process = subprocess.Popen(  # noqa: S603  # commands of the roster
                command,
                cwd=HERE,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        try:
            while not self._line().startswith("ready"):
                pass
        except PeerError:
            self.close()
            raise

    def ask(self, line: str) -> list[float]:
        """
        Send a line, and give the numbers of the answer.

        Raises:
            PeerError: If the peer has ended, or takes too long.
        """
        assert self._process.stdin is not None  # noqa: S101  # a pipe was asked for
        try:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
        except OSError as problem:
            raise PeerError(self._why()) from problem
        return [float(word) for word in self._line().split()]

    def run(self, ladders: int, draws: int, answers: Path | None = None) -> float:
        """Evaluate a piece of the workload; give the speed [evaluations / s]."""
        seconds, count, *_ = self.ask(f"run {ladders} {draws} {answers or ''}")
        return count / seconds

    def close(self) -> None:
        """End the peer's input, and wait for it to end."""
        assert self._process.stdin is not None  # noqa: S101  # a pipe was asked for
        self._process.stdin.close()
        try:
            self._process.wait(timeout=10.0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _line(self) -> str:
        assert self._process.stdout is not None  # noqa: S101  # a pipe was asked for
        timer = threading.Timer(LIMIT, self._process.kill)
        timer.start()
        try:
            line = self._process.stdout.readline()
        finally:
            timer.cancel()
        if not line:
            raise PeerError(self._why())
        return line

    def _why(self) -> str:
        said = self._log.read_text(encoding="utf-8").strip().splitlines() or [
            "it ended without a word"
        ]
        return f"{said[-1]} (all of it: {self._log})"
