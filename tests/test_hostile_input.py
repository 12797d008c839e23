"""Whatever is reviewed, the review ends, says what it could not do, and shows no traceback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend_review.backend import build
from backend_review.cli import FORMATS
from backend_review.escaping import visible
from backend_review.fingerprint import fingerprints
from backend_review.index import syntax
from backend_review.messages import fill
from backend_review.project.files import collect
from backend_review.project.source import SourceFile
from backend_review.suppressions import read_suppressions
from conftest import OFFENCE

JSON = ("--format", "json")
NAMES = st.sampled_from(["a.py", "a.js", "a.ts", "a.tsx", "a.go", "a.yaml", ".env", "a.json", "a.toml"])


def source(name: str, content: bytes) -> SourceFile:
    return SourceFile.from_content(Path("/nowhere"), name, content)


@given(NAMES, st.binary(max_size=400))
def test_any_bytes_have_lines_comments_and_an_answer(name: str, content: bytes) -> None:
    file = source(name, content)
    assert len(file.lines) == content.count(b"\n") + 1
    read_suppressions(source(name, content + b"\n# backend-review: ignore[x] nosem\n"))
    if file.language in syntax.LANGUAGES:
        line = syntax.first_error(file)
        assert line is None or 1 <= line <= len(file.lines)


@given(st.text(max_size=200))
def test_visible_text_has_no_control_characters(text: str) -> None:
    assert all(character.isprintable() for character in visible(text))


@given(st.text(max_size=60), st.dictionaries(st.just("$X"), st.text(max_size=200)))
def test_messages_are_one_line_and_bounded(template: str, metavars: dict[str, str]) -> None:
    filled = fill("a $X b", metavars)
    assert "\n" not in filled
    assert len(filled) <= 80
    fill(template, metavars)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("pq"), st.lists(st.text(max_size=5), max_size=3))))
def test_fingerprints_are_distinct_and_do_not_depend_on_white_space(places) -> None:
    names = fingerprints(places)
    assert len(set(names)) == len(names)
    spaced = [(rule, path, [f"  {line} " for line in lines]) for rule, path, lines in places]
    assert fingerprints(spaced) == names


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.integers(min_value=0, max_value=len(OFFENCE)))
def test_random_damage_never_breaks_the_review(cli, project, junk: bytes, at: int) -> None:
    root = project({"good.py": OFFENCE})
    text = OFFENCE.encode()
    (root / "bad.py").write_bytes(text[:at] + junk + text[at:])
    (root / "bad.ts").write_bytes(b"axios.get(u);" + junk)
    (root / "bad.go").write_bytes(b"package a\nfunc f() { http.Get(u) }\n" + junk)
    (root / ".env").write_bytes(b"SECRET_KEY=" + junk)
    result = cli(".", *JSON)
    assert result.code in {0, 1}
    assert "good.py" in [finding["path"] for finding in result.json["findings"]]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("deep.py", b"x = " + b"(" * 5000 + b"requests" + b")" * 5000),
        ("deep.js", b"axios;" + b"[" * 5000 + b"]" * 5000),
        ("deep.ts", b"axios;" + b"{" * 3000),
        ("deep.go", b"package http\nvar x = " + b"(" * 3000 + b"1" + b")" * 3000),
        ("long.py", b"requests = '" + b"a" * 600_000 + b"'\n"),
        ("nul.py", b"requests\x00\x00verify=False"),
        ("latin.py", "# café\nimport requests\nrequests.get('é', verify=False)\n".encode("latin-1")),
        ("bom.py", b"\xef\xbb\xbfimport requests\r\nrequests.get(u, verify=False)\r\n"),
        ("two.py", b"print 'hello'\nimport requests\nrequests.get(u, verify=False)\n"),
        ("empty.py", b""),
        ("jsx.js", b"const a = <div>{axios.get(u)}</div>;\n"),
        ("deep.yaml", b"a: " + b"[" * 5000),
        ("bomb.yaml", b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n"),
        ("deep.json", b"[" * 20000),
    ],
)
def test_odd_files(cli, project, name: str, content: bytes) -> None:
    root = project({"good.py": OFFENCE})
    (root / name).write_bytes(content)
    result = cli(".", *JSON)
    assert "good.py" in [finding["path"] for finding in result.json["findings"]]


def test_a_huge_file_is_listed_not_read(cli, project) -> None:
    root = project({"good.py": OFFENCE})
    (root / "huge.py").write_bytes(b"x = 1\n" * 400_000)
    result = cli(".", *JSON)
    assert [gap["path"] for gap in result.json["not_analysed"]] == ["huge.py"]
    assert cli(".", *JSON, "--strict").code == 3


def test_links_do_not_lead_out_of_the_project(cli, project, tmp_path_factory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.py").write_text(OFFENCE)
    root = project({"good.py": "x = 1\n"})
    (root / "link.py").symlink_to(outside / "secret.py")
    (root / "folder").symlink_to(outside)
    assert cli(".", *JSON).json["findings"] == []


def test_nothing_under_review_is_imported_or_run(cli, project) -> None:
    canary = "open('canary', 'w').write('x')\n"
    root = project({"app.py": canary, "conftest.py": canary, "setup.py": canary, "sitecustomize.py": canary})
    cli(".", *JSON)
    assert not (root / "canary").exists()


@pytest.mark.parametrize("name", ["a b.py", "ünï.py", "a'b.py", "$(touch x).py", "-x.py", "[a].py", "a%0Ab.py"])
def test_odd_names(cli, project, name: str) -> None:
    project({name: OFFENCE})
    for arguments in (["."], [f"./{name}"]):
        findings = cli(*arguments, "--select", "unverified-tls", *JSON).json["findings"]
        assert [finding["path"] for finding in findings] == [name]


def test_a_loop_with_a_condition_does_not_double_what_a_variable_may_be(tmp_path: Path) -> None:
    lines = "\n".join(
        f"    if flag {{ names = append(names, {n}) }} else {{ names = append(names, -{n}) }}" for n in range(60)
    )
    (tmp_path / "go.mod").write_text("module example.com/shop\n")
    (tmp_path / "main.go").write_text(
        'package main\n\nimport "net/http"\n\nfunc main() {\n    names := []int{1}\n' + lines + "\n"
        '    http.HandleFunc("/names", serve)\n    http.ListenAndServe(":8080", nil)\n}\n\n'
        "func serve(w http.ResponseWriter, r *http.Request) {}\n"
    )
    backend = build(collect(tmp_path, [tmp_path]).files)
    assert [found.path for found in backend.routes] == ["/names"]


@pytest.mark.parametrize("form", FORMATS)
def test_a_name_that_is_not_utf8_is_told_in_every_format(cli, project, form: str) -> None:
    root = project({"good.py": OFFENCE})
    try:
        Path(os.fsdecode(bytes(root / "bad") + b"\xff.py")).write_text(OFFENCE)
    except OSError:
        pytest.skip("this file system has no such names")
    result = cli(".", "--format", form, "--fail-on", "never", "--select", "unverified-tls")
    assert result.code == 0
    assert "its name is not UTF-8" in result.out
    assert "good.py" in result.out
