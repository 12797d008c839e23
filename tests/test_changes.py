"""What is new since the base: also in files that did not change, under other names, and in every kind of clone."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from backend_review.catalog import Catalog, load_catalog
from backend_review.inspection import _dependent
from conftest import OFFENCE, git

JSON = ("--format", "json", "--audience", "pedantic")
INJECTION = ("--select", "sql-injection", "--format", "json")

STORE = """\
import sqlite3


def find(connection: sqlite3.Connection, name):
    return connection.execute(f"SELECT id FROM users WHERE name = '{name}'").fetchall()
"""
SAFE_VIEW = """\
from flask import Flask, request
from store import find

app = Flask(__name__)


@app.get("/users")
def users():
    return find(connection, "admin")
"""
UNSAFE_VIEW = SAFE_VIEW.replace('"admin"', 'request.args["name"]')


def repository(project, files) -> Path:
    root = project(files)
    git(root, "init", "-q", "-b", "main")
    commit(root, "base")
    return root


def commit(root: Path, message: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", message)


def places(result) -> list[tuple[str, str, int]]:
    return [(item["rule"], item["path"], item["start"]["line"]) for item in result.json["findings"]]


def test_a_defect_that_shows_up_in_an_unchanged_file_is_new(cli, project) -> None:
    repository(project, {"store.py": STORE, "views.py": SAFE_VIEW})
    assert places(cli(".", *INJECTION, "--diff", "HEAD")) == []
    project({"views.py": UNSAFE_VIEW})
    whole = places(cli(".", *INJECTION))
    assert [path for _, path, _ in whole] == ["store.py"]
    assert places(cli(".", *INJECTION, "--diff", "HEAD")) == whole


def test_what_was_there_before_is_not_new_when_another_way_to_it_changes(cli, project) -> None:
    repository(project, {"store.py": STORE, "views.py": UNSAFE_VIEW})
    project({"views.py": UNSAFE_VIEW.replace("/users", "/people")})
    result = cli(".", *INJECTION, "--diff", "HEAD")
    assert places(result) == []
    assert result.json["summary"]["hidden"] == {"already in the base": 1}


@pytest.mark.parametrize("tell_git", [True, False])
def test_a_file_that_others_import_is_renamed(cli, project, tell_git: bool) -> None:
    root = repository(project, {"store.py": STORE, "views.py": UNSAFE_VIEW})
    (root / "store.py").rename(root / "queries.py")
    project({"queries.py": STORE + "\n\nLIMIT = 5\n", "views.py": UNSAFE_VIEW.replace("from store", "from queries")})
    if tell_git:
        git(root, "add", "-A")
    assert [path for _, path, _ in places(cli(".", *INJECTION))] == ["queries.py"]
    assert places(cli(".", *INJECTION, "--diff", "main")) == []


def test_a_line_that_one_part_of_a_rule_found_before_and_another_finds_now_is_not_new(cli, project) -> None:
    repository(project, {"store.py": STORE, "moved.py": STORE, "views.py": UNSAFE_VIEW})
    before = places(cli(".", *INJECTION))
    project({"views.py": UNSAFE_VIEW.replace("from store", "from moved")})
    new = places(cli(".", *INJECTION, "--diff", "main"))
    assert set(new) == set(places(cli(".", *INJECTION))) - set(before)


def test_a_comment_that_is_taken_away_brings_its_finding(cli, project) -> None:
    quiet = OFFENCE.replace("timeout=5)", "timeout=5)  # backend-review: ignore[unverified-tls] a test server")
    repository(project, {"app.py": quiet})
    project({"app.py": OFFENCE})
    assert [rule for rule, _, _ in places(cli(".", "--format", "json", "--diff", "main"))] == ["unverified-tls"]


def test_a_library_that_is_new_makes_its_rules_speak_of_old_files(cli, project) -> None:
    repository(project, {"run.py": "from server import app\n\napp.debug = True\n", "requirements.txt": "gunicorn\n"})
    debug = ("--select", "debug-enabled", "--format", "json")
    assert places(cli(".", *debug)) == []
    project({"requirements.txt": "gunicorn\nflask\n"})
    assert places(cli(".", *debug, "--diff", "main")) == [("debug-enabled", "run.py", 3)]


def test_what_single_files_say_is_asked_of_changed_files_only(cli, project) -> None:
    repository(project, {"app.py": OFFENCE, "other.py": OFFENCE})
    project({"app.py": "# moved\n" + OFFENCE})
    options = ("--select", "unverified-tls", "--format", "json", "--stats")
    assert cli(".", *options).json["stats"]["files matched"] == 2
    assert cli(".", *options, "--diff", "main").json["stats"]["files matched"] == 1


def test_rules_that_hide_what_hangs_on_other_files_are_asked_everywhere() -> None:
    known = load_catalog()
    assert "weak-hash" not in _dependent(known)
    hiding = msgspec.structs.replace(known.rules["weak-hash"], supersedes=("sql-injection",))
    assert "weak-hash" in _dependent(Catalog({**known.rules, "weak-hash": hiding}))


def test_standard_input_is_compared_with_the_base(cli, project) -> None:
    """An editor's text differs from the file on disk, which is as it was in the base."""
    repository(project, {"app.py": "x = 1\n", "old.py": OFFENCE})
    options = ("--select", "unverified-tls", "--format", "json", "--diff", "main", "--stdin-filename")
    assert places(cli(*options, "app.py", stdin=OFFENCE)) == [("unverified-tls", "app.py", 5)]
    assert places(cli(*options, "old.py", stdin="# moved\n" + OFFENCE)) == []


