"""What the tests share: the command line as a person calls it, and small projects to review."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from forking import POSSIBLE, Template

TIMEOUT = 120  # seconds
CHECKOUT = Path(__file__).resolve().parent.parent

# Microsoft's Jest matcher ships the OASIS schema; it is taken from there because the schema's own licence is not ours.
SCHEMA_PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"
OFFENCE = """\
import requests


def fetch(url):
    return requests.get(url, verify=False, timeout=5)
"""


@dataclass
class Result:
    """What a run printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def rules(self) -> list[str]:
        return [finding["rule"] for finding in self.json["findings"]]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache folder for the test run, so that no test sees another checkout's."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)


@pytest.fixture(scope="session")
def template() -> Iterator[Template]:
    """A process with the tool's modules in memory, where processes can be forked."""
    started = Template()
    yield started
    started.close()


@pytest.fixture
def cli(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[..., Result]:
    """``cli("src", "--format", "json", stdin=…, cwd=…)`` runs the tool in the test's folder.

    With an environment of its own, which may speak to Python itself, the process is started from nothing.
    """

    def run(*arguments: str, stdin: str | None = None, cwd: Path | None = None, **environment: str) -> Result:
        if POSSIBLE and not environment:
            shared: Template = request.getfixturevalue("template")
            result = Result(*shared.run(arguments, cwd or tmp_path, os.environ, stdin, TIMEOUT))
            assert "Traceback" not in result.err, result.err
            return result
        done = subprocess.run(
            [sys.executable, "-m", "backend_review", *arguments],
            cwd=cwd or tmp_path,
            input=stdin,
            stdin=None if stdin is not None else subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, **environment},
            timeout=TIMEOUT,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Result(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def project(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """``project({"app.py": text})`` writes files below the test's folder, and the manifest that makes it a project."""

    def write(files: dict[str, str]) -> Path:
        for name, text in {"pyproject.toml": "", **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture(scope="session")
def sarif_schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The schema of SARIF 2.1.0 as OASIS publishes it."""
    if shutil.which("npm") is None:
        pytest.skip("needs npm, for the official SARIF schema")
    folder = tmp_path_factory.mktemp("schema")
    done = subprocess.run(["npm", "pack", "--silent", SCHEMA_PACKAGE], cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        pytest.skip(f"npm cannot bring {SCHEMA_PACKAGE}: {done.stderr.strip()[-200:]}")
    with tarfile.open(folder / done.stdout.split()[-1]) as archive:
        return json.load(archive.extractfile("package/lib/schemas/sarif-2.1.0-rtm.5.json"))


def git(folder: Path, *arguments: str, stdin: str | None = None) -> str:
    """Run git in a folder as a committer without a name of their own."""
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.invalid", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, input=stdin, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
