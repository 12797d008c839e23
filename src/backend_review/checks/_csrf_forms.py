"""Forms of server-side templates that change something and carry no token, where the project protects by tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backend_review.backend import Backend
from backend_review.checks._calls import mention
from backend_review.checks._model import place_match, step
from backend_review.finding import Confidence, Match
from backend_review.model.routes import Place
from backend_review.rendering import Library
from backend_review.templates import Form, Template, Use

_TOKEN = re.compile(
    r"(?i)csrf|xsrf|authenticity|hidden_tag|nonce|form_?token|state_token|quick_form|crispy|bootstrap_form|render_form|"
    r"\b_token\b|anti_?forgery|\bform\.as_"
)
# In Django no way to print a form prints its token.
_TOKEN_DJANGO = re.compile(r"(?i)csrf|nonce|crispy|authenticity|form_?token|anti_?forgery")
# Attributes of forms that scripts send, with a header of theirs.
_SENT_BY_SCRIPTS = re.compile(
    r"^(?:data-)?hx-|^@submit|^v-on:submit|^x-on:submit|^ng-submit|^onsubmit$|^data-remote$|^data-action$|^_$|^up-submit$"
)
_ELSEWHERE = re.compile(r"(?i)^\s*(?:https?:)?//|^\s*(?:javascript|mailto):|csrf|xsrf|token=")
_MAX_DEPTH = 3


@dataclass(slots=True, frozen=True)
class _Protection:
    """What protects forms: how code shows that it is there, and what a form must have for it."""

    name: str
    languages: frozenset[str]
    dialects: frozenset[str]
    shown: re.Pattern[str]
    instead: str


_JINJA = frozenset({"jinja", "django"})
_PROTECTIONS = [
    _Protection("Django", frozenset({"python"}), _JINJA,
                re.compile(r"(?m)^\s*(?:from|import) (django)\.(?:urls|conf|http|shortcuts|views)\b"), "{% csrf_token %}"),
    _Protection("Flask-WTF", frozenset({"python"}), _JINJA,
                re.compile(r"(?m)^\s*from flask_(?:wtf|seasurf)\S* import [^\n]*\b(CSRFProtect|FlaskForm|Form|CsrfProtect|SeaSurf)\b"),
                "{{ form.hidden_tag() }}"),
    _Protection("Tornado", frozenset({"python"}), _JINJA, re.compile(r"(xsrf_cookies)[\"']?\s*[:=]\s*True"),
                "{% module xsrf_form_html() %}"),
    _Protection("the CSRF middleware", frozenset({"javascript", "typescript"}),
                frozenset({"ejs", "handlebars", "pug", "nunjucks", "jinja"}),
                re.compile(r"(?m)^[^/*\n]*(?:from|require\()\s*['\"](csurf|lusca|csrf-csrf|csrf-sync|tiny-csrf|koa-csrf|@fastify/csrf-protection|@dr\.pogodin/csurf)['\"]"),
                'a hidden field `_csrf`'),
    _Protection("the CSRF middleware", frozenset({"go"}), frozenset({"go"}),
                re.compile(r"\"(github\.com/(?:gorilla/csrf|justinas/nosurf|utrack/gin-csrf|gofiber/fiber/v\d/middleware/csrf))\"|\b(middleware\.CSRF)"),
                "{{ .csrfField }}"),
]  # fmt: skip
_OTHER_WAY = re.compile(r"CrossOriginProtection|filippo\.io/csrf")


def forms_without_token(backend: Backend) -> Iterator[Match]:
    """A match for each form that the project's protection would refuse, or that is exempt from it."""
    files = [file for file in backend.project.files.values() if file.role in {"production", "script"}]
    library = Library(files)
    if not library:
        return
    known: list[tuple[_Protection, Place]] = []
    for protection in _PROTECTIONS:
        code = [file for file in files if file.language in protection.languages]
        found = mention(code, protection.shown)
        if found is not None and mention(code, _OTHER_WAY) is None:
            known.append((protection, found[0]))
    for path in library.paths() if known else ():
        template = library.template(path)
        for protection, place in known:
            if template.dialect in protection.dialects:
                yield from _bare_forms(library, template, protection, place)
                break


def _bare_forms(library: Library, template: Template, protection: _Protection, place: Place) -> Iterator[Match]:
    token = _TOKEN_DJANGO if protection.name == "Django" else _TOKEN
    for form in template.forms:
        if not _is_ours(form) or _has_token(library, template, form, token):
            continue
        at = Place(template.path, form.line)
        target = form.attributes.get("action", "").replace("\0", "…")
        yield place_match(
            "csrf-disabled",
            at,
            f"This form sends `POST {target or 'to its own page'}` without a token, so {protection.name} refuses it, or any website can send it "
            f"where the view is exempt. Put `{protection.instead.strip('`')}` into it.",
            trace=(step(place, f"{protection.name} checks tokens"), step(at, "a form without one")),
            confidence=Confidence.MEDIUM,
        )


def _is_ours(form: Form) -> bool:
    """Whether a browser sends the form to this application, with the cookies and without a script."""
    action = form.attributes.get("action", "")
    named = any(_SENT_BY_SCRIPTS.search(name) for name in form.attributes)
    return (
        form.attributes.get("method", "").lower() == "post"
        and form.ended
        and (form.submits > 0 or (not form.inert and bool(form.fields)))
        and not named
        and not _ELSEWHERE.search(action)
        and not (action.startswith("\0") and not form.links)
    )


def _has_token(library: Library, template: Template, form: Form, token: re.Pattern[str]) -> bool:
    if any(token.search(text) for text in (*form.fields, *form.written)):
        return True
    return any(_brings_token(library, template, use, token, 0) for use in form.uses)


def _brings_token(library: Library, template: Template, use: Use, token: re.Pattern[str], depth: int) -> bool:
    """Whether what is included in a form may bring the token; what is not found may."""
    if depth > _MAX_DEPTH:
        return True
    if use.name.startswith("block "):
        return False  # what is in it is in the form
    if use.kind == "call" and template.dialect != "go" and not _is_macro(template, use):
        return False  # a function: what it is called says what it gives
    for path, _ in library.meant(template, use):
        inner = library.template(path).main.uses if path != template.path else ()
        return bool(token.search(library.text(path))) or any(
            _brings_token(library, library.template(path), item, token, depth + 1) for item in inner
        )
    return True


def _is_macro(template: Template, use: Use) -> bool:
    root = use.name.partition(".")[0]
    own = f"macro {use.name}" in template.units or use.name in template.units
    return own or use.name in template.taken or root in template.imports
