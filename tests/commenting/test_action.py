"""The action: its file, and its scripts run as a runner runs them, in clones as ``actions/checkout`` makes them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from commenting.conftest import TOKEN
from commenting.fake_github import NAME, NUMBER, OWNER, FakeGitHub
from conftest import CHECKOUT, OFFENCE, git

ACTION = yaml.safe_load((CHECKOUT / "action.yml").read_text())
STEPS = ACTION["runs"]["steps"]
SCRIPTS = [step for step in STEPS if "run" in step]
CLEAN = "def fetch(url):\n    return None\n"

# In place of a Python that makes environments: nothing is installed, the tool comes from this checkout. Options of the
# interpreter are passed on, so that a script that forgets -I imports what lies in the folder it runs in.
PYTHON = f"""#!/bin/sh
isolated=
if [ "$1" = -I ]; then isolated=-I; shift; fi
case "$1 $2" in
  "-m pip") echo "$@" >>"$CALLS"; exit 0 ;;
  "-m venv") shift; shift
    {sys.executable} $isolated -m venv --without-pip "$1"
    rm "$1"/bin/python*
    cp "$0" "$1/bin/python"; exit 0 ;;
  "-m backend_review") shift; shift
    exec {sys.executable} $isolated -c '
import runpy, sys
sys.path.append("{CHECKOUT / "src"}")
runpy.run_module("backend_review", run_name="__main__", alter_sys=True)' "$@" ;;
  *) exec {sys.executable} $isolated "$@" ;;
esac
"""


@dataclass
class Job:
    """What a runner keeps for a job."""

    folder: Path
    workspace: Path
    event: dict[str, Any] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    log: str = ""
    code: int = 0

    @property
    def summary(self) -> str:
        path = self.folder / "summary"
        return path.read_text() if path.exists() else ""

    @property
    def calls(self) -> str:
        path = self.folder / "calls"
        return path.read_text() if path.exists() else ""

    def run(self, **inputs: str) -> Job:
        """Run the action's scripts until one fails, as the runner does."""
        given = {name: str(item.get("default", "")) for name, item in ACTION["inputs"].items()}
        assert set(inputs) <= {name.replace("-", "_") for name in given}
        given |= {name.replace("_", "-"): value for name, value in inputs.items()}
        for place, step in enumerate(STEPS):
            if "run" not in step or not self._wanted(step.get("if"), given):
                continue
            output = self.folder / f"output{place}"
            output.write_text("")
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=self.workspace,
                env={
                    **os.environ,
                    "RUNNER_TEMP": str(self.folder / "temp"),
                    "GITHUB_OUTPUT": str(output),
                    "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
                    "CALLS": str(self.folder / "calls"),
                    "CI": "true",
                    **self.environment,
                    **{name: self._value(text, given) for name, text in step.get("env", {}).items()},
                },
                capture_output=True,
                text=True,
                timeout=120,
            )
            self.log += done.stdout + done.stderr
            if "id" in step:
                self.outputs[step["id"]] = dict(line.split("=", 1) for line in output.read_text().splitlines())
            self.code = done.returncode
            if self.code:
                break
        return self

    def _wanted(self, condition: str | None, inputs: dict[str, str]) -> bool:
        if condition is None:
            return True
        parts = [re.fullmatch(r"(\S+)(?: (==|!=) '(.*)')?", part) for part in condition.split(" && ")]
        results = []
        for part in parts:
            assert part, condition
            value = self._look(part.group(1), inputs)
            results.append(
                {"==": value == part.group(3), "!=": value != part.group(3), None: bool(value)}[part.group(2)]
            )
        return all(results)

    def _value(self, text: str, inputs: dict[str, str]) -> str:
        found = re.fullmatch(r"\$\{\{ (.*) \}\}", text)
        if found is None:
            return text
        return next((value for name in found.group(1).split(" || ") if (value := self._look(name, inputs))), "")

    def _look(self, name: str, inputs: dict[str, str]) -> str:
        kind, _, rest = name.partition(".")
        if kind == "inputs":
            return self._value(inputs[rest], inputs)
        if kind == "steps":
            step, _, output = rest.partition(".outputs.")
            return self.outputs.get(step, {}).get(output, "")
        if name in {"github.action_path", "github.token"}:
            return {"github.action_path": str(CHECKOUT), "github.token": TOKEN}[name]
        assert name.startswith("github.event."), name
        value: Any = self.event
        for key in rest.split(".")[1:]:
            value = value.get(key, {}) if isinstance(value, dict) else {}
        return str(value) if value else ""


