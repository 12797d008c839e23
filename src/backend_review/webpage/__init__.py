"""Self-contained HTML pages: they load nothing, and their policy forbids all but their own style and script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from html import escape
from pathlib import Path
from string import Template

from backend_review.escaping import visible

_HERE = Path(__file__).parent


def page(title: str, subtitle: str, body: str, styles: Sequence[str] = (), scripts: Sequence[str] = ()) -> str:
    """The page. ``title`` and ``subtitle`` are escaped here, ``body`` is HTML; styles and scripts follow shared ones.

    A text of the code under review gets into ``body`` through ``text``, ``code`` or ``prose``, and into a script never.
    """
    style = "\n".join([own_file(_HERE, "base.css"), *styles])
    script = "\n".join([own_file(_HERE, "base.js"), *scripts])
    return (
        Template(own_file(_HERE, "page.html"))
        .substitute(
            title=text(title),
            subtitle=text(subtitle),
            policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
            "base-uri 'none'; form-action 'none'",
            style=style,
            script=script,
            body=body,
        )
        .rstrip()
    )


def own_file(folder: Path, name: str) -> str:
    """A file that comes with the program: part of a page, a style or a script."""
    return folder.joinpath(name).read_text(encoding="utf-8")


def text(value: object) -> str:
    """Text of the code under review on one line, harmless in an element and in a quoted attribute."""
    return escape(visible(" ".join(str(value).split())))


def code(line: str) -> str:
    """A line of the code under review, its blanks kept."""
    return escape(visible(line))


def prose(value: str) -> str:
    """A text in which backticks mark code, such as a rule's message."""
    parts = " ".join(value.split()).split("`")
    if len(parts) % 2 == 0:
        return text(value)
    return "".join(
        f"<code>{code(part)}</code>" if number % 2 and part.strip() else code(part) for number, part in enumerate(parts)
    )


def _hash(content: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"
