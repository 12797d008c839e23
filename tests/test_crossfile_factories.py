"""Handlers that functions make for others to call: what they call is followed, in all three languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from samples import review_tree

_FILES = {
    "go.mod": "module example.com/factories\n\ngo 1.22\n",
    "tools.go": """package main

import (
	"net/http"
	"os/exec"
	"strconv"
)

type kept struct{ handle http.HandlerFunc }

func returned() http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { runReturned(r.FormValue("line")) }
}

func converted() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { runConverted(r.FormValue("line")) })
}

func named() http.HandlerFunc {
	handle := func(w http.ResponseWriter, r *http.Request) { runNamed(r.FormValue("line")) }
	return handle
}

func inStruct() kept {
	return kept{handle: func(w http.ResponseWriter, r *http.Request) { runKept(r.FormValue("line")) }}
}

func counted() http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		number, err := strconv.Atoi(r.FormValue("line"))
		if err == nil {
			runNumber(number)
		}
	}
}

func runReturned(line string)  { exec.Command("sh", "-c", line).Run() } // go returned: reached
func runConverted(line string) { exec.Command("sh", "-c", line).Run() } // go converted: reached
func runNamed(line string)     { exec.Command("sh", "-c", line).Run() } // go named: reached
func runKept(line string)      { exec.Command("sh", "-c", line).Run() } // go in a struct: reached
func runNumber(number int)     { exec.Command("sh", "-c", "echo "+strconv.Itoa(number)).Run() } // go number: kept
""",
    "tools.js": """const { exec } = require('child_process')

exports.arrow = (db) => async (req, res) => { runArrow(req.query.line) }
exports.plain = function (db) { return function (req, res) { runPlain(req.query.line) } }
exports.table = (db) => ({ get(req, res) { runTable(req.query.line) } })
exports.counted = (db) => (req, res) => { runCounted(Number(req.query.line)) }

function runArrow(line) { exec(line) } // js arrow: reached
function runPlain(line) { exec(line) } // js function: reached
function runTable(line) { exec(line) } // js object: reached
function runCounted(line) { exec('echo ' + line) } // js number: kept
""",
    "tools.py": """import os

from flask import request


def make():
    def view():
        run(request.args["line"])
        run_number(int(request.args["line"]))

    return view


def run(line):
    os.system(line)  # py returned: reached


def run_number(number):
    os.system(f"echo {number}")  # py number: kept
""",
}
_SAYS = re.compile(r"(?://|#) ((?:go|js|py) [\w ]+): (reached|kept)")


@pytest.fixture(scope="module")
def reached(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the calls that input reaches."""
    root = tmp_path_factory.mktemp("factories")
    for path, text in _FILES.items():
        Path(root, path).write_text(text)
    report = review_tree(root, ["command-injection"])
    entered = [item for item in report.findings if any("input enters: " in step.message for step in item.trace)]
    lines = [_FILES[item.path].splitlines()[item.start.line - 1] for item in entered]
    return {said[1] for line in lines if (said := _SAYS.search(line))}


@pytest.mark.parametrize(("name", "end"), [said for text in _FILES.values() for said in _SAYS.findall(text)])
def test_handlers_of_factories_are_followed(reached: set[str], name: str, end: str) -> None:
    assert (name in reached) == (end == "reached")
