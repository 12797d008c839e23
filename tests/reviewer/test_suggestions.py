"""A suggestion may be taken with one click, so it must hold against everything that can be tried."""

import ast
import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend_review.finding import Audience, Confidence, Finding, Position, Severity
from backend_review.index import syntax
from backend_review.project.source import SourceFile
from backend_review.reviewer.result import Span
from backend_review.reviewer.suggestions import MOST_LINES, Unproven, check

_PYTHON = """\
import os


def load(db, order_id):
    for row in db.rows():
        if row.id == order_id:
            return row  # noqa: RET505
    return db.run("SELECT * FROM orders WHERE id = " + order_id)


def save(db):
    token = "abc"
    db.save(token)
"""
_GO = "package shop\n\nfunc Pay(id string) {\n\torder := find(id)\n\tcharge(order)\n}\n"
_TYPESCRIPT = "export function pay(id: string) {\n  const order = find(id)\n  charge(order)\n  return `paid ${id}`\n}\n"


def _file(text: str, path: str = "shop/orders.py") -> SourceFile:
    return SourceFile.from_content(Path("/project"), path, text.encode())


def _nothing(_: SourceFile) -> list[Finding]:
    return []


def _check(text: str, start: int, end: int, replacement: str, path: str = "shop/orders.py") -> str | Unproven:
    return check(_file(text, path), Span(path, start, end), replacement, "", _nothing)


def _finding(rule: str, line: int) -> Finding:
    return Finding(
        rule, rule, "", Severity.ERROR, Confidence.HIGH, Audience.REGULAR, "topic", "shop/orders.py", Position(line, 1),
        Position(line, 2), "", f"{rule}{line}",
    )  # fmt: skip


_QUERY = '    return db.run("SELECT * FROM orders WHERE id = %s", order_id)'


@pytest.mark.parametrize(
    ("text", "path", "lines", "replacement", "made"),
    [
        (_PYTHON, "a.py", (8, 8), _QUERY, _QUERY),
        (_PYTHON, "a.py", (8, 8), _QUERY + "\n", _QUERY),
        (_PYTHON, "a.py", (8, 8), _QUERY.strip(), _QUERY),  # without its indentation
        (_PYTHON, "a.py", (8, 8), "  " + _QUERY, _QUERY),
        # The first line without its indentation, as a text that was stripped.
        (_PYTHON, "a.py", (6, 7), "if row.id != order_id:\n            continue\n        return row",
         "        if row.id != order_id:\n            continue\n        return row"),
        # All of it moved to the left.
        (_PYTHON, "a.py", (6, 7), "if row.id != order_id:\n    continue\nreturn row",
         "        if row.id != order_id:\n            continue\n        return row"),
        # Less deep on purpose: out of the loop.
        (_PYTHON, "a.py", (8, 8), "    order = db.get(order_id)\n    return order",
         "    order = db.get(order_id)\n    return order"),
        # A line before the first of a body.
        (_PYTHON, "a.py", (4, 4), "def load(db, order_id):\n    print(order_id)",
         "def load(db, order_id):\n    print(order_id)"),
        (_PYTHON, "a.py", (7, 7), "            return dict(row)  # noqa: RET505",
         "            return dict(row)  # noqa: RET505"),
        (_GO, "a.go", (4, 4), "order, err := find(id)\nif err != nil {\n    return\n}",
         "\torder, err := find(id)\n\tif err != nil {\n\t\treturn\n\t}"),
        (_TYPESCRIPT, "a.ts", (2, 3), "const order = await find(id)\ncharge(order)",
         "  const order = await find(id)\n  charge(order)"),
    ],
)  # fmt: skip
def test_holds(text: str, path: str, lines: tuple[int, int], replacement: str, made: str) -> None:
    assert _check(text, *lines, replacement, path) == made


