"""Fixes as a whole: what is proven is offered, what is offered is written, and nothing else changes."""

from __future__ import annotations

import ast
import difflib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from backend_review import fixing
from backend_review.finding import Problem
from backend_review.fixes import module_of
from backend_review.fixes.edits import moved_line
from backend_review.fixes.proposal import Proposal, Replacement
from backend_review.index import syntax
from backend_review.inspection import Inspection
from backend_review.project.source import SourceFile
from samples import RULES, sample_files

HERE = Path(__file__).parent
OFFENCE = "import requests\n\n\ndef fetch(url):\n    return requests.get(url, verify=False, timeout=5)\n"
MENDED = OFFENCE.replace(", verify=False", "")
FIX = ("--fix", "--unsafe-fixes", "--select", "unverified-tls")


def write(root: Path, files: dict[str, bytes]) -> None:
    for name, data in {"pyproject.toml": b"", **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)


# --- what stays as it was ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (OFFENCE.encode(), MENDED.encode()),
        (OFFENCE.replace("\n", "\r\n").encode(), MENDED.replace("\n", "\r\n").encode()),
        (b"\xef\xbb\xbf" + OFFENCE.encode(), b"\xef\xbb\xbf" + MENDED.encode()),
        (b"# coding: latin-1\n# caf\xe9\n" + OFFENCE.encode(), b"# coding: latin-1\n# caf\xe9\n" + MENDED.encode()),
        (OFFENCE.rstrip("\n").encode(), MENDED.rstrip("\n").encode()),
        (OFFENCE.replace("    ", "\t").encode(), MENDED.replace("    ", "\t").encode()),
        ("# 日本語 \U0001f600\n".encode() + OFFENCE.encode(), "# 日本語 \U0001f600\n".encode() + MENDED.encode()),
    ],
    ids=["plain", "CRLF", "BOM", "latin-1", "no end of line", "tabs", "unicode"],
)
def test_encoding_and_line_ends_stay(cli, tmp_path: Path, before: bytes, after: bytes) -> None:
    write(tmp_path, {"app.py": before})
    result = cli(".", *FIX)
    assert (result.code, result.err.strip()) == (0, "mended 1 finding in 1 file")
    assert (tmp_path / "app.py").read_bytes() == after


def test_a_file_that_may_not_be_written_is_named_and_the_others_go_on(cli, tmp_path: Path) -> None:
    write(tmp_path, {"a.py": OFFENCE.encode(), "b.py": OFFENCE.encode()})
    (tmp_path / "a.py").chmod(0o444)
    result = cli(".", *FIX, "--format", "json")
    assert result.code == 3
    assert [(item["path"], item["message"]) for item in result.json["errors"]] == [
        ("a.py", "not changed: it is read-only")
    ]
    assert [item["path"] for item in result.json["findings"]] == ["a.py"]
    assert (tmp_path / "a.py").read_text() == OFFENCE
    assert (tmp_path / "b.py").read_text() == MENDED


def test_shown_fixes_write_nothing_and_are_diffs(cli, tmp_path: Path) -> None:
    write(tmp_path, {"app.py": OFFENCE.encode()})
    result = cli(".", "--show-fixes", "--select", "unverified-tls")
    assert (tmp_path / "app.py").read_text() == OFFENCE
    assert (
        "-    return requests.get(url, verify=False, timeout=5)\n+    return requests.get(url, timeout=5)" in result.out
    )
    assert "--- a/app.py\n+++ b/app.py" in result.out


def test_findings_that_are_hidden_are_not_mended(cli, tmp_path: Path) -> None:
    quiet = OFFENCE.replace("timeout=5)", "timeout=5)  # backend-review: ignore[unverified-tls] a test server")
    write(tmp_path, {"app.py": quiet.encode()})
    cli(".", "--fix", "--unsafe-fixes")
    assert "verify=False" in (tmp_path / "app.py").read_text()


