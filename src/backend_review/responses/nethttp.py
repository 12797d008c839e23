"""net/http and go-chi/render. https://pkg.go.dev/net/http#ResponseWriter"""

from __future__ import annotations

from dataclasses import replace

from backend_review.model.answers.rules import answer, sends, told
from backend_review.model.answers.status import status_of
from backend_review.model.libraries import Rule
from backend_review.model.uses import Use
from backend_review.model.values import Known, Thing, Unknown, Value, options

W, ENCODER = "net/http.ResponseWriter", "encoding/json.Encoder"
R = "net/http.Request"
TYPES = {W: W, R: R}


def _encoder(use: Use) -> Value:
    """``json.NewEncoder(w)``: what it encodes is sent when it writes to a response."""
    made = use.make(ENCODER)
    for item in options(use.arg(0) or Unknown()):
        if isinstance(item, Thing) and item.type == W:
            made.attributes["=writer"] = item
    return made


def _writer(value: Value | None) -> Thing | None:
    for item in options(value) if value is not None else ():
        if isinstance(item, Thing) and item.type == W:
            return item
    return None


def _to(kind: str, body: int, writer: int | None = 0, status: int | None = None, error: bool = False) -> Rule:
    """A function that sends by the writer that it is given."""

    def rule(use: Use) -> Value:
        held = use.receiver.attributes.get("=writer") if isinstance(use.receiver, Thing) else None
        target = _writer(use.arg(writer)) if writer is not None else _writer(held)
        if target is None:
            return Unknown()
        made = answer(Use(use.walk, use.name, target, use.expr, use.args, use.named), kind, body, status, 200, error)
        before = next((item for item in use.walk.answers if item == made and item.kind == kind), None)
        use.walk.unanswered(target)
        if before is None:
            use.walk.answer(made)
        return Unknown()

    return rule


def _told(use: Use) -> Value:
    """``render.Status(r, code)``: kept in the request for the answer to come."""
    for item in options(use.arg(0) or Unknown()):
        if isinstance(item, Thing) and item.type == R and use.expr.args:
            made = Thing(type=R, attributes={**item.attributes, "=status": Known(status_of(use.arg(1)))})
            use.walk.bind(use.expr.args[0], made, declared=False)
    return Unknown()


def _rendered(kind: str) -> Rule:
    def rule(use: Use) -> Value:
        request = next((item for item in options(use.arg(1) or Unknown()) if isinstance(item, Thing)), None)
        if _writer(use.arg(0)) is not None:
            use.walk.unanswered(_writer(use.arg(0)) or Thing())
            kept = Use(use.walk, use.name, request, use.expr, use.args, use.named)
            use.walk.answer(answer(kept, kind, 2, None, 200))
        return Unknown()

    return rule


def _written(use: Use) -> Value:
    """``w.Write(b)``: the body of what was told before; pieces of one answer are one."""
    receiver = use.receiver
    use.walk.unanswered(receiver) if isinstance(receiver, Thing) else None
    return sends("", 0, None, 200)(use) or Unknown()


def _not_found(use: Use) -> Value:
    use.walk.answer(replace(answer(use, "text"), status=404))
    return Unknown()


_JSON = ("encoding/json", "github.com/goccy/go-json", "github.com/json-iterator/go", "github.com/bytedance/sonic")
_RENDER = ("github.com/go-chi/render", "github.com/go-chi/chi/render")
RULES: dict[str, Rule] = {
    f"{W}.WriteHeader": told(0, empty=True),
    f"{W}.Write": _written,
    "net/http.Error": _to("text", 1, 0, 2),
    "net/http.NotFound": _not_found,
    "net/http.Redirect": _to("redirect", 2, 0, 3),
    **dict.fromkeys(("net/http.ServeFile", "net/http.ServeContent"), _to("file", 2)),
    **dict.fromkeys(("fmt.Fprint", "fmt.Fprintf", "fmt.Fprintln", "io.WriteString"), _to("text", 1)),
    "io.Copy": _to("stream", 1),
    **{f"{package}.NewEncoder": _encoder for package in _JSON},
    f"{ENCODER}.Encode": _to("json", 0, None),
    **{f"{base}.{name}": _rendered("json") for base in _RENDER for name in ("JSON", "Respond")},
    **{f"{base}.Status": _told for base in _RENDER},
    **{f"{base}.PlainText": _rendered("text") for base in _RENDER},
    **{f"{base}.HTML": _rendered("html") for base in _RENDER},
    **{f"{base}.NoContent": _to("empty", 9) for base in _RENDER},
}  # fmt: skip
