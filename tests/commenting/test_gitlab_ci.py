"""The GitLab CI template: its file, and its script run in clones as a runner makes them."""

from __future__ import annotations

import json
import os
import subprocess

import pytest
import yaml

from commenting.test_action import PYTHON
from commenting.test_action import upstream as upstream
from conftest import CHECKOUT, git

TEMPLATE = yaml.safe_load((CHECKOUT / "ci" / "gitlab.yml").read_text())
JOB = TEMPLATE["backend-review"]
INSTALLED = "/tmp/backend-review/bin/python"


@pytest.fixture
def pipeline(tmp_path, upstream):
    """``pipeline(ref, depth)`` runs the job's script in a clone and gives its code, its output and its report."""

    def run(ref: str, depth: str, **variables: str):
        folder = tmp_path / f"clone{depth}"
        folder.mkdir()
        python = tmp_path / "python"
        python.write_text(PYTHON)
        python.chmod(0o755)
        git(folder, "init", "-q")
        git(folder, "remote", "add", "origin", upstream.as_uri())
        git(folder, "fetch", "-q", "--no-tags", f"--depth={depth}", "origin", ref)
        git(folder, "checkout", "-q", "--detach", "FETCH_HEAD")
        (script,) = JOB["script"]
        assert INSTALLED in script
        environment = {
            "CI_COMMIT_SHA": git(folder, "rev-parse", "HEAD"),
            "CI": "true",
            **TEMPLATE["variables"],
            **variables,
        }
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", script.replace(INSTALLED, str(python))],
            cwd=folder,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=120,
        )
        report = folder / JOB["artifacts"]["reports"]["codequality"]
        return done.returncode, done.stdout + done.stderr, json.loads(report.read_text()) if report.exists() else None

    return run


@pytest.mark.parametrize("depth", ["1", "50", "1000"])
def test_a_merge_request_fails_for_what_is_new_and_reports_everything(pipeline, upstream, depth) -> None:
    base = git(upstream, "merge-base", "main", "change")
    code, log, report = pipeline("refs/heads/change", depth, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert code == 1, log
    assert "new.py" in log
    assert "old.py" not in log
    # GitLab compares it with the default branch's.
    assert {"new.py", "old.py"} <= {issue["location"]["path"] for issue in report}


def test_the_default_branch_reports_everything(pipeline) -> None:
    code, log, report = pipeline("refs/heads/main", "1", BACKEND_REVIEW_FAIL_ON="never")
    assert code == 0, log
    assert "old.py" in {issue["location"]["path"] for issue in report}


def test_paths_are_parted_and_nothing_else(pipeline, tmp_path) -> None:
    sign = tmp_path / "pwned"
    code, log, _ = pipeline("refs/heads/main", "1", BACKEND_REVIEW_PATHS=f"old.py $(touch {sign}) * ;")
    assert code == 2, log
    assert not sign.exists()


@pytest.mark.parametrize("script", [*JOB["before_script"], *JOB["script"]])
def test_scripts_are_shell(script) -> None:
    for shell in ("bash", "sh"):
        done = subprocess.run([shell, "-n"], input=script, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
