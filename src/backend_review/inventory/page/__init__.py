"""The inventory as one self-contained HTML page: a table that can be searched, filtered and sorted, a route's proof
below it. The report's page has the same table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from string import Template
from typing import Any

import msgspec

from backend_review.backend import Backend
from backend_review.inventory.gaps import gaps_of, not_followed
from backend_review.inventory.rows import (
    Row,
    by_application,
    checks_in_words,
    effects_in_words,
    rows_of,
    short,
    summary_of,
    unchecked,
)
from backend_review.webpage import own_file, page, text

_HERE = Path(__file__).parent
_FILTERS = (
    ("auth", "Authentication", (("yes", "required"), ("no", "none"))),
    ("limit", "Rate limit", (("yes", "limited"), ("no", "none"))),
    ("validated", "Input", (("yes", "validated"), ("no", "not validated"))),
    ("paged", "Lists", (("yes", "bounded"), ("no", "without bound"))),
    ("tested", "Tests", (("yes", "tested"), ("no", "untested"))),
    ("documented", "Documentation", (("yes", "documented"), ("no", "undocumented"))),
)
_HEADS = ("Method", "Path", "Handler", "Auth", "Limit", "Validated", "Paged", "Tests", "Docs", "Effects")
_COUNTS = (
    ("unauthenticated", "auth", "unauthenticated"),
    ("untested", "tested", "untested"),
    ("unlimited", "limit", "without a rate limit"),
    ("unvalidated", "validated", "with an unchecked body"),
    ("unpaginated", "paged", "lists without bound"),
    ("undocumented", "documented", "undocumented"),
)


class Fragment(msgspec.Struct, frozen=True):
    """The table with its filters, for a page: ``body`` is HTML, all that comes from the code is escaped in it."""

    summary: str
    body: str
    style: str
    script: str
    routes: int


def as_html(backend: Backend, title: str) -> str:
    """The page; ``title`` is the project's name."""
    made = fragment(backend)
    footer = "<footer><p>Made by backend-review from the code; nothing was run.</p></footer>"
    body = f"<main>\n{made.body}</main>\n{footer}"
    return page(f"{title}: routes", made.summary, body, [made.style], [made.script])


def fragment(backend: Backend) -> Fragment:
    """The routes of a backend as a part of a page."""
    rows = [row for _, own in by_application(rows_of(backend)) for row in own]
    body = Template(own_file(_HERE, "routes.html")).substitute(
        counts=_counts(summary_of(rows)),
        filters=_filters(rows),
        total=len(rows),
        heads="".join(f'<th scope="col"><button type="button">{head}</button></th>' for head in _HEADS),
        body="\n".join(_route(row, index) for index, row in enumerate(rows)),
        not_followed=_not_followed(backend),
    )
    return Fragment(_summary(rows), body, own_file(_HERE, "routes.css"), own_file(_HERE, "routes.js"), len(rows))


def _summary(rows: Sequence[Row]) -> str:
    apps = [f"{app.framework} {app.place.path}:{app.place.line}" for app, _ in by_application(rows)]
    routes = "1 route" if len(rows) == 1 else f"{len(rows)} routes"
    return f"{routes} of {apps[0]}" if len(apps) == 1 else f"{routes} in {len(apps)} applications"


def _counts(counts: dict[str, int]) -> str:
    return "".join(
        f'<button type="button" data-filter="{name}" aria-pressed="false"><b>{counts[key]}</b> {words}</button>'
        for key, name, words in _COUNTS
        if counts[key]
    )


def _select(name: str, label: str, choices: Sequence[tuple[str, str]]) -> str:
    listed = "".join(f'<option value="{text(value)}">{text(words)}</option>' for value, words in choices)
    return f'<label>{label} <select name="{name}"><option value="">all</option>{listed}</select></label>'


def _filters(rows: Sequence[Row]) -> str:
    methods = [(method, "any" if method == "*" else method) for method in sorted({row.method for row in rows})]
    apps = [(name, name) for name in dict.fromkeys(_application(row.facts) for row in rows)]
    made = [_select("method", "Method", methods)]
    made += [_select("app", "Application", apps)] if len(apps) > 1 else []
    return "\n".join([*made, *(_select(*choice) for choice in _FILTERS)])


def _application(facts: dict[str, Any]) -> str:
    return f"{facts['framework']} {facts['app']['file']}:{facts['app']['line']}"


def _not_followed(backend: Backend) -> str:
    files = ", ".join(f"{gap.path} ({gap.reason})" for gap in gaps_of(backend))
    counts = ", ".join(f"{what} ({n})" for what, n in sorted(backend.unknown.items()))
    said = [("Not analysed", files), ("Not followed", counts), ("Missing", "; ".join(not_followed(backend)))]
    return " ".join(f"{head}: {text(what)}." for head, what in said if what)