def test_staged_is_what_the_next_commit_would_bring(cli, project) -> None:
    root = repository(project, {"app.py": "x = 1\n", "other.py": "x = 1\n"})
    project({"app.py": OFFENCE, "other.py": OFFENCE, "new.py": OFFENCE})
    git(root, "add", "app.py")
    project({"app.py": "x = 2\n"})  # mended, but not staged
    result = cli(".", "--select", "unverified-tls", "--format", "json", "--staged")
    assert places(result) == [("unverified-tls", "app.py", 5)]
    assert cli(".", "--staged", "--diff", "main").code == 2


def test_staged_code_is_not_mended_on_disk(cli, project) -> None:
    root = repository(project, {"app.py": "x = 1\n"})
    project({"app.py": OFFENCE})
    git(root, "add", "app.py")
    project({"app.py": OFFENCE + "\n# more\n"})
    cli(".", "--select", "unverified-tls", "--staged", "--fix", "--unsafe-fixes")
    assert (root / "app.py").read_text() == OFFENCE + "\n# more\n"


def test_a_conflict_is_named(cli, project) -> None:
    root = repository(project, {"app.py": "x = 1\n"})
    git(root, "checkout", "-qb", "other")
    project({"app.py": "x = 2\n"})
    commit(root, "other")
    git(root, "checkout", "-q", "main")
    project({"app.py": "x = 3\n"})
    commit(root, "main")
    with pytest.raises(subprocess.CalledProcessError):
        git(root, "merge", "-q", "other")
    result = cli(".", "--staged")
    assert result.code == 2
    assert "app.py has conflicts" in result.err


def test_a_shallow_clone_says_what_to_fetch(cli, project, tmp_path: Path) -> None:
    root = repository(project, {"origin/app.py": OFFENCE})
    git(root, "checkout", "-qb", "feature")
    project({"origin/new.py": OFFENCE})
    commit(root, "feature")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth=1", "--branch", "feature", f"file://{root}", str(clone))
    result = cli("clone", "--diff", "origin/main")
    assert result.code == 2
    assert "git fetch origin +refs/heads/main:refs/remotes/origin/main" in result.err
    assert "shallow" in result.err
    git(clone, "fetch", "-q", "--depth=1", "origin", "+refs/heads/main:refs/remotes/origin/main")
    result = cli("clone", "--diff", "origin/main")
    assert result.code == 2
    assert "git fetch --unshallow" in result.err
    git(clone, "fetch", "-q", "--unshallow")
    result = cli("clone", "--select", "unverified-tls", "--format", "json", "--diff", "origin/main")
    assert [path for _, path, _ in places(result)] == ["origin/new.py"]


def test_a_partial_clone_says_what_to_fetch(cli, project, tmp_path: Path) -> None:
    root = repository(project, {"app.py": OFFENCE})
    git(root, "config", "uploadpack.allowFilter", "true")
    project({"app.py": OFFENCE + "\n# changed\n"})
    commit(root, "changed")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{root}", str(clone))
    result = cli("clone", "--diff", "HEAD~1")
    assert result.code == 2
    assert "git fetch --refetch" in result.err


def test_a_work_tree_beside_the_first(cli, project, tmp_path: Path) -> None:
    root = repository(project, {"app.py": OFFENCE})
    beside = tmp_path / "beside"
    git(root, "worktree", "add", "-q", "-b", "feature", str(beside))
    (beside / "new.py").write_text(OFFENCE)
    result = cli(".", "--select", "unverified-tls", "--format", "json", "--diff", "main", cwd=beside)
    assert [path for _, path, _ in places(result)] == ["new.py"]


