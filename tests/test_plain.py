"""What the engine reads of JavaScript and TypeScript: nothing of types, casts and optional chains; nothing moves."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend_review.engines.plain import plain
from backend_review.project.source import SourceFile


def _plain(text: str, name: str = "a.ts") -> str | None:
    language = "typescript" if name.endswith((".ts", ".tsx")) else "javascript"
    found = plain(SourceFile(Path("/x"), name, language, "code", text.encode()))
    return found.decode() if found is not None else None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("db.query<Row>(text)", "db.query     (text)"),
        ("new Map<string, Row>()", "new Map             ()"),
        ("sql<number>`x`", "sql        `x`"),
        ("const { a } = req.body as { a: string };", "const { a } = req.body                 ;"),
        ("f(x as Y, z satisfies T)", "f(x     , z            )"),
        ("f(<string>x)", "f(        x)"),
        ("req?.body?.name", "req .body .name"),
        ("rows?.[0]", "rows  [0]"),
        ("child['exec'](x)", "child .exec  (x)"),
        ("child['a-b'](x) + y['c']", None),
        ("run?.(x)", "run  (x)"),
        ("ä?.b", "ä .b"),
        ("f<{\n  a: string\n}>(x)", "f  \n           \n  (x)"),
    ],
)
def test_what_types_and_chains_add_is_blank(written: str, read: str | None) -> None:
    assert _plain(written) == read


@pytest.mark.parametrize("text", ["a < b && c > (d)", "x ? .5 : 1", "const as = 1;", "interface A<T> { x: T }"])
def test_other_code_stays_as_it_is(text: str) -> None:
    assert _plain(text) is None


def test_chains_of_javascript_are_blank_too() -> None:
    assert _plain("req?.body", "a.js") == "req .body"


def test_files_with_elements_have_a_grammar_of_their_own() -> None:
    written = "export const page = async (): Promise<Page> => <Page rows={await db.query<Row>(text as string)} />;\n"
    read = "export const page = async (): Promise<Page> => <Page rows={await db.query     (text          )} />;\n"
    assert _plain(written, "page.tsx") == read
