"""`phaseline run CASE --pdf`: printed by a browser on the PATH, or refused before any work."""

import sys

import pytest

from phaseline.brief.lint import BriefFault
from phaseline.cli import printing

pytestmark = pytest.mark.slow  # whole commands are asked


def put_browser(folder, monkeypatch, *, prints):
    """Put a program with a browser's name on the PATH, alone; it prints a page or nothing."""
    script = folder / "chromium"
    line = 'open(place, "w").write("%PDF-1.7 " + sys.argv[-1])' if prints else "pass"
    script.write_text(
        f"#!{sys.executable}\nimport sys\nplace = next(a.partition('=')[2] for a in sys.argv"
        f" if a.startswith('--print-to-pdf='))\n{line}\n",
        encoding="utf-8",
    )
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def test_the_pdf_stands_beside_the_page(phaseline, tmp_path, monkeypatch):
    """The last line is its path, and it is the page that was printed."""
    put_browser(tmp_path, monkeypatch, prints=True)
    out = tmp_path / "out"

    ran = phaseline("run", "strait", "--no-game", "--pdf", "--out", str(out))

    assert ran.status == 0
    assert ran.out.splitlines()[-1] == f"brief: {out / 'brief.pdf'}"
    page = (out / "brief.html").as_uri()
    assert (out / "brief.pdf").read_text(encoding="utf-8") == f"%PDF-1.7 {page}"
    assert sorted(path.name for path in out.iterdir()) == ["answer.json", "brief.html", "brief.pdf"]


def test_without_a_browser_nothing_is_begun(phaseline, tmp_path, monkeypatch):
    """What to install is said, and no file is written."""
    monkeypatch.setenv("PATH", str(tmp_path))

    ran = phaseline("run", "strait", "--pdf", "--out", str(tmp_path / "out"))

    assert ran.status == 2
    assert "install chromium" in ran.err
    assert not (tmp_path / "out").exists()


def test_a_browser_that_prints_nothing_is_told(phaseline, tmp_path, monkeypatch):
    """The page and the answer are written all the same."""
    put_browser(tmp_path, monkeypatch, prints=False)
    out = tmp_path / "out"

    ran = phaseline("run", "strait", "--no-game", "--pdf", "--out", str(out))

    assert ran.status != 0
    assert "printed nothing" in ran.err
    assert sorted(path.name for path in out.iterdir()) == ["answer.json", "brief.html"]


def test_faults_of_a_brief_are_warnings(capsys, monkeypatch):
    """Five are named, the rest are counted."""
    faults = tuple(BriefFault(rule="a rule", says=f"says {n}", where="law") for n in range(7))
    monkeypatch.setattr(printing, "lint", lambda *_: faults)

    printing.warn_of_faults(None, "", {})

    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "phaseline: warning: brief: a rule (law): says 0"
    assert (len(lines), lines[-1]) == (6, "phaseline: warning: brief: and 2 more")