def test_a_submodule_is_a_project_of_its_own(cli, project, tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    (library / "lib.py").write_text(OFFENCE)
    git(library, "init", "-q", "-b", "main")
    commit(library, "library")
    outer = tmp_path / "outer"
    outer.mkdir()
    (outer / "app.py").write_text(OFFENCE)
    git(outer, "init", "-q", "-b", "main")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(library), "lib")
    commit(outer, "outer")
    (outer / "lib" / "new.py").write_text(OFFENCE)
    (outer / "new.py").write_text(OFFENCE)
    options = ("--select", "unverified-tls", "--format", "json", "--diff", "HEAD")
    assert [path for _, path, _ in places(cli(".", *options, cwd=outer))] == ["new.py"]
    assert [path for _, path, _ in places(cli(".", *options, cwd=outer / "lib"))] == ["new.py"]


def test_names_out_of_git_stay_in_their_folder(cli, project, tmp_path: Path) -> None:
    """Trees can be made by hand: a name that leads out of the folder is not written."""
    root = repository(project, {"app.py": "x = 1\n"})
    blob = git(root, "hash-object", "-w", "app.py").strip()
    inner = git(root, "mktree", stdin=f"100644 blob {blob}\tescaped.py\n")
    # Out of the base's folder, and out of the one around it, which is taken away in the end.
    middle = git(root, "mktree", stdin=f"040000 tree {inner}\t..\n")
    outer = git(root, "mktree", stdin=f"040000 tree {middle}\t..\n100644 blob {blob}\tapp.py\n")
    made = git(root, "commit-tree", outer, "-p", "HEAD", "-m", "hostile").strip()
    git(root, "branch", "hostile", made)
    git(root, "update-ref", "refs/heads/main", made)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    assert cli(".", "--diff", "HEAD", TMPDIR=str(temporary)).code in {0, 1}
    assert list(temporary.rglob("escaped.py")) == []


def test_files_that_share_blank_lines_only_are_two_files(cli, project) -> None:
    root = repository(project, {"views.py": SAFE_VIEW, "jobs.py": OFFENCE})
    (root / "views.py").unlink()
    project({"app.py": "# new\n\n" + OFFENCE})
    result = cli(".", "--select", "unverified-tls", "--format", "json", "--diff", "main")
    assert [path for _, path, _ in places(result)] == ["app.py"]


_PIECES = {
    "store.py": [STORE, STORE.replace("f\"SELECT id FROM users WHERE name = '{name}'\"", '"SELECT 1"'), ""],
    "views.py": [SAFE_VIEW, UNSAFE_VIEW, "", UNSAFE_VIEW.replace("from store", "from moved")],
    "moved.py": ["", STORE, "# first\n" + STORE],
    "app.py": [OFFENCE, "# moved\n\n" + OFFENCE, OFFENCE + OFFENCE, ""],
    "jobs/run.py": [
        OFFENCE,
        OFFENCE.replace("timeout=5)", "timeout=5)  # backend-review: ignore[unverified-tls] why"),
        "",
    ],
    "requirements.txt": ["flask\n", "flask\nrequests\n"],
}
_STATES = st.fixed_dictionaries({name: st.sampled_from(texts) for name, texts in _PIECES.items()})


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.reuse, Phase.generate])
@given(_STATES, _STATES)
def test_the_change_brings_what_head_has_and_the_base_has_not(cli, tmp_path: Path, before, after) -> None:
    """``--diff`` equals a full review of head, less one of the base, each finding by its fingerprint there."""
    root = tmp_path / "repository"
    shutil.rmtree(root, ignore_errors=True)

    def put(files: dict[str, str]) -> None:
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).unlink(missing_ok=True)
            if text:
                (root / name).write_text(text)

    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    put(before)
    commit(root, "base")
    base = {item["fingerprint"] for item in cli(".", *JSON, cwd=root).json["findings"]}
    put(after)
    head = {item["fingerprint"]: item["path"] for item in cli(".", *JSON, cwd=root).json["findings"]}
    new = {item["fingerprint"] for item in cli(".", *JSON, "--diff", "main", cwd=root).json["findings"]}
    expected = set(head) - base
    # What moved with its file has another fingerprint in head, and is not new.
    renamed = {name for name in after if after[name] and not before[name]}
    assert new <= expected
    assert {name for name in expected - new if head[name] not in renamed} == set()
