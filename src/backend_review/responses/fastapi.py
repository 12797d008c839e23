"""FastAPI and Starlette. https://www.starlette.io/responses/"""

from __future__ import annotations

from backend_review.model.answers.rules import makes, raises
from backend_review.model.libraries import Rule
from backend_review.model.uses import Use
from backend_review.model.values import Unknown, Value
from backend_review.responses._pydantic import METHODS

_CONTENT, _STATUS = (0, "content"), (1, "status_code")
_MODULES = ("fastapi", "fastapi.responses", "starlette.responses")
_KINDS = {
    **dict.fromkeys(("JSONResponse", "ORJSONResponse", "UJSONResponse"), "json"),
    "HTMLResponse": "html",
    "PlainTextResponse": "text",
    "Response": "",
    "StreamingResponse": "stream",
    "FileResponse": "file",
}
_ERRORS = ("fastapi.HTTPException", "fastapi.exceptions.HTTPException", "starlette.exceptions.HTTPException")
RETURNED = {"fastapi": "json"}


def _encoded(use: Use) -> Value:
    """``jsonable_encoder(x)``: the same, unless some fields are chosen."""
    chosen = {"include", "exclude"} & set(use.named)
    return Unknown() if chosen else use.arg(0, "obj") or Unknown()


RULES: dict[str, Rule] = {
    "fastapi.encoders.jsonable_encoder": _encoded,
    **{f"{module}.{name}": makes(kind, _CONTENT, _STATUS, 200) for module in _MODULES for name, kind in _KINDS.items()},
    **{f"{module}.RedirectResponse": makes("redirect", (0, "url"), _STATUS, 307) for module in _MODULES},
    **dict.fromkeys(_ERRORS, makes("json", (1, "detail"), (0, "status_code"), 500, error=True)),
    **{f"{module}.Jinja2Templates.TemplateResponse": makes("html", None, "status_code", 200)
       for module in ("fastapi.templating", "starlette.templating")},
    "fastapi.exceptions.RequestValidationError": makes("json", 0, None, 422, error=True),
    "starlette.exceptions.abort": raises(),
    **METHODS,
}  # fmt: skip
