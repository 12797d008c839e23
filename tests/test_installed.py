"""What people install: the wheel in a fresh environment, and the hook through the real pre-commit.

Neither test needs the network: the environments see the libraries that are installed beside the tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from conftest import CHECKOUT, OFFENCE, git

LIBRARIES = sysconfig.get_paths()["purelib"]


def copy_of_checkout(folder: Path) -> Path:
    """The checkout as git would ship it, without what is ignored."""
    names = git(CHECKOUT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    for name in filter(None, names):
        source = CHECKOUT / name
        if source.is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, folder / name)
    return folder


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = copy_of_checkout(tmp_path_factory.mktemp("source"))
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-q", "-w", str(target), "."]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (built,) = target.glob("*.whl")
    return built


def test_the_wheel_carries_rules_and_agents(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (CHECKOUT / "rules").rglob("*.yaml"):
        inside = "backend_review/data/rules/" + path.relative_to(CHECKOUT / "rules").as_posix()
        assert (inside in names) or "/samples/" in inside, inside
    assert "backend_review/data/agents/backend-developer.md" in names
    assert not [name for name in names if "/samples/" in name], "samples are for authors, not for users"
    assert "backend_review/py.typed" in names


def test_an_installed_wheel_reviews(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    binaries = home / ("Scripts" if os.name == "nt" else "bin")
    python = str(binaries / "python")
    install = [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "-q", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    # Beside the new package only the libraries of this environment, not its editable checkout of the tool.
    site = next(home.glob("lib/python*/site-packages"), home / "Lib" / "site-packages")
    (site / "libraries.pth").write_text(LIBRARIES + "\n")
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "app.py").write_text(OFFENCE)
    environment = {**os.environ, "PYTHONPATH": ""}
    where = [python, "-c", "import backend_review.resources as r; print(r.data_dir('rules'))"]
    folder = subprocess.run(where, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout
    assert str(home) in folder
    done = subprocess.run(
        [str(binaries / "backend-review"), "app.py"], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 1, done.stderr
    assert "unverified-tls" in done.stdout


def test_the_hook_in_a_scratch_repository(tmp_path: Path) -> None:
    """pre-commit clones the tool, makes an environment, and blocks the commit of an offence."""
    tool = copy_of_checkout(tmp_path / "tool")
    git(tool, "init", "-q")
    git(tool, "add", "-A")
    git(tool, "commit", "-qm", "tool")
    revision = git(tool, "rev-parse", "HEAD")

    repository = tmp_path / "repository"
    repository.mkdir()
    git(repository, "init", "-q")
    (repository / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {tool}\n  rev: {revision}\n  hooks:\n  - id: backend-review\n"
    )
    (repository / "app.py").write_text(OFFENCE)
    (repository / "fine.py").write_text("x = 1\n")
    git(repository, "add", "-A")

    environment = {
        **os.environ,
        "PRE_COMMIT_HOME": str(tmp_path / "home"),
        # The hook's environment uses the libraries installed here instead of fetching them again.
        "PYTHONPATH": LIBRARIES,
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }

    def hook() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pre_commit", "run", "--all-files"]
        return subprocess.run(command, cwd=repository, env=environment, capture_output=True, text=True)

    blocked = hook()
    assert blocked.returncode == 1, blocked.stdout + blocked.stderr
    assert "app.py" in blocked.stdout
    assert "unverified-tls" in blocked.stdout
    assert "fine.py" not in blocked.stdout

    (repository / "app.py").write_text(OFFENCE.replace("verify=False, ", ""))
    git(repository, "add", "-A")
    passed = hook()
    assert passed.returncode == 0, passed.stdout + passed.stderr
