"""Flask, Flask-RESTful and Werkzeug. https://flask.palletsprojects.com/api/#response-objects"""

from __future__ import annotations

from dataclasses import replace

from backend_review.model.answers.data import ANSWER, Answer
from backend_review.model.answers.rules import makes, raises
from backend_review.model.answers.status import status_of
from backend_review.model.libraries import Rule
from backend_review.model.uses import Use
from backend_review.model.values import Items, Table, Thing, Unknown, Value, options

RETURNED = {"flask": "json"}


def _jsonify(use: Use) -> Value:
    body: Value = Table(dict(use.named)) if use.named else Items(use.args) if len(use.args) > 1 else Unknown()
    if len(use.args) == 1:
        body = use.args[0]
    first = use.expr.args[0] if use.expr.args else use.expr
    written = " ".join(use.walk.module.text(first.node).split())[:160]
    return Thing(type=ANSWER, model=Answer(None, "json", body, written, place=use.place))


def _make_response(use: Use) -> Value:
    given = use.arg(0, "rv") or Unknown()
    code = status_of(use.arg(1))
    if isinstance(given, Items) and given.items and use.arg(1) is None:
        code = status_of(given.items[1]) if len(given.items) > 1 else None
        given = given.items[0]
    for item in options(given):
        if isinstance(item, Thing) and isinstance(item.model, Answer):
            return Thing(type=ANSWER, model=replace(item.model, status=code or item.model.status))
    written = use.walk.module.text(use.expr.args[0].node)[:160] if use.expr.args else ""
    return Thing(type=ANSWER, model=Answer(code, "json", given, written, place=use.place))


def _set_status(use: Use) -> Value:
    if isinstance(use.receiver, Thing) and isinstance(use.receiver.model, Answer):
        use.receiver.model = replace(use.receiver.model, status=status_of(use.arg(0)))
    return Unknown()


_ERRORS = (
    "BadRequest Unauthorized Forbidden NotFound MethodNotAllowed NotAcceptable RequestTimeout Conflict Gone "
    "RequestEntityTooLarge UnsupportedMediaType UnprocessableEntity TooManyRequests InternalServerError NotImplemented "
    "BadGateway ServiceUnavailable"
)
RULES: dict[str, Rule] = {
    **dict.fromkeys(("flask.jsonify", "flask.json.jsonify"), _jsonify),
    "flask.make_response": _make_response,
    **dict.fromkeys(("flask.Response", "werkzeug.wrappers.Response", "werkzeug.Response"),
                    makes("", (0, "response"), (1, "status"), 200)),
    **dict.fromkeys(("flask.render_template", "flask.render_template_string"), makes("html", None)),
    **dict.fromkeys(("flask.send_file", "flask.send_from_directory"), makes("file", 0)),
    **dict.fromkeys(("flask.redirect", "werkzeug.utils.redirect"), makes("redirect", 0, (1, "code"), 302)),
    **dict.fromkeys(("flask.abort", "werkzeug.exceptions.abort"), raises("html", (1, "description"), 0)),
    **dict.fromkeys(("flask_restful.abort", "flask_restx.abort", "flask_restplus.abort", "flask_smorest.abort"),
                    raises("json", (1, "message"), 0)),
    **{f"werkzeug.exceptions.{name}": makes("html", (0, "description"), None, None, error=True)
       for name in _ERRORS.split()},
    f"{ANSWER}.status_code=": _set_status,
}  # fmt: skip