@pytest.mark.parametrize(
    ("replacement", "why"),
    [
        ("", Unproven.EMPTY),
        ("\n  \n", Unproven.EMPTY),
        ("    return db.run(", Unproven.DOES_NOT_PARSE),
        ("    return 1\n      return 2", Unproven.DOES_NOT_PARSE),
        ("    if order_id:", Unproven.DOES_NOT_PARSE),
        ('    """', Unproven.DOES_NOT_PARSE),
        ('    return db.run("SELECT * FROM orders WHERE id = " + order_id)', Unproven.NO_CHANGE),
        ('    return db.run("SELECT * FROM orders WHERE id = " + order_id)  # now safe', Unproven.NO_CHANGE),
        ('    return (db.run( "SELECT * FROM orders WHERE id = " + order_id ))', Unproven.NO_CHANGE),
        (f"{_QUERY}  # noqa", Unproven.SUPPRESSES),
        (f"{_QUERY}  # nosec B608", Unproven.SUPPRESSES),
        (f"{_QUERY}  # type: ignore[arg-type]", Unproven.SUPPRESSES),
        (f"{_QUERY}  # pylint: disable=all", Unproven.SUPPRESSES),
        (f"{_QUERY}  # backend-review: ignore[sql-injection] it is fine", Unproven.SUPPRESSES),
        (f"{_QUERY}  # nosemgrep", Unproven.SUPPRESSES),
        (f"    # backend-review: ignore-file[sql-injection]\n{_QUERY}", Unproven.SUPPRESSES),
        (f"  8 | {_QUERY}", Unproven.MARGIN),
        (f"+{_QUERY}", Unproven.MARGIN),
        (f"```python\n{_QUERY}\n```", Unproven.MARGIN),
        ("    return db.run(REDACTED_KEY_1)", Unproven.CONFIDENTIAL),
        ("    return db.run(password='Winter2024!')", Unproven.CONFIDENTIAL),
        ("    return db.run('\u202e')", Unproven.NOT_SHOWN),
        ("    return db.run('\u200b')", Unproven.NOT_SHOWN),
        ("    return db.run('\x1b[2J')", Unproven.NOT_SHOWN),
        ("    return db.run('\x00')", Unproven.NOT_SHOWN),
        ("    return db.run('a')\r    return 1", Unproven.NOT_SHOWN),
        ("    return db.run('\ud800')", Unproven.NOT_SHOWN),
        ("\n".join(f"    x{number} = 1" for number in range(MOST_LINES + 1)), Unproven.TOO_LONG),
        (f"    return '{'x' * 500}'", Unproven.TOO_LONG),
    ],
)
def test_does_not_hold(replacement: str, why: Unproven) -> None:
    assert _check(_PYTHON, 8, 8, replacement) is why


@pytest.mark.parametrize("comment", ["//nolint", "// nolint:errcheck", "// #nosec G201", "//lint:ignore SA1000 x"])
def test_no_suppression_in_go(comment: str) -> None:
    assert _check(_GO, 4, 4, f"\torder := other(id) {comment}", "a.go") is Unproven.SUPPRESSES


@pytest.mark.parametrize(
    "comment",
    ["// eslint-disable-line", "/* eslint-disable */", "// @ts-ignore", "// biome-ignore lint: x", "// NOSONAR"],
)
def test_no_suppression_in_typescript(comment: str) -> None:
    assert _check(_TYPESCRIPT, 2, 2, f"  const order = other(id) {comment}", "a.ts") is Unproven.SUPPRESSES


def test_no_wider_suppression() -> None:
    assert _check(_PYTHON, 7, 7, "            return dict(row)  # noqa") is Unproven.SUPPRESSES


@pytest.mark.parametrize(
    ("text", "path", "line", "replacement"),
    [
        (_GO, "a.go", 4, "\torder := find(id) +"),
        (_GO, "a.go", 4, "\torder := find(id) /*"),
        (_TYPESCRIPT, "a.ts", 2, "  const order ="),
        (_TYPESCRIPT, "a.ts", 2, "  const order = `"),
        (_TYPESCRIPT, "a.ts", 2, "  const order = find(id) /*"),
        (_PYTHON, "a.py", 12, '    token = "abc" + \\'),
        (_PYTHON, "a.py", 12, "    '''"),
    ],
)
def test_lines_around_keep_their_meaning(text: str, path: str, line: int, replacement: str) -> None:
    assert _check(text, line, line, replacement, path) in {Unproven.TOUCHES_MORE, Unproven.DOES_NOT_PARSE}


def test_code_that_a_comment_further_down_would_close() -> None:
    text = "package a\n\nfunc F() {\n\tone()\n\tguard()\n\t/* a note */\n\ttwo()\n}\n"
    assert _check(text, 4, 4, "\tone(1) /*", "a.go") is Unproven.TOUCHES_MORE
    text = 'def f():\n    one()\n    guard()\n    """a note"""\n    two()\n'
    assert _check(text, 2, 2, '    """', "a.py") in {Unproven.TOUCHES_MORE, Unproven.DOES_NOT_PARSE}


@pytest.mark.parametrize("span", [(0, 1), (3, 2), (-1, 1), (1, 99), (99, 99)])
def test_lines_that_are_not_there(span: tuple[int, int]) -> None:
    assert _check(_PYTHON, *span, "x = 1") is Unproven.WRONG_LINES


