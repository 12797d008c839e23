"""``init``: what it finds, what it writes, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from backend_review.config import tomllib
from conftest import OFFENCE, git

APP = "from flask import Flask\n\napp = Flask(__name__)\n"
HOOKS = "# ours\nrepos:\n{m}- repo: https://example.invalid/x\n{m}  rev: v1\n{m}  hooks:\n{m}    - id: x\n"


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".git/" not in path.as_posix()
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "server.ts").write_text("import express from 'express';\nexport const app = express();\n")
    return tmp_path


def test_a_new_project(cli, root: Path) -> None:
    result = cli("init")
    assert result.code == 0
    assert "Python (1 file), TypeScript (1 file); express, flask" in result.out
    written = contents(root)
    assert yaml.safe_load(written["backend-review.yaml"]) == {"fail-on": "warning"}
    assert yaml.safe_load(written[".pre-commit-config.yaml"])["repos"][0]["hooks"] == [{"id": "backend-review"}]
    workflow = yaml.safe_load(written[".github/workflows/backend-review.yml"])
    assert workflow["permissions"] == {"contents": "read"}
    assert all(name in result.out for name in written if name.startswith((".", "backend")))
    # What it wrote is understood by what reads it.
    assert cli(".", "--format", "json").code in {0, 1}


def test_again_it_writes_nothing(cli, root: Path) -> None:
    cli("init")
    before = contents(root)
    result = cli("init", "--yes")
    assert "nothing to write" in result.out
    assert contents(root) == before


def test_nothing_that_is_there_is_touched_without_a_yes(cli, root: Path) -> None:
    (root / "pyproject.toml").write_text('[project]\nname = "x"\n')
    (root / ".pre-commit-config.yaml").write_text(HOOKS.format(m=""))
    (root / ".gitlab-ci.yml").write_text("test:\n  script: [make]\n")
    before = contents(root)
    result = cli("init", "--ci", "gitlab")
    assert contents(root) == before
    assert result.out.count("left ") == 3
    assert "[tool.backend-review]" in result.out  # what to put there by hand


@pytest.mark.parametrize("margin", ["", "  ", "    "])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_are_added_in_the_file_s_own_way(cli, root: Path, margin: str, end: str) -> None:
    (root / "pyproject.toml").write_bytes('[project]\nname = "x"\n'.replace("\n", end).encode())
    hooks = HOOKS.format(m=margin).replace("\n", end).encode()
    (root / ".pre-commit-config.yaml").write_bytes(hooks)
    (root / ".pre-commit-config.yaml").chmod(0o640)
    assert cli("init", "--yes").code == 0
    written = contents(root)
    assert tomllib.loads(written["pyproject.toml"].decode())["tool"]["backend-review"] == {"fail-on": "warning"}
    assert written[".pre-commit-config.yaml"].startswith(hooks)
    repos = yaml.safe_load(written[".pre-commit-config.yaml"])["repos"]
    assert [repo["hooks"][0]["id"] for repo in repos] == ["x", "backend-review"]
    assert (root / ".pre-commit-config.yaml").stat().st_mode & 0o777 == 0o640
    for text in (written["pyproject.toml"], written[".pre-commit-config.yaml"]):
        assert text.count(b"\n") == text.count(end.encode())


@pytest.mark.parametrize(
    "hooks",
    [
        HOOKS.format(m="") + "default_stages: [commit]\n",  # the list is not the last thing
        "repos: [{repo: local, hooks: []}]\n",
        "repos:\n- repo: local\n  hooks:\n  - id: x\n    entry: |\n      - repo: text\n",
        "repos:\n- repo: [\n",
    ],
)
def test_a_file_that_is_not_understood_is_left_to_its_owner(cli, root: Path, hooks: str) -> None:
    (root / ".pre-commit-config.yaml").write_text(hooks)
    result = cli("init", "--yes")
    assert result.code == 0
    assert (root / ".pre-commit-config.yaml").read_text() == hooks
    assert "to do    .pre-commit-config.yaml is yours" in result.out


def test_a_baseline_is_written_and_honoured(cli, root: Path) -> None:
    (root / "fetch.py").write_text(OFFENCE)
    assert cli(".", "--select", "unverified-tls").code == 1
    assert cli("init", "--baseline").code == 0
    assert cli(".", "--select", "unverified-tls").code == 0
    (root / "more.py").write_text(OFFENCE)
    result = cli(".", "--select", "unverified-tls", "--format", "json")
    assert [item["path"] for item in result.json["findings"]] == ["more.py"]


def test_a_baseline_lies_in_its_project(cli, root: Path) -> None:
    (root / "backend-review.yaml").write_text("baseline: ../elsewhere.json\n")
    result = cli(".")
    assert result.code == 2
    assert "backend-review.yaml:1: the baseline ../elsewhere.json lies outside" in result.err


def test_gitlab_s_job(cli, root: Path) -> None:
    (root / ".gitlab-ci.yml").write_text("test:\n  script: [make]\n")
    assert cli("init", "--yes", "--no-hook").code == 0
    assert "ci/gitlab.yml" in yaml.safe_load((root / ".gitlab-ci.yml").read_text())["include"][0]["remote"]
    assert not (root / ".github").exists()
    assert not (root / ".pre-commit-config.yaml").exists()
