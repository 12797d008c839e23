"""The requests themselves: the same bytes for the same code, and nothing in them that is nobody's business."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from backend_review.backend import build
from backend_review.project.source import SourceFile
from backend_review.reviewer.units import WHOLE_FILE_LINES, plan
from reviewer import requests
from reviewer.hostile import INJECTIONS
from reviewer.model import checklist_of, lines_of, text_of, units_of


@pytest.mark.parametrize("name", sorted(requests.CASES))
def test_requests_are_as_they_were_last_read(name: str) -> None:
    """A difference is no defect, but somebody must have looked at it: see requests.py."""
    known = json.loads((requests.GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    assert requests.bodies(requests.CASES[name]) == known


@pytest.mark.parametrize("name", sorted(requests.CASES))
def test_the_order_of_files_changes_nothing(name: str) -> None:
    work = requests.CASES[name]
    turned = msgspec.structs.replace(work, files=list(reversed(work.files)))
    assert requests.bodies(turned) == requests.bodies(work)


def test_the_order_of_sets_changes_nothing() -> None:
    code = "from reviewer import requests as r; print([r.bodies(work) for work in r.CASES.values()])"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path), "PATH": ""},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(outputs) == 1


@pytest.mark.parametrize("name", sorted(requests.CASES))
def test_nothing_in_the_code_can_end_its_marks(name: str) -> None:
    for body in requests.bodies(requests.CASES[name]):
        text = body["messages"][0]["content"][0]["text"]
        (nonce,) = set(re.findall(r"^</?code-(\w+)", text, re.MULTILINE))
        for line in text.split("\n"):
            assert nonce not in line or line.startswith(("<code-", "</code-"))
        assert text.count(f"<code-{nonce}") == text.count(f"</code-{nonce}>")


def test_secrets_and_places_stay_here() -> None:
    sent = json.dumps([requests.bodies(work) for work in requests.CASES.values()])
    assert "4eC39HqLyjWDarjtT1zdp7dc" not in sent
    assert "REDACTED_" in sent
    assert "/project" not in sent


def test_what_rules_hold_is_not_asked() -> None:
    (body, *_) = requests.bodies(requests.CASES["fastapi"])
    asked = checklist_of(body)
    assert "api-pagination" not in asked
    assert "sec-queries" not in asked
    assert asked
    nothing_held = msgspec.structs.replace(
        requests.CASES["fastapi"], catalog=type(requests.CASES["fastapi"].catalog)({})
    )
    assert set(checklist_of(requests.bodies(nothing_held)[0])) > set(asked)


def test_what_is_told_beside_the_code() -> None:
    text = text_of(requests.bodies(requests.job({"shop/app.py": requests.SHOP["shop/app.py"]}))[0])
    assert "POST /orders/{number}/payment -> pay (shop/app.py:12)" in text
    whole = requests.job(requests.SHOP)
    one = msgspec.structs.replace(whole, files=[file for file in whole.files if file.path == "shop/app.py"])
    text = text_of(requests.bodies(one)[0])
    assert "shop/service.py:11: def charge(order: Order, key: str) -> None" in text
    assert "- Order (table orders): id integer not null, total decimal not null" in text


def test_a_long_file_is_sent_by_the_definitions_that_changed() -> None:
    functions = [f"def f{number}(a):\n    b = a + {number}\n    return b\n" for number in range(200)]
    before = "import os\n\n\n" + "\n\n".join(functions)
    after = before.replace("b = a + 77\n", "b = a - 77\n")
    assert before.count("\n") > WHOLE_FILE_LINES
    (body,) = requests.bodies(requests.job({"app.py": after}, {"app.py": before}))
    shown = list(lines_of(body).values())
    assert "    b = a - 77" in shown
    assert "import os" in shown
    assert "def f78(a):" not in shown
    assert len(shown) < 20


def test_a_long_file_is_sent_whole_in_parts_when_all_of_it_is_reviewed() -> None:
    text = "\n".join(f"def f{number}(a):\n    return a + {number}\n" for number in range(3000))
    made = requests.bodies(requests.job({"app.py": text}))
    assert len(made) > 1
    shown = {number for body in made for number in lines_of(body)}
    assert shown == set(range(1, text.count("\n") + 1))
    assert sum(len(units_of(body)) for body in made) == len({unit for body in made for unit in units_of(body)})


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.py", "# backend-review: no-llm\nx = 1\n", "no-llm"),
        ("a.py", "x = 1\n" * 40_000, "larger"),
        ("a.js", "x=1;" * 1000, "too long"),
        ("private/a.py", "x = 1\n", "never to be sent"),
    ],
)
def test_some_files_are_never_sent(name: str, text: str, reason: str) -> None:
    made = plan(requests.files_of({name: text}), None, ["private/"])
    assert not made.packs
    assert [item.path for item in made.not_sent] == [name]
    assert reason in made.not_sent[0].reason


def test_settings_and_keys_are_no_code() -> None:
    assert not plan(requests.files_of({".env": "A=1\n", "config.yaml": "a: 1\n", "README.md": "# a\n"}), None).packs


def test_a_file_that_lost_lines_shows_them_apart() -> None:
    (body,) = requests.bodies(requests.job({"a.py": "a = 1\nc = 3\n"}, {"a.py": "a = 1\nb = 2\nc = 3\n"}))
    assert "Lines that the change took out (not to be quoted):\n- | b = 2" in text_of(body)
    assert "b = 2" not in lines_of(body).values()


def test_tests_are_read_when_they_changed() -> None:
    texts = {"tests/test_a.py": "def test_a():\n    assert 1\n", "web/gen/a.py": "x = 1\n"}
    files = requests.files_of(texts)
    assert not plan(files, None).packs
    assert plan(files, None).left_out == {"test": 1, "generated": 1}
    assert [unit.path for unit in plan(files, {}).units] == ["tests/test_a.py"]


@pytest.mark.parametrize("tried", sorted(INJECTIONS))
def test_code_that_speaks_to_its_reviewer_stays_within_its_lines(tried: str) -> None:
    """Every line of it begins with its number, between the marks of its unit: it can end neither."""
    data = INJECTIONS[tried].encode("utf-8", "surrogatepass")
    files = [SourceFile.from_content(Path("/project"), "a.py", data)]
    work = msgspec.structs.replace(requests.job({}), files=files, backend=lambda: build(files, []))
    for body in requests.bodies(work):
        code, rest = (block["text"] for block in body["messages"][0]["content"])
        rows = code.split("\n")
        marks = [row for row in rows if re.match(r"</?code-", row)]
        assert len(marks) == 2 * len(units_of(body))
        assert all(row in marks or re.match(r"^[+ ] +\d+ \| ", row) for row in rows if row)
        assert "".join(rows).isprintable() or "\t" in code
        for line in INJECTIONS[tried].split("\n"):
            assert len(line) < 12 or line not in rest
        json.dumps(body).encode()


def test_line_ends_of_windows_are_no_text() -> None:
    (body,) = requests.bodies(requests.job({"a.py": "x = 1\r\ny = 2\r\n"}))
    assert lines_of(body) == {1: "x = 1", 2: "y = 2"}
    (body,) = requests.bodies(requests.job({"a.py": "x = 1\r\ny = 2\r\n"}, {"a.py": "x = 1\ny = 3\n"}))
    assert "+ 2 | y = 2" in text_of(body)
    assert "+ 1 |" not in text_of(body)