@pytest.fixture
def upstream(tmp_path: Path) -> Path:
    """A repository on a server: main of many commits, a pull request with an offence, GitHub's merge of both."""
    work = tmp_path / "work"
    work.mkdir()
    git(work, "init", "-q", "-b", "main")
    (work / "pyproject.toml").write_text("")
    (work / "old.py").write_text(OFFENCE)
    (work / "new.py").write_text(CLEAN)
    git(work, "add", ".")
    git(work, "commit", "-qm", "first")
    for number in range(70):
        git(work, "commit", "-q", "--allow-empty", "-m", f"more {number}")
    git(work, "checkout", "-qb", "change")
    (work / "new.py").write_text(OFFENCE)
    git(work, "commit", "-qam", "change")
    git(work, "checkout", "-q", "main")
    for number in range(3):
        git(work, "commit", "-q", "--allow-empty", "-m", f"since {number}")
    git(work, "checkout", "-q", "--detach")
    git(work, "merge", "-q", "--no-ff", "-m", "merge", "change")
    git(work, "update-ref", "refs/pull/7/merge", "HEAD")
    git(work, "config", "uploadpack.allowAnySHA1InWant", "true")
    return work


@pytest.fixture
def job(tmp_path: Path, upstream: Path) -> Callable[..., Job]:
    """``job()`` has the merge of the pull request checked out, one commit deep; ``ref`` names something else."""

    def make(ref: str = "refs/pull/7/merge", *options: str, name: str = "job") -> Job:
        folder = tmp_path / name
        workspace = folder / "work space"
        workspace.mkdir(parents=True)
        (folder / "temp").mkdir()
        (folder / "python").write_text(PYTHON)
        (folder / "python").chmod(0o755)
        git(workspace, "init", "-q")
        git(workspace, "remote", "add", "origin", upstream.as_uri())
        git(workspace, "fetch", "-q", "--no-tags", *(options or ("--depth=1",)), "origin", ref)
        git(workspace, "checkout", "-q", "--detach", "FETCH_HEAD")
        made = Job(folder, workspace)
        head, base = git(upstream, "rev-parse", "change"), git(upstream, "rev-parse", "main~2")
        repository = {"full_name": f"{OWNER}/{NAME}"}
        made.event = {
            "pull_request": {"number": NUMBER, "base": {"sha": base}, "head": {"sha": head, "repo": repository}}
        }
        (folder / "event.json").write_text(json.dumps(made.event))
        made.environment = {"GITHUB_EVENT_PATH": str(folder / "event.json"), "GITHUB_REPOSITORY": f"{OWNER}/{NAME}"}
        return made

    return make


def run(job: Job, **inputs: str) -> Job:
    """The action with little to look for."""
    inputs.setdefault("args", "--select=unverified-tls")
    return job.run(python=str(job.folder / "python"), **inputs)