def test_standard_input_and_models_are_refused(cli, tmp_path: Path) -> None:
    write(tmp_path, {"app.py": OFFENCE.encode()})
    assert cli("--fix", "--stdin-filename", "app.py", stdin=OFFENCE).code == 2
    assert cli(".", "--fix", "--llm").code == 2


# --- what is not believed ---------------------------------------------------------------------------------------------


def _mend(monkeypatch: pytest.MonkeyPatch, text: str, fix, problems=lambda files: (), forgets=False) -> fixing.Fixes:
    """Mend findings of a made-up rule that finds the word BAD, with a fixer of the test's; ``problems`` fail."""
    from backend_review.finding import Audience, Confidence, Finding, Position, Severity

    def look(files):
        found = []
        for file in files:
            for number, line in enumerate(file.lines, 1):
                for word in ("BAD", "WORSE"):
                    if word in line:
                        place = Position(number, line.index(word) + 1)
                        found.append(
                            Finding(
                                rule=word.lower(), title="", message="", severity=Severity.ERROR,
                                confidence=Confidence.HIGH, audience=Audience.REGULAR, topic="", path=file.path,
                                start=place, end=place, snippet=line, fingerprint=f"{file.path}:{number}:{word}",
                            )
                        )  # fmt: skip
        return Inspection(findings=found, problems=list(problems(files)))

    class Module:
        pass

    Module.fix = staticmethod(fix)
    monkeypatch.setattr(fixing, "module_of", lambda rule, language: "module" if rule == "bad" else None)
    monkeypatch.setattr(fixing.importlib, "import_module", lambda name: Module)
    file = SourceFile.from_content(Path("/nowhere"), "a.py", text.encode())
    found = look([file]).findings
    seen = (lambda files: Inspection()) if forgets else look
    return fixing.mend(found, [file], seen, lambda: None, unsafe=False)


def _replaced(site, new: str) -> Proposal:
    data = site.file.data
    start = sum(len(line) + 1 for line in data.split(b"\n")[: site.finding.start.line - 1])
    place = data.index(b"BAD", start)
    return Proposal("do it", True, (Replacement(place, place + 3, new.encode()),))


@pytest.mark.parametrize("new", ["(", "BAD ", "WORSE", "x = = 1", "BAD\nBAD"])
def test_what_does_not_mend_is_not_offered(monkeypatch: pytest.MonkeyPatch, new: str) -> None:
    fixes = _mend(monkeypatch, "x = BAD\n", lambda site: _replaced(site, new))
    assert (fixes.proven, fixes.mended) == ({}, [])
    assert fixes.unproven == {"bad": 1}


@pytest.mark.parametrize("path", ["a.py", None])
def test_where_the_rules_could_not_look_nothing_is_proven(monkeypatch: pytest.MonkeyPatch, path: str | None) -> None:
    """An engine that fails on the edited file finds nothing in it, too."""

    def problems(files):
        return [Problem("semgrep", "crashed", path)] if any("BAD" not in file.text for file in files) else []

    fixes = _mend(monkeypatch, "x = BAD\n", lambda site: _replaced(site, "1"), problems)
    assert (fixes.proven, fixes.mended) == ({}, [])
    assert fixes.unproven == {"bad": 1}


def test_what_could_not_be_looked_at_before_either_is_no_obstacle(monkeypatch: pytest.MonkeyPatch) -> None:
    problems = [Problem("own-rule", "the engine cannot read this rule", None)]
    fixes = _mend(monkeypatch, "x = BAD\n", lambda site: _replaced(site, "1"), lambda files: problems)
    assert fixes.mended[0].data == b"x = 1\n"


def test_another_finding_that_goes_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The edit mends the second line, the finding is in the first."""

    def fix(site):
        place = site.file.data.rindex(b"BAD")
        return Proposal("do it", True, (Replacement(place, place + 3, b"1"),)) if site.finding.start.line == 1 else None

    fixes = _mend(monkeypatch, "x = BAD\ny = BAD\n", fix)
    assert (fixes.proven, fixes.mended) == ({}, [])


def test_a_finding_that_moves_to_where_another_was_is_not_that_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line goes, and the next one has a finding of the same rule: it is in the first one's place now."""

    def fix(site):
        return Proposal("do it", True, (Replacement(0, 8, b""),)) if site.finding.start.line == 1 else None

    fixes = _mend(monkeypatch, "x = BAD\ny = BAD\n", fix)
    assert fixes.mended[0].data == b"y = BAD\n"