def _by(facts: dict[str, Any]) -> str:
    """A mark behind what was concluded from names, which says from which."""
    by = facts["paginated_by"]
    return f' <abbr title="by {text(by["name"])}, {text(_place(by))}">?</abbr>' if by else ""


def _route(row: Row, index: int) -> str:
    facts = row.facts
    answers = {
        "auth": bool(facts["auth"]), "limit": bool(facts["rate_limits"]),
        "validated": not unchecked(facts) if facts["takes"] else None,
        "tested": bool(facts["tested"]), "documented": facts["documented"], "paged": facts["paginated"],
    }  # fmt: skip
    data = "".join(
        f' data-{name}="{"" if value is None else "yes" if value else "no"}"' for name, value in answers.items()
    )
    handler = facts["handler"]
    conditional = ' <span class="note">conditional</span>' if facts["conditional"] else ""
    cells = (
        f'<td><span class="method m-{text(row.method.lower()) if row.method.isalpha() else "any"}">'
        f"{text('any' if row.method == '*' else row.method)}</span></td>",
        f'<th scope="row"><button type="button" class="path" aria-expanded="false" aria-controls="d{index}">'
        f"{text(facts['path'])}</button>{conditional}</th>",
        f"<td>{text(handler['name'] or _place(handler).rpartition('/')[2])}</td>",
        f"<td>{_names(facts['auth']) or '<span class=bad>open</span>'}</td>",
        f"<td>{_names(facts['rate_limits'])}</td>",
        f"<td>{', '.join(map(text, checks_in_words(facts)))}</td>",
        f"<td>{ {True: 'yes', False: '<span class=bad>no</span>', None: ''}[facts['paginated']] }{_by(facts)}</td>",
        f'<td class="number">{len(facts["tested"]) or ""}</td>',
        f"<td>{'yes' if facts['documented'] else ''}</td>",
        f"<td>{'<br>'.join(map(text, effects_in_words(facts['effects'])[:4]))}</td>",
    )
    return (
        f'<tbody data-method="{text(row.method)}" data-app="{text(_application(facts))}"{data}>'
        f'<tr class="route">{"".join(cells)}</tr>'
        f'<tr class="detail" id="d{index}" hidden><td colspan="{len(_HEADS)}">'
        f"<dl>{_detail(facts)}</dl></td></tr></tbody>"
    )


def _names(items: Sequence[dict[str, Any]]) -> str:
    return ", ".join(dict.fromkeys(text(short(item["name"])) for item in items))


def _place(item: dict[str, Any]) -> str:
    return f"{item.get('file') or item.get('path')}:{item['line']}"


def _detail(facts: dict[str, Any]) -> str:
    """Everything that proves the row: each with its place in the code."""
    handler = facts["handler"]
    entries = [
        ("Declared", [f"{_code(facts)} in the {text(facts['framework'])} application {_code(facts['app'])}"]),
        ("Handler", [f"{text(handler['name'] or 'a function without a name')} {_code(handler)}"]),
        ("Guards, outermost first", [_guard(item) for item in facts["guards"]]),
        ("Authentication", [_guard(item) for item in facts["auth"]] or ["none found, in guards or handler"]),
        ("Rate limits", [_guard(item) for item in facts["rate_limits"]]),
        ("Takes", [text(", ".join(facts["takes"]))] if facts["takes"] else []),
        ("Input checked by", [_check(item) for item in facts["validated"]]),
        ("Request", [text(facts["request_schema"])] if facts["request_schema"] else []),
        ("Response", _response(facts)),
        ("Effects", [_effect(item) for item in facts["effects"]]),
        ("Tests", [_code(item) for item in facts["tested"]]),
    ]  # fmt: skip
    return "".join(
        f"<div><dt>{name}</dt>{''.join(f'<dd>{item}</dd>' for item in items)}</div>" for name, items in entries if items
    )


def _response(facts: dict[str, Any]) -> list[str]:
    said = [text(facts["response_schema"])] if facts["response_schema"] else []
    return [*said, *([f"status {facts['status']}"] if facts["status"] else [])]


def _code(item: dict[str, Any]) -> str:
    return f"<code>{text(_place(item))}</code>"


def _guard(item: dict[str, Any]) -> str:
    arguments = f"({text(', '.join(item['arguments']))})" if item["arguments"] else ""
    return f"{text(item['name'])}{arguments} {_code(item)}"


def _check(item: dict[str, Any]) -> str:
    what = f"{text(item['what'])}: " if item["what"] else ""
    return f"{what}{text(item['name'])} {_code(item)}"


def _effect(item: dict[str, Any]) -> str:
    words = effects_in_words([item])[0]
    bound = ""
    if item["kind"] == "read_many":
        bound = {None: ", without bound", "constant": ", bounded by a constant"}.get(item["bound"], ", bounded")
    chain = " → ".join(f"{text(step['name'])} {_code(step)}" for step in item["through"])
    return f"{text(words)}{bound} {_code(item)}{f' <span class=through>through {chain}</span>' if chain else ''}"
