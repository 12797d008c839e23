"""Only what is new: against a commit, or against a file of accepted findings."""

from __future__ import annotations

import json

from conftest import OFFENCE, git

JSON = ("--select", "unverified-tls", "--format", "json")
TWO = OFFENCE + "\n\ndef other(url):\n    return requests.post(url, verify=False, timeout=5)\n"


def commit(root, message: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", message)


def repository(project, files):
    root = project(files)
    git(root, "init", "-q", "-b", "main")
    commit(root, "base")
    return root


def test_only_new_findings(cli, project) -> None:
    repository(project, {"app.py": OFFENCE, "other.py": OFFENCE})
    project({"app.py": "# moved down\n\n" + TWO})
    result = cli(".", *JSON, "--diff", "main")
    assert [(finding["path"], finding["start"]["line"]) for finding in result.json["findings"]] == [("app.py", 11)]
    assert result.json["summary"]["hidden"] == {"already in the base": 1}


def test_a_renamed_file_brings_nothing_new(cli, project) -> None:
    root = repository(project, {"app.py": TWO})
    git(root, "mv", "app.py", "renamed.py")
    assert cli(".", *JSON, "--diff", "main").json["findings"] == []


def test_untracked_files_are_new(cli, project) -> None:
    repository(project, {"app.py": "x = 1\n"})
    project({"new.py": OFFENCE})
    assert [finding["path"] for finding in cli(".", *JSON, "--diff", "main").json["findings"]] == ["new.py"]


def test_the_merge_base_counts_not_the_tip(cli, project) -> None:
    root = repository(project, {"app.py": "x = 1\n"})
    git(root, "checkout", "-qb", "feature")
    project({"mine.py": OFFENCE})
    commit(root, "mine")
    git(root, "checkout", "-q", "main")
    project({"theirs.py": OFFENCE})
    commit(root, "theirs")
    git(root, "checkout", "-q", "feature")
    assert [finding["path"] for finding in cli(".", *JSON, "--diff", "main").json["findings"]] == ["mine.py"]


def test_the_work_tree_is_not_touched(cli, project) -> None:
    root = repository(project, {"app.py": OFFENCE})
    project({"app.py": TWO})
    before = git(root, "status", "--porcelain=v2")
    cli(".", *JSON, "--diff", "main")
    assert git(root, "status", "--porcelain=v2") == before


def test_unknown_commit(cli, project) -> None:
    repository(project, {"app.py": OFFENCE})
    result = cli(".", "--diff", "nowhere")
    assert result.code == 2
    assert "no commit 'nowhere'" in result.err
    assert cli(".", "--diff", "--output=x").code == 2


def test_no_common_commit(cli, project) -> None:
    root = repository(project, {"app.py": OFFENCE})
    git(root, "checkout", "-q", "--orphan", "lonely")
    commit(root, "alone")
    result = cli(".", "--diff", "main")
    assert result.code == 2
    assert "no common commit" in result.err
    assert "shallow" not in result.err


def test_repository_configuration_runs_nothing(cli, project) -> None:
    root = repository(project, {"app.py": OFFENCE, ".gitattributes": "*.py diff=evil filter=evil\n"})
    canary = root / "canary"
    for key in ("core.fsmonitor", "diff.external", "diff.evil.textconv", "filter.evil.clean", "core.sshCommand"):
        git(root, "config", key, f"touch {canary}; false")
    project({"app.py": TWO})
    canary.unlink(missing_ok=True)
    result = cli(".", *JSON, "--diff", "main")
    assert result.code in {0, 1}
    assert not canary.exists()


def test_baseline_hides_what_it_accepts_wherever_it_moved(cli, project) -> None:
    root = project({"app.py": OFFENCE})
    assert cli(".", "--select", "unverified-tls", "--write-baseline", "accepted.json").code == 0
    project({"app.py": "# moved\n" * 7 + TWO})
    result = cli(".", *JSON, "--baseline", "accepted.json")
    assert [finding["start"]["line"] for finding in result.json["findings"]] == [16]
    assert result.json["summary"]["hidden"] == {"accepted by the baseline": 1}
    (root / "accepted.json").write_text("{}")
    assert cli(".", *JSON, "--baseline", "accepted.json").code == 2


def test_baseline_is_sorted_one_finding_a_line(cli, project) -> None:
    root = project({"b.py": OFFENCE, "a.py": TWO})
    cli(".", "--select", "unverified-tls", "--write-baseline", "accepted.json")
    rows = [line for line in (root / "accepted.json").read_text().splitlines() if "fingerprint" in line]
    assert len(rows) == 3
    assert rows == sorted(rows)


def test_equal_lines_are_counted(cli, project) -> None:
    same = "import requests\nrequests.get(u, verify=False)\n"
    project({"a.py": same})
    cli(".", "--select", "unverified-tls", "--write-baseline", "accepted.json")
    project({"a.py": same + "requests.get(u, verify=False)\n"})
    assert len(cli(".", *JSON, "--baseline", "accepted.json").json["findings"]) == 1


def rows(path) -> list[tuple[str, str]]:
    return [(item["path"], item["rule"]) for item in json.loads(path.read_text())["findings"]]


def test_a_baseline_only_shrinks(cli, project) -> None:
    root = project({"a.py": OFFENCE, "b.py": OFFENCE, "c.py": OFFENCE})
    write = ("--select", "unverified-tls,weak-hash", "--write-baseline", "accepted.json")
    cli(".", *write)
    project({"a.py": TWO, "b.py": "x = 1\n"})
    (root / "c.py").unlink()
    result = cli(".", *write, "--baseline", "accepted.json")
    assert result.code == 0
    assert "1 finding accepted" in result.err
    assert "2 no longer there, removed; 1 new and not accepted" in result.err
    assert rows(root / "accepted.json") == [("a.py", "unverified-tls")]
    assert len(cli(".", *JSON, "--baseline", "accepted.json").json["findings"]) == 1


def test_a_baseline_keeps_what_was_not_looked_at(cli, project) -> None:
    root = project({"a.py": OFFENCE, "sub/b.py": OFFENCE})
    cli(".", "--select", "unverified-tls", "--write-baseline", "accepted.json")
    project({"a.py": "x = 1\n", "sub/b.py": "x = 1\n"})
    cli("sub", "--select", "unverified-tls", "--write-baseline", "accepted.json")
    assert rows(root / "accepted.json") == [("a.py", "unverified-tls")]
    cli(".", "--select", "weak-hash", "--write-baseline", "accepted.json")
    assert rows(root / "accepted.json") == [("a.py", "unverified-tls")]
    assert cli(".", "--write-baseline", "accepted.json", "--staged").code == 2