def test_a_finding_that_the_rules_do_not_repeat_is_not_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    """What only a review of more files found is not proven gone by one of this file."""
    fixes = _mend(monkeypatch, "x = BAD\n", lambda site: _replaced(site, "1"), forgets=True)
    assert (fixes.proven, fixes.mended) == ({}, [])
    assert fixes.unproven == {"bad": 1}


@pytest.mark.parametrize(
    ("edits", "line", "moved"),
    [
        ([(0, 0, b"import x\n")], 1, 2),  # put in before the line
        ([(2, 3, b"B\nB")], 2, 2),  # in the line: its first line is meant
        ([(4, 4, b"\n\n")], 2, 2),  # after it
        ([(0, 2, b"")], 2, 1),
        ([(0, 0, b"import x\n"), (0, 0, b"import x\n")], 1, 2),  # told twice, put in once
    ],
)
def test_lines_move_with_edits(edits: list[tuple[int, int, bytes]], line: int, moved: int) -> None:
    assert moved_line(b"a\nb\nc\n", [Replacement(*edit) for edit in edits], line) == moved


def test_one_bad_edit_costs_itself_only(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(f"x{number} = BAD\n" for number in range(9))
    fixes = _mend(monkeypatch, text, lambda site: _replaced(site, "((" if site.finding.start.line == 5 else "1"))
    assert fixes.mended[0].data.decode() == text.replace("BAD", "1").replace("x4 = 1", "x4 = BAD")
    assert fixes.unproven == {"bad": 1}


def test_a_fixer_that_fails_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fix(site):
        if site.finding.start.line == 1:
            raise RecursionError("too deep")
        return _replaced(site, "1")

    fixes = _mend(monkeypatch, "x = BAD\ny = BAD\n", fix)
    assert fixes.mended[0].data == b"x = BAD\ny = 1\n"
    assert fixes.crashed == ["bad at a.py:1: RecursionError: too deep"]


def test_overlapping_edits_wait_for_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    def fix(site):
        proposal = _replaced(site, "1")
        # Each also rewrites the first line.
        first = site.file.data.index(b"\n")
        return Proposal(
            "", True, (Replacement(0, first, site.file.data[:first] + b"%d" % site.finding.start.line), *proposal.edits)
        )

    fixes = _mend(monkeypatch, "# head\nx = BAD\ny = BAD\nz = BAD\n", fix)
    assert fixes.mended[0].data == b"# head234\nx = 1\ny = 1\nz = 1\n"
    assert len(fixes.mended[0].mended) == 3


def test_what_stands_only_after_another_edit_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit that breaks the file together with its neighbour's, and mends what that leaves."""

    def fix(site):
        if site.finding.start.line == 1:
            return _replaced(site, "1")
        return _replaced(site, "2" if b"BAD" not in site.file.data.split(b"\n")[0] else "((")

    fixes = _mend(monkeypatch, "x = BAD\ny = BAD\n", fix)
    assert fixes.mended[0].data == b"x = 1\ny = 2\n"
    assert fixes.unproven == {}


def test_an_edit_outside_of_the_file_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    fixes = _mend(monkeypatch, "x = BAD\n", lambda site: Proposal("", True, (Replacement(90, 91, b""),)))
    assert fixes.mended == []


# --- programs made of samples -----------------------------------------------------------------------------------------

_SUFFIXES = {".py": "python", ".js": "javascript", ".ts": "javascript", ".go": "go"}


def _programs() -> list[tuple[str, Path]]:
    """The sample files for which there is a fixer, with their rules."""
    found = []
    for folder in sorted(path.parent for path in RULES.glob("*/*/rule.yaml")):
        for path in sample_files(folder):
            language = _SUFFIXES.get(path.suffix, "")
            if path.parent == folder / "samples" and language and module_of(folder.name, language):
                found.append((folder.name, path))
    return found


PROGRAMS = _programs()


def _applied(text: str, edits: list[dict]) -> tuple[str, set[int]]:
    """The text with edits of the public JSON in place, and the lines of the old text that they speak of."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    lines: set[int] = set()
    for edit in sorted(edits, key=lambda edit: (edit["start"]["line"], edit["start"]["column"]), reverse=True):
        start = starts[edit["start"]["line"] - 1] + edit["start"]["column"] - 1
        end = starts[edit["end"]["line"] - 1] + edit["end"]["column"] - 1
        text = text[:start] + edit["text"] + text[end:]
        lines |= set(range(edit["start"]["line"], edit["end"]["line"] + 1))
    return text, lines


def _changed(before: str, after: str) -> set[int]:
    """The lines of the old text that a diff touches; an insertion counts as the line after it."""
    found: set[int] = set()
    matcher = difflib.SequenceMatcher(None, before.split("\n"), after.split("\n"), autojunk=False)
    for kind, start, end, _, _ in matcher.get_opcodes():
        if kind != "equal":
            found |= set(range(start + 1, max(end, start + 1) + 1))
    return found


def _key(finding: dict) -> tuple[str, str]:
    return finding["path"], finding["rule"]


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.reuse, Phase.generate])
@given(
    st.lists(st.sampled_from(PROGRAMS), min_size=4, max_size=12, unique=True),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_every_proven_fix_mends_its_finding_and_nothing_else(cli, tmp_path_factory, chosen, end, moved) -> None:
    root = tmp_path_factory.mktemp("program")
    write(root, {})
    for rule, path in chosen:
        text = path.read_bytes().decode().replace("\r\n", "\n")
        if moved and path.suffix != ".go":
            text = ("# moved\n" if path.suffix == ".py" else "// moved\n") + text
        (root / f"{rule}_{path.stem}").mkdir()
        (root / f"{rule}_{path.stem}" / path.name).write_bytes(text.replace("\n", end).encode())
    options = ("--select", ",".join(sorted({rule for rule, _ in chosen})), "--audience", "pedantic", "--format", "json")
    before = {path: path.read_bytes().decode() for path in root.rglob("*.*") if path.is_file()}
    shown = cli(".", *options, "--show-fixes", cwd=root)
    assert "a fix failed" not in shown.err
    assert {path: path.read_bytes().decode() for path in before} == before
    fixable = [item for item in shown.json["findings"] if item.get("fix")]
    run = cli(".", *options, "--fix", "--unsafe-fixes", cwd=root)
    once = {path: path.read_bytes() for path in before}
    # Once more there is nothing to do.
    again = cli(".", *options, "--fix", "--unsafe-fixes", cwd=root)
    assert {path: path.read_bytes() for path in before} == once
    # What --fix says is left is what a new run finds, and it is what had no fix (or one that had to wait).
    assert sorted(map(_key, run.json["findings"])) == sorted(map(_key, again.json["findings"]))
    assert len(again.json["findings"]) <= len(shown.json["findings"]) - len(fixable)
    for path, old in before.items():
        new = path.read_bytes().decode()
        name = path.relative_to(root).as_posix()
        edits = [edit for item in fixable if item["path"] == name for edit in item["fix"]["edits"]]
        if not edits:
            continue
        assert new != old
        for item in fixable:
            if item["path"] == name:
                edited, lines = _applied(old, item["fix"]["edits"])
                assert all({line - 1, line, line + 1} & lines for line in _changed(old, edited))
        if path.suffix == ".py":
            ast.parse(new)
        file = SourceFile.from_content(root, name, new.encode())
        was = SourceFile.from_content(root, name, old.encode())
        assert syntax.first_error(file) is None or syntax.first_error(was) is not None
        assert new.count("\r\n") == (new.count("\n") if end == "\r\n" else 0)