@pytest.mark.parametrize("step", SCRIPTS, ids=[step["name"] for step in SCRIPTS])
def test_scripts_are_bash_and_made_of_no_input(step: dict[str, Any]) -> None:
    assert "${{" not in step["run"]
    assert step["shell"] == "bash"
    done = subprocess.run(["bash", "-n"], input=step["run"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    # What the macOS runners' bash 3.2 does not have.
    assert not re.search(r"mapfile|readarray|declare -A|\$\{\w+(?:\^\^|,,)", step["run"])


def test_the_file_holds_together() -> None:
    assert ACTION["runs"]["using"] == "composite"
    for step in STEPS:
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step.get("uses", f"a@{'0' * 40}")), "pinned to a commit"
        for text in [*step.get("env", {}).values(), *step.get("with", {}).values(), step.get("if", "")]:
            for name in re.findall(r"inputs\.([\w-]+)", text):
                assert name in ACTION["inputs"]
    written = (CHECKOUT / "action.yml").read_text()
    assert all(f"inputs.{name}" in written for name in ACTION["inputs"])
    assert all(item["description"] for item in [*ACTION["inputs"].values(), *ACTION["outputs"].values()])


def test_a_pull_request_in_a_clone_of_one_commit(job) -> None:
    done = run(job())
    assert done.code == 1, done.log
    annotations = [line for line in done.log.splitlines() if line.startswith("::")]
    assert len(annotations) == 1
    assert annotations[0].startswith("::error file=new.py,line=5,")
    assert "new.py" in done.summary
    assert "old.py" not in done.summary
    assert json.loads(Path(done.outputs["review"]["report"]).read_text())["summary"]["findings"]["error"] == 1
    assert json.loads(Path(done.outputs["review"]["sarif"]).read_text())["version"] == "2.1.0"
    assert done.outputs["review"]["exit-code"] == "1"
    assert str(CHECKOUT) in done.calls
    assert git(done.workspace, "status", "--porcelain") == ""


@pytest.mark.parametrize("depth", ["--depth=1", "--depth=40", "--depth=1000"])
def test_the_head_itself_checked_out(job, upstream, depth) -> None:
    done = run(job("refs/heads/change", depth), fail_on="never")
    assert done.code == 0, done.log
    assert "file=new.py" in done.log
    assert "file=old.py" not in done.log
    assert done.outputs["base"]["commit"] == git(upstream, "rev-parse", "main~2")


def test_a_base_that_cannot_be_had(job) -> None:
    made = job()
    git(made.workspace, "remote", "set-url", "origin", (made.folder / "nothing").as_uri())
    done = run(made)
    assert done.code == 2
    assert "check out with 'fetch-depth: 0'" in done.log
    assert run(made, diff="none").code == 1
    assert "file=old.py" in made.log


def test_a_push_reviews_everything(job) -> None:
    made = job("refs/heads/main")
    made.event = {}
    done = run(made, annotations="false", summary="false", paths="new.py\nold.py\n")
    assert done.code == 1, done.log
    assert "::" not in done.log
    assert "old.py" in done.log
    assert done.summary == ""


def test_clean_code_passes_and_wrong_usage_does_not(job) -> None:
    made = job()
    assert run(made, fail_on="never").code == 0
    assert run(made, args="--select=no-such-rule").code == 2
    assert made.outputs["review"] == {"exit-code": "2"}
    assert run(made, version="1; touch x").code == 2
    assert run(made, version="1.2.3").code == 1
    assert "backend-review==1.2.3" in made.calls


HOSTILE = "import pathlib\npathlib.Path({place!r}).write_text('run')\n"


def test_hostile_names_and_code_do_nothing(job, tmp_path) -> None:
    made = job()
    sign = tmp_path / "pwned"
    for name in ("venv.py", "pip.py", "backend_review.py", "json.py", "sitecustomize.py", "click.py", "runpy.py"):
        (made.workspace / name).write_text(HOSTILE.format(place=str(sign)))
    words = f'$(touch {sign}) `touch {sign}` "; touch {sign}; #'
    made.event["pull_request"]["head"]["ref"] = words
    for inputs in (
        {"paths": words},
        {"paths": "--output=x\n-rf"},
        {"args": words},
        {"diff": words},
        {"diff": "--help"},
    ):
        assert run(made, **inputs).code != 0
    for field_ in ("fail_on", "version"):
        assert run(made, **{field_: words}).code == 2
    made.event["pull_request"]["base"]["sha"] = words
    assert run(made).code == 2
    assert not sign.exists()


def test_comments(job, upstream) -> None:
    made = job()
    with FakeGitHub() as hub:
        hub.head = git(upstream, "rev-parse", "change")
        hub.change("new.py", CLEAN, OFFENCE)
        made.environment |= {"GITHUB_API_URL": hub.url, "NO_PROXY": "127.0.0.1"}
        done = run(made, comment="true")
        assert done.code == 1, done.log
        assert [(item["path"], item["line"]) for item in hub.comments] == [("new.py", 5)]
        assert "1 posted" in done.log
        hub.tokens[TOKEN].write = False
        hub.comments.clear()
        made.log = ""
        assert run(made, comment="true").code == 1, "the findings decide, not the token"
        assert "the token may not comment" in made.log
        assert TOKEN not in made.log
        hub.requests.clear()
        run(made)
        assert hub.requests == []
