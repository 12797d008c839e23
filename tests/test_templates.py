"""Templates joined with the code that renders them, as the command line shows it; and hostile templates."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from backend_review import templates
from backend_review.catalog import load_catalog
from backend_review.config import Config
from backend_review.project.source import SourceFile
from backend_review.review import Request, review
from conftest import Result

Cli = Callable[..., Result]
Project = Callable[[dict[str, str]], Path]
RULE = ("--select", "unescaped-html", "--format", "json")

FLASK = """\
from flask import Flask, render_template, request

app = Flask(__name__)


@app.get("/")
def home():
    return render_template("{name}", q=request.args["q"], n=3)
"""
EXPRESS = """\
const express = require('express')
const app = express()
app.get('/', (req, res) => res.render('{name}', { q: req.query.q, n: 3 }))
"""


def _found(result: Result) -> list[tuple[str, int]]:
    return [(one["path"], one["start"]["line"]) for one in result.json["findings"]]


def test_a_finding_is_in_the_template_and_its_trace_leads_there(cli: Cli, project: Project) -> None:
    project(
        {
            "app.py": FLASK.replace("{name}", "page.html"),
            "templates/page.html": '{% include "part.html" %}\n',
            "templates/part.html": "<p>\n{{ q|safe }}\n</p>\n",
        }
    )
    finding = cli(".", *RULE).json["findings"][0]
    assert (finding["path"], finding["start"]) == ("templates/part.html", {"line": 2, "column": 1})
    assert [(step["path"], step["line"]) for step in finding["trace"]] == [
        ("app.py", 8),
        ("app.py", 8),
        ("templates/page.html", 1),
        ("templates/part.html", 2),
    ]


def test_a_template_alone_is_reviewed_with_the_views_around_it(cli: Cli, project: Project) -> None:
    project({"app.py": FLASK.replace("{name}", "page.html"), "templates/page.html": "<p>{{ q|safe }}</p>\n"})
    assert _found(cli("templates/page.html", *RULE)) == [("templates/page.html", 1)]
    assert _found(cli("app.py", *RULE)) == []


JINJA = {
    "{{ q|safe }}": ("<p>{{ q }}</p>\n<p>{{ q|safe }}</p>\n<p>{{ n|safe }}</p>\n", [2]),
    "autoescape": ("{% autoescape off %}\n<p>{{ q }}</p>\n<p>{{ q|e }}</p>{% endautoescape %}\n<p>{{ q }}</p>\n", [2]),
    "attributes": ("<a href={{ q }}>\n<a href='/x?q={{ q }}'>\n<a href='{{ q }}'>\n", [1, 3]),
    "scripts": ("<script>\nvar a = {{ q }};\nvar b = {{ q|tojson }};\n</script>\n", [2]),
    "no scripts": ("<script type='text/x-template'>\n{{ q }}\n</script>\n<textarea>{{ q }}</textarea>\n", []),
    "macro": ("{% macro m(x) %}\n<b>{{ x|safe }}</b>{% endmacro %}\n{{ m(q) }}\n", [2]),
    "macro of a number": ("{% macro m(x) %}\n<b>{{ x|safe }}</b>{% endmacro %}\n{{ m(n) }}\n", []),
    "choice": ("<b>{{ ('yes' if q else 'no')|safe }}</b>\n<b>{{ (q ~ '!')|safe }}</b>\n", [2]),
    "others": ("{# <b>{{ q|safe }}</b> #}\n<b>{{ other|safe }}</b>\n", []),
}
JAVASCRIPT = {
    "a.ejs": ("<p><%= q %></p>\n<p><%- q %></p>\n<p><%- n %></p>\n<%# <%- q %> %>\n", [2]),
    "b.ejs": ("<% [q].forEach(function (item) { %>\n<p><%- item %></p>\n<% }) %>\n", [2]),
    "c.ejs": ("<% const shown = q.trim() %>\n<p><%- shown %></p>\n", [2]),
    "d.hbs": ("<p>{{q}}</p>\n<p>{{{q}}}</p>\n<p>{{{n}}}</p>\n", [2]),
    "e.pug": ("p= q\np!= q\np!= n\np #{q}\np !{q}\n", [2, 5]),
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, int]]:
    """The findings in all templates of one project in two languages."""
    folder = tmp_path_factory.mktemp("pages")
    files = {"pyproject.toml": "", "app.py": FLASK.partition("@app")[0], "app.js": EXPRESS.rpartition("app.get")[0]}
    for number, (text, _) in enumerate(JINJA.values()):
        files[f"templates/page{number}.html"] = text
        view = FLASK[FLASK.index("@app") :].replace("{name}", f"page{number}.html").replace("home", f"page{number}")
        files["app.py"] += view + "\n\n"
    for name, (text, _) in JAVASCRIPT.items():
        files[f"views/{name}"] = text
        files["app.js"] += EXPRESS[EXPRESS.index("app.get") :].replace("{name}", name).replace("'/'", f"'/{name}'")
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    catalog = load_catalog().select(["unescaped-html"], [])
    request = Request(root=folder, paths=[folder], known=catalog, catalog=catalog, config=Config())
    return {(finding.path, finding.start.line) for finding in review(request).findings}


@pytest.mark.parametrize("name", JINJA)
def test_jinja(written: set[tuple[str, int]], name: str) -> None:
    page = f"templates/page{list(JINJA).index(name)}.html"
    assert sorted(line for path, line in written if path == page) == JINJA[name][1]


@pytest.mark.parametrize("name", JAVASCRIPT)
def test_express(written: set[tuple[str, int]], name: str) -> None:
    assert sorted(line for path, line in written if path == f"views/{name}") == JAVASCRIPT[name][1]


def test_a_comment_in_a_template_suppresses(cli: Cli, project: Project) -> None:
    page = "{# backend-review: ignore[unescaped-html] shown to its author only #}\n<p>{{ q|safe }}</p>\n"
    project({"app.py": FLASK.replace("{name}", "page.html"), "templates/page.html": page})
    assert _found(cli(".", *RULE)) == []


def test_what_is_not_understood_is_listed(cli: Cli, project: Project) -> None:
    project({"app.py": FLASK.replace("{name}", "page.html"), "templates/page.html": "<p>{{ q|safe }}</p>\n{{ q \n"})
    result = cli(".", *RULE)
    assert _found(result) == [("templates/page.html", 1)]
    assert [(gap["path"], gap["line"]) for gap in result.json["not_analysed"]] == [("templates/page.html", 2)]


def test_pages_that_no_server_makes_are_left_out(cli: Cli, project: Project) -> None:
    project({"app.py": "x = 1\n", "static/page.html": "<p>q</p>\n", "src/a.component.html": "<p>{{ q }}</p>\n"})
    assert cli(".", *RULE).json["summary"]["files"] == 2  # app.py, pyproject.toml


def _read(name: str, text: str) -> templates.Template:
    return templates.read(SourceFile(Path(), name, "template", "production", text.encode()))


HOSTILE = {
    "deep tags": ("{% if a %}" * 5_000 + "{{ q|safe }}", ".html"),
    "deep sections": ("{{#a}}" * 5_000 + "{{{q}}}", ".hbs"),
    "deep blocks": ("{{if .A}}" * 5_000 + "{{.Q}}" + "{{end}}" * 5_000, ".gohtml"),
    "deep lines": ("\n".join(" " * depth + "each x in y" for depth in range(1_000)), ".pug"),
    "deep brackets": ("{{ " + "(" * 20_000 + "q" + ")" * 20_000 + " }}", ".html"),
    "deep calls": ("<%= " + "f(" * 20_000 + "q %>", ".ejs"),
    "deep elements": ("<div " * 20_000 + "{{ q|safe }}", ".html"),
    "many values": ("{{ q|safe }}" * 20_000, ".html"),
    "many openings": ("{{" * 100_000, ".html"),
    "many openings of scripts": ("<script>" * 50_000 + "{{ q }}", ".html"),
    "open attributes": ("p(" * 20_000, ".pug"),
    "open quotes": ("a(href='" + "x" * 200_000, ".pug"),
    "quotes": ('{% with a="' + "\\" * 100_000 + " %}", ".html"),
    "names": ("{% with " + "a=b.c " * 20_000 + "%}{{ a|safe }}", ".html"),
    "filters": ("{{ q" + "|f" * 50_000 + " }}", ".html"),
    "binary": ("\ufffd\x01{{\x02}}{%\x03%}" * 1_000, ".html"),
    "odd ends": ("{%end%}{{/}}<%%>{{end}}{%endfor%}", ".html"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_templates_are_read_within_bounds(name: str) -> None:
    text, suffix = HOSTILE[name]
    made = _read(f"page{suffix}", text)
    assert len(made.outputs()) <= 3_100
    assert all(len(output.text) <= 120 and len(output.paths) <= 12 for output in made.outputs())


def test_templates_that_include_each_other_end(cli: Cli, project: Project) -> None:
    pages = {
        f"templates/{number}.html": "".join(f'{{% include "{other}.html" %}}' for other in range(12))
        + "<p>{{ q|safe }}</p>\n"
        for number in range(12)
    }
    project({"app.py": FLASK.replace("{name}", "0.html"), **pages})
    assert ("templates/0.html", 1) in _found(cli(".", *RULE))


def test_a_template_that_is_too_large_is_listed(cli: Cli, project: Project) -> None:
    project({"app.py": "x = 1\n", "templates/page.html": "<p>{{ q|safe }}</p>\n" * 80_000})
    gaps = cli(".", *RULE).json["not_analysed"]
    assert [gap["path"] for gap in gaps] == ["templates/page.html"]


def test_a_binary_file_with_the_name_of_a_template_is_left_out(cli: Cli, project: Project) -> None:
    (project({"app.py": "x = 1\n"}) / "page.html").write_bytes(b"\0\1{{ q|safe }}")
    result = cli(".", *RULE)
    assert result.json["findings"] == result.json["not_analysed"] == []
