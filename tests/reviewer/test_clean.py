"""What a model writes is shown in terminals, pull requests, pages and logs: nothing in it may do anything there."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from backend_review.reviewer.clean import clean

_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

# Blocks and marks that a text of ours may become; everything else is markup that somebody else put in.
_PLAIN = {
    "paragraph_open", "paragraph_close", "inline", "text", "code_inline", "softbreak", "em_open", "em_close",
    "strong_open", "strong_close", "bullet_list_open", "bullet_list_close", "ordered_list_open", "ordered_list_close",
    "list_item_open", "list_item_close",
}  # fmt: skip
# What forges and mail readers make of the text that is left outside of code spans.
_LIVE = re.compile(
    r"(?i)@\w|#\w|\bhttps?:|\bwww\.|\w://|\bGH-\d|(?:^|\s)[!&%$~^]\w|<[a-z/!?]|\[\[|javascript:|mailto:|&#?\w+;"
)


def _tokens(text: str) -> list[Token]:
    return [part for token in _MARKDOWN.parse(text) for part in (token, *(token.children or ()))]


def is_harmless(text: str) -> None:
    tokens = _tokens(text)
    assert {token.type for token in tokens} <= _PLAIN, (text, tokens)
    for token in tokens:
        if token.type == "text":
            assert not _LIVE.search(token.content), (text, token.content)
    assert not re.search(r"(?i)\b(?:https?|ftp)://[^\s`]|\bwww\.\w", text), text
    assert "](" not in text, text  # a link in a message of SARIF
    assert "##" not in text, text  # commands in logs
    assert not re.search(r"(?m)(?:^|[\s`])::[A-Za-z]", text), text
    assert not re.search(r"(?m)^\s*/\w", text), text  # orders to bots
    for char in text:
        assert char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}, repr(text)


_PIECES = st.sampled_from([
    "`", "``", "```", "~~~", "\n", "\n\n", " ", "    ", "\t", "|", "--|--", "---", "===", "***", "- ", "> ",
    "# ", "1. ", "@admin", "@", "#12", "#", "owner/repo#3", "GH-7", "!12", "&12", "~bug", "%3", "$5", "^9",
    "$x$", "$`x`$", "[[page]]", "[", "]", "(", ")", "[a](b)", "![a](http://evil.example/?q=1)",
    "[a]: http://evil.example", "[a][b]", "[^1]", "](", "<img src=x onerror=alert(1)>", "<", ">", "<!--", "-->",
    "<script>", "</a>", "<https://evil.example>", "< b", "&lt;b&gt;", "&#64;admin", "&amp;#64;admin",
    "&commat;x", "&", ";", "\\", "\\@", "\\`", "\\[", "http://", "https://evil.example/a?b=c",
    "HTTPS://EVIL.EXAMPLE", "//evil.example/x", "www.evil.example", "a@evil.example", "mailto:a@b.c",
    "javascript:alert(1)", "data:text/html,x", "redis://x", "/close", "/lgtm", "::error::x",
    "::set-output name=a::b", "##[error]x", "##vso[task]", "\x1b[31m", "\x1b]8;;http://evil.example\x07",
    "\x1b]0;title\x1b\\", "\x9b31m", "\x00", "\x07", "\r", "\u202e", "\u2066", "\u200b", "\ufeff", "\U000e0041",
    "\ufe0f", "\u2028", "\u0301" * 9, "0123abcdef", "deadbeef1", "word", "a.b", "x_y", "*b*", "{+", "[-",
    ":tada:", "<details>", "ﬀ", "é", "中", "🙂", "&NotEqualTilde;", "&bsol;",
])  # fmt: skip
_ATTACKS = st.lists(_PIECES, max_size=24).map("".join)


@given(_ATTACKS, st.integers(1, 300))
@example("a | `b | @admin` |\n--|--", 200)
@example("`a``@admin", 200)
@example("\\`@admin`", 200)
@example("x\\ `@admin", 200)
@example("&amp;amp;amp;amp;amp;#64;admin", 200)
@example("`@admin " * 30, 50)
@example("[a\n](b)", 99)
@example("\\[`\\`\\[", 99)
@example("1. ---\ntext", 99)
@example("- <div>\n- ```\n@admin\n", 99)
def test_nothing_comes_to_life(text: str, longest: int) -> None:
    made = clean(text, longest)
    assert len(made) <= longest
    is_harmless(made)


@given(st.text(max_size=200), st.integers(1, 100))
def test_any_text(text: str, longest: int) -> None:
    made = clean(text, longest)
    assert len(made) <= longest
    is_harmless(made)


@given(_ATTACKS)
def test_one_line_is_one(text: str) -> None:
    made = clean(text, 200, one_line=True)
    assert "\n" not in made
    is_harmless(made)


@given(_ATTACKS)
def test_what_is_clean_stays_harmless(text: str) -> None:
    is_harmless(clean(clean(text, 400), 400))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("`@app.get` needs a guard; see #12, cc @octocat.", "`@app.get` needs a guard; see `#12`, cc `@octocat`."),
        ("See [the docs](https://evil.example/?x=1) first.", "See the docs first."),
        ("![pixel](https://evil.example/p.png)", "pixel"),
        ("Read https://evil.example/a?b=c, then go on.", "Read (link removed), then go on."),
        ("Returns List<String> when a < b.", "Returns `List<String>` when a < b."),
        ("Call handlers[i](request) once.", "Call `handlers[i] (request)` once."),
        ("# Problem\n> It leaks.\n```python\nx = 1\n```", "Problem\nIt leaks.\n\nx = 1"),
        ("/close", "`/close`"),
        ("Use `rediss://` for redis://cache.", "Use `rediss://` for `redis://cache`."),
        ("\x1b[1mBold\x1b[0m and \x1b]8;;https://evil.example\x1b\\here\x1b]8;;\x1b\\", "Bold and here"),
        ("safe\u202eevil\u202c and a\u200bb", "safeevil and ab"),
        ("`unclosed @admin", "unclosed `@admin`"),
        ("Costs 5 % of `x = {a: 1}` for user_id 7.", "Costs 5 % of `x = {a: 1}` for user_id 7."),
        ("", ""),
    ],
)
def test_reads_well(text: str, shown: str) -> None:
    assert clean(text, 200) == shown


def test_is_cut_at_a_word() -> None:
    assert clean("word " * 50, 20) == "word word word…"


def test_code_that_is_cut_stays_code() -> None:
    made = clean("`" + "@admin " * 50 + "`", 60)
    assert made.endswith("`…")
    assert len(made) <= 60
    is_harmless(made)


def test_secrets_do_not_come_back() -> None:
    key = "AK" + "IA" + "Q3EGRT7UP5XWLM2N"
    made = clean(f"The key {key} is in the file.", 200)
    assert key not in made
    assert "REDACTED_AWS_ACCESS_KEY_1" in made


def test_is_quick_with_much() -> None:
    for text in ("`" * 200_000, "[" * 200_000, "&amp;" * 50_000, "\x1b]" * 100_000, "(" * 100_000 + "@", "a" * 500_000):
        assert len(clean(text, 500)) <= 500
