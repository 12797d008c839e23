"""The forms of a report, and what hostile text does to them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import jsonschema

from conftest import OFFENCE

ONE = ("--select", "unverified-tls")
FLOW = """\
from flask import Flask, request
import os

app = Flask(__name__)


@app.get("/ping")
def ping():
    host = request.args["host"]
    os.system("ping -c 1 " + host)
    return "ok"
"""


def test_sarif_is_valid_and_has_flows(cli, project, sarif_schema) -> None:
    project({"app.py": FLOW, "broken.py": "import os\ndef f(:\n    os.system(x)\n"})
    log = cli(".", "--format", "sarif").json
    jsonschema.validators.validator_for(sarif_schema)(sarif_schema).validate(log)
    (run,) = log["runs"]
    results = {result["ruleId"]: result for result in run["results"]}
    injection = results["command-injection"]
    steps = injection["codeFlows"][0]["threadFlows"][0]["locations"]
    assert steps[0]["location"]["physicalLocation"]["region"]["startLine"] == 9
    assert injection["partialFingerprints"]["primaryLocationLineHash"]
    region = injection["locations"][0]["physicalLocation"]["region"]
    assert region["startLine"] == region["endLine"] == 10
    rule = run["tool"]["driver"]["rules"][injection["ruleIndex"]]
    assert rule["properties"]["security-severity"]
    assert "external/cwe/cwe-78" in rule["properties"]["tags"]
    assert "security" in rule["properties"]["tags"]
    assert len(rule["properties"]["tags"]) <= 10
    assert "## Why" in rule["help"]["markdown"]
    notes = run["invocations"][0]["toolExecutionNotifications"]
    assert [note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for note in notes] == ["broken.py"]


def test_design_rules_are_not_security_alerts(cli, project) -> None:
    project({"app.py": "x = 1  # backend-review: ignore[weak-hash] x\n"})
    (run,) = cli(".", "--format", "sarif").json["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert "security-severity" not in rule["properties"]
    assert "security" not in rule["properties"]["tags"]


def test_json_trace_names_each_hop(cli, project) -> None:
    project({"app.py": FLOW})
    (finding,) = cli(".", "--select", "command-injection", "--format", "json").json["findings"]
    assert finding["trace"][0]["line"] == 9
    assert finding["trace"][-1]["line"] == 10
    assert finding["cwe"][0] == "CWE-78"


def test_text_fits_eighty_columns_in_a_pipe_without_colour(cli, project) -> None:
    project({"app.py": OFFENCE + f"\n\nX = requests.get({'1 + ' * 60}1, verify=False)\n"})
    out = cli(".", *ONE).out
    assert "\x1b" not in out
    assert "app.py" in out
    assert "5:12 error unverified-tls" in out
    assert "^^^^" in out
    assert max(len(line) for line in out.splitlines() if "https://" not in line) <= 80


def test_text_output_file_is_the_same_report(cli, project) -> None:
    root = project({"app.py": OFFENCE})
    printed = cli(".", *ONE).out
    cli(".", *ONE, "--output", "report.txt")
    assert (root / "report.txt").read_text() == printed


def test_github_annotations(cli, project) -> None:
    project({"a,b.py": OFFENCE})
    line = cli(".", *ONE, "--format", "github").out.strip()
    assert line.startswith("::error file=a%2Cb.py,line=5,endLine=5,col=12,title=unverified-tls (security)%3A ")


def test_control_characters_do_not_reach_the_terminal(cli, project) -> None:
    evil = "requests.get('\x1b]0;owned\x07\x1b[2J', verify=False)  # \u202e\u2066 x\n"
    project({"app.py": f"import requests\n{evil}"})
    for form in ("text", "github"):
        out = cli(".", *ONE, "--format", form).out
        assert not set(out) & {"\x1b", "\x07", "\u202e", "\u2066"}


def test_annotations_cannot_be_forged(cli, project) -> None:
    rules = "rules:\n  - {id: own, languages: [python], severity: ERROR, message: 'see $X', pattern: evaluate($X)}\n"
    text = 'evaluate("""\n::error file=x::forged\n""")\n'
    project({"app.py": text, "own.yaml": rules, "backend-review.yaml": "rules: [own.yaml]\n"})
    out = cli(".", "--format", "github").out
    assert [line for line in out.splitlines() if line.startswith("::error file=x")] == []


def test_reports_are_the_same_each_time(cli, project) -> None:
    project({"app.py": FLOW, "b.py": OFFENCE})
    first = cli(".", "--format", "json").out
    assert first == cli(".", "--format", "json").out
    assert first == cli(".", "--format", "json", "--no-cache", "--jobs", "1").out


def test_a_reader_that_goes_away_is_no_error(project, tmp_path: Path) -> None:
    import sys

    project({"app.py": OFFENCE})
    done = subprocess.run(
        f"{sys.executable} -m backend_review rules --format json | head -1",
        shell=True,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in done.stderr
    assert done.stdout.startswith("[")
