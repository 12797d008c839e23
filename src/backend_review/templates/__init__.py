"""Server-side templates: which language one is in, and what it writes.

Everything is read tolerantly and with bounds; nothing of a template is run.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from backend_review.project.source import SourceFile
from backend_review.templates import ejs, golang, jinja, mustache, pug
from backend_review.templates.data import ANY, Form, Output, Path, Spot, Template, Unit, Use

__all__ = ["ANY", "Form", "Output", "Path", "Spot", "Template", "Unit", "Use", "dialect_of", "read"]

_BY_SUFFIX = {
    ".jinja": "jinja", ".jinja2": "jinja", ".j2": "jinja", ".twig": "jinja", ".njk": "nunjucks",
    ".nunjucks": "nunjucks", ".ejs": "ejs", ".eta": "ejs", ".hbs": "handlebars", ".handlebars": "handlebars", ".mustache": "handlebars",
    ".pug": "pug", ".jade": "pug", ".gohtml": "go", ".gotmpl": "go", ".gohtm": "go",
}  # fmt: skip
_GO = re.compile(r"\{\{-?\s*(?:[.$]|(?:define|template|range|with|block|end|else|len|index|printf|if)\b)")
_HANDLEBARS = re.compile(r"\{\{\{|\{\{~?[#/>&^]|\{\{!--")


def dialect_of(file: SourceFile) -> str:
    """The language of a template: jinja, nunjucks, handlebars, ejs, pug or go; "" for a page that is none."""
    known = _BY_SUFFIX.get(PurePosixPath(file.path).suffix.lower())
    if known is not None:
        return known
    text = file.text
    if "{%" in text:
        return "jinja"
    if "<%" in text:
        return "ejs"
    if _HANDLEBARS.search(text):
        return "handlebars"
    if _GO.search(text):
        return "go"
    return "jinja" if "{{" in text else ""


def read(file: SourceFile) -> Template:
    """What a template writes. A file that is no template writes nothing."""
    dialect = dialect_of(file)
    if dialect in {"jinja", "nunjucks"}:
        return jinja.read(file.path, file.text, dialect)
    if dialect == "handlebars":
        return mustache.read(file.path, file.text)
    if dialect == "ejs":
        return ejs.read(file.path, file.text)
    if dialect == "pug":
        return pug.read(file.path, file.text)
    if dialect == "go":
        return golang.read(file.path, file.text)
    return Template(file.path, "")
