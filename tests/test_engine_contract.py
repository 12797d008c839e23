"""What we rely on from the installed engine binary; a new release that changes it fails here first."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend_review.catalog import Variant
from backend_review.engines import semgrep
from backend_review.errors import EngineError
from backend_review.project.source import SourceFile

TAINT = {
    "mode": "taint",
    "pattern-sources": [{"pattern": "source(...)"}],
    "pattern-sinks": [{"patterns": [{"pattern": "sink($X)"}, {"focus-metavariable": "$X"}]}],
}


def variant(name: str, formula: dict[str, object], languages: tuple[str, ...] = ("python",)) -> Variant:
    rule = {"id": name, "languages": list(languages), "severity": "INFO", "message": name, **formula}
    return Variant(id=name, rule=name.partition(".")[0], message="m", languages=languages, semgrep=rule)


def run(tmp_path: Path, files: dict[str, str], variants: list[Variant]) -> semgrep.EngineResult:
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    sources = [
        SourceFile(tmp_path, name, {".go": "go", ".ts": "typescript"}.get(Path(name).suffix, "python"), "production")
        for name in files
    ]
    scopes = {item.id: ("production",) for item in variants}
    return semgrep.run(variants, sources, scopes, jobs=1)


def test_flow_places_and_metavariables(tmp_path: Path) -> None:
    code = "def f():\n    a = source()\n    b = a\n    sink(b + 'x')\n"
    result = run(tmp_path, {"a.py": code}, [variant("r.taint", TAINT)])
    (match,) = result.matches
    assert (match.start.line, match.start.column) == (4, 10)
    assert match.metavars["$X"] == "b + 'x'"
    assert [step.line for step in match.trace] == [2, 2, 3, 4]


def test_constants_are_propagated(tmp_path: Path) -> None:
    code = 'KEY = "k1"\nuse(KEY)\n'
    (match,) = run(tmp_path, {"a.py": code}, [variant("r.c", {"pattern": "use($K)"})]).matches
    assert match.constants["$K"] == '"k1"'


def test_columns_count_characters_not_bytes(tmp_path: Path) -> None:
    code = 'é = "日本語"; use(é)\n'
    (match,) = run(tmp_path, {"a.py": code}, [variant("r.c", {"pattern": "use($K)"})]).matches
    assert match.start.column == 12
    assert match.metavars["$K"] == "é"


def test_languages_mix_in_one_run(tmp_path: Path) -> None:
    files = {"a.py": "use(1)\n", "b.go": "package a\n\nfunc f() { use(1) }\n", "c.ts": "use(1 as number);\n"}
    result = run(tmp_path, files, [variant("r.c", {"pattern": "use($K)"}, ("python", "go", "typescript"))])
    assert sorted(match.path for match in result.matches) == ["a.py", "b.go", "c.ts"]


def test_a_broken_rule_is_named_and_the_others_run(tmp_path: Path) -> None:
    result = run(
        tmp_path,
        {"a.py": "use(1)\nbad(1)\n"},
        [variant("r.c", {"pattern": "use($K)"}), variant("r.bad", {"pattern": "bad(("})],
    )
    assert [match.variant for match in result.matches] == ["r.c"]
    assert [problem.what for problem in result.problems] == ["r.bad"]


def test_files_no_rule_can_match_are_not_handed_over(tmp_path: Path) -> None:
    result = run(tmp_path, {"a.py": "use(1)\n", "b.py": "other(1)\n"}, [variant("r.c", {"pattern": "use($K)"})])
    assert [file.path for file in result.handed_over] == ["a.py"]


def test_a_missing_binary_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(semgrep.importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(semgrep.shutil, "which", lambda _: None)
    with pytest.raises(EngineError, match="pipx install backend-review"):
        semgrep.find_binary()


def test_a_crash_is_narrowed_down_to_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = semgrep._Session.ask

    def ask(self, batch, rules):  # type: ignore[no-untyped-def]
        return None if any(target.file.path == "b.py" for target in batch) else real(self, batch, rules)

    monkeypatch.setattr(semgrep._Session, "ask", ask)
    files = dict.fromkeys(("a.py", "b.py", "c.py"), "use(1)\n")
    result = run(tmp_path, files, [variant("r.c", {"pattern": "use($K)"})])
    assert sorted(match.path for match in result.matches) == ["a.py", "c.py"]
    assert [problem.path for problem in result.problems] == ["b.py"]
    assert [gap.path for gap in result.not_analysed] == ["b.py"]


def test_a_file_that_cannot_be_made_plain_is_read_as_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(file: SourceFile) -> bytes | None:
        raise ValueError("no such node")

    monkeypatch.setattr(semgrep, "plain", fails)
    result = run(tmp_path, {"a.ts": "use(1)\n"}, [variant("r.c", {"pattern": "use($K)"}, ("typescript",))])
    assert [match.path for match in result.matches] == ["a.ts"]
    assert [problem.path for problem in result.problems] == ["a.ts"]