def test_other_files_are_not_checked() -> None:
    assert _check("a: 1\n", 1, 1, "a: 2", "a.yaml") is Unproven.NOT_CODE


def test_what_python_cannot_read_is_not_checked() -> None:
    assert _check("print 'old'\nx = 1\n", 2, 2, "x = 2") is Unproven.NOT_CODE


@pytest.mark.parametrize(("text", "path"), [(_GO, "a.go"), (_TYPESCRIPT, "a.ts")])
def test_other_languages(text: str, path: str) -> None:
    line = text.split("\n")[3 if path == "a.go" else 2]
    at = 4 if path == "a.go" else 3
    assert _check(text, at, at, f"{line} }}", path) is Unproven.DOES_NOT_PARSE
    assert _check(text, at, at, f"{line} // as it was", path) is Unproven.NO_CHANGE


@pytest.mark.parametrize(
    ("text", "path", "line", "replacement"),
    [
        (_PYTHON, "a.py", 8, "    return json.loads(db.run(order_id))"),
        (_PYTHON, "a.py", 8, "    with transaction.atomic():\n        return db.run(order_id)"),
        (_PYTHON, "a.py", 8, "    logger.info(order_id)\n    return None"),
        (_GO, "a.go", 4, "\torder := strings.TrimSpace(id)"),
        (_TYPESCRIPT, "a.ts", 2, "  const order = z.string().parse(id)"),
    ],
)
def test_names_that_nobody_gives(text: str, path: str, line: int, replacement: str) -> None:
    assert _check(text, line, line, replacement, path) is Unproven.UNKNOWN_NAME


@pytest.mark.parametrize(
    ("text", "path", "line", "replacement"),
    [
        (_PYTHON, "a.py", 8, "    import json\n\n    return json.dumps(order_id, default=str)"),
        (_PYTHON, "a.py", 8,
         "    return [key for key, value in sorted(db.items(), key=lambda item: item[0]) if value]"),
        (_PYTHON, "a.py", 8,
         "    try:\n        return db.get(order_id)\n    except KeyError as error:\n        raise OSError from error"),
        (_PYTHON, "a.py", 8,
         "    if (found := db.get(id=order_id)) is not None:\n        return found.total\n    return os.getpid()"),
        (_PYTHON, "a.py", 8,
         "    with db.begin() as session:\n        total, (first, *rest) = session.run()\n    return first, rest"),
        (_PYTHON, "a.py", 8,
         "    def inner(value, *rest, other=1, **more):\n        return value, rest, other, more\n    return inner"),
        (_GO, "a.go", 4,
         "\torder, err := locate(id)\n\tif err != nil {\n\t\tlog := err.Error()\n\t\tcharge(log.text)\n\t}"),
        (_TYPESCRIPT, "a.ts", 2,
         "  const { total, ...rest } = await Promise.all([find(id)])\n  for (const item of rest) pay({ total })"),
        (_TYPESCRIPT, "a.ts", 2, "  const order = find(id).map((one, two) => one + two).filter(x => x as Order)"),
        (_TYPESCRIPT, "a.ts", 2, "  try {\n    find(id)\n  } catch (error) {\n    console.error(error)\n  }"),
    ],
)  # fmt: skip
def test_names_that_are_given(text: str, path: str, line: int, replacement: str) -> None:
    assert _check(text, line, line, replacement, path) == replacement


def test_code_nested_without_end() -> None:
    text = "x = " + "(" * 160 + ")" * 160 + "\ny = 1\n"
    assert _check(text, 2, 2, "y = 2") is Unproven.NOT_CODE
    text = "x = " + "(" * 3_000 + ")" * 3_000 + "\ny = 1\n"
    assert isinstance(_check(text, 2, 2, "y = 2"), Unproven)
    assert isinstance(_check("y = 1\nz = 2\n", 1, 1, "\n".join(["y = " + "-" * 390 + "1"] * 2)), str | Unproven)


def test_other_bytes_stay_as_they_are() -> None:
    data = "x = 'caf\xe9'\r\ny = 1\r\nz = 2".encode("latin-1").replace(b"z", b"\xef\xbb\xbfz"[3:])
    seen: list[bytes] = []

    def look(file: SourceFile) -> list[Finding]:
        seen.append(file.data)
        return []

    text = b"# coding: latin-1\r\n" + data
    file = SourceFile.from_content(Path("/project"), "a.py", text)
    assert check(file, Span("a.py", 3, 3), "y = 5\ny += 1", "", look) == "y = 5\ny += 1"
    assert seen == [text, text.replace(b"y = 1\r\n", b"y = 5\r\ny += 1\r\n")]
    assert check(file, Span("a.py", 4, 4), "z = 3", "", look) == "z = 3"
    assert seen[-1] == text[:-1] + b"3"


def _look(before: list[Finding], after: list[Finding]):
    return lambda file: before if file.text == _PYTHON else after


@pytest.mark.parametrize(
    ("rule", "before", "after", "why"),
    [
        ("", [], [], None),
        ("", [("a", 8)], [("a", 8)], None),
        ("", [("a", 8), ("b", 12)], [("a", 8), ("b", 13)], None),  # moved down with its line
        ("", [], [("a", 8)], Unproven.NEW_FINDING),
        ("", [("b", 8)], [("a", 8)], Unproven.NEW_FINDING),
        ("", [("a", 8)], [("a", 8), ("a", 9)], Unproven.NEW_FINDING),
        ("", [("b", 12)], [("b", 12)], Unproven.NEW_FINDING),  # its line is another one now
        ("a", [("a", 8)], [], None),
        ("a", [("a", 8), ("a", 12)], [("a", 13)], None),
        ("a", [("a", 8)], [("a", 8)], Unproven.STILL_FOUND),
        ("a", [("a", 8)], [("a", 9)], Unproven.STILL_FOUND),
        ("a", [("a", 8), ("a", 12)], [("a", 8)], Unproven.STILL_FOUND),
        ("a", [("a", 8)], [("b", 8)], Unproven.NEW_FINDING),
        ("a", [("a", 12)], [], None),  # found where the value arrives
        ("a", [("a", 12)], [("a", 13)], Unproven.STILL_FOUND),
        ("a", [], [], Unproven.CANNOT_TELL),
    ],
)
def test_rules_have_the_last_word(
    rule: str, before: list[tuple[str, int]], after: list[tuple[str, int]], why: Unproven | None
) -> None:
    look = _look([_finding(*item) for item in before], [_finding(*item) for item in after])
    made = check(_file(_PYTHON), Span("shop/orders.py", 8, 8), f"    print(order_id)\n{_QUERY}", rule, look)
    assert made is why if why else isinstance(made, str)


_LINES = st.sampled_from([
    "return order_id", "if order_id:", "    return 1", "else:", "x = (", ")", "for y in db:", "    pass", "",
    "# note", "'''", '"', "x = 1  # noqa", "\\", "x = [1,", "]", "return", "  8 | x = 1", "\tx = 1", "@wraps",
    "def g():", "x: int = 3", "yield", "é = 'ü'", "class A:", "try:", "except:", "finally:", "async def f(): pass",
    "x = 1; y = 2", "lambda: 0", "with a as b:", "}", "{",
])  # fmt: skip


@settings(deadline=None)
@given(
    st.lists(_LINES, min_size=1, max_size=6), st.sampled_from(["", "    ", "        ", "  "]), st.integers(1, 14),
    st.integers(0, 3),
)  # fmt: skip
def test_what_holds_leaves_the_rest_as_it_is(lines: list[str], indent: str, start: int, more: int) -> None:
    span = Span("shop/orders.py", start, start + more)
    made = check(_file(_PYTHON), span, textwrap.indent("\n".join(lines), indent), "", _nothing)
    if isinstance(made, Unproven):
        return
    there = _PYTHON.split("\n")
    patched = "\n".join([*there[: span.start - 1], made, *there[span.end :]])
    ast.parse(patched)
    assert syntax.first_error(_file(patched)) is None
    assert ast.dump(ast.parse(patched)) != ast.dump(ast.parse(_PYTHON))
    assert patched.count("noqa") <= _PYTHON.count("noqa")
    assert [line.strip() for line in made.split("\n")] == [line.strip() for line in _trimmed(lines)]


def _trimmed(lines: list[str]) -> list[str]:
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    while lines and not lines[0].strip():
        lines = lines[1:]
    return lines


@settings(deadline=None)
@given(
    st.text(max_size=120),
    st.integers(-2, 16),
    st.integers(-1, 5),
    st.sampled_from(["a.py", "a.go", "a.ts", "a.tsx", "a.js"]),
)
def test_any_text_anywhere(replacement: str, start: int, more: int, path: str) -> None:
    text = {"py": _PYTHON, "go": _GO}.get(path[2:], _TYPESCRIPT)
    made = _check(text, start, start + more, replacement, path)
    assert isinstance(made, Unproven) or made.strip()
