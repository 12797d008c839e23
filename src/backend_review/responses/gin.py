"""Gin. https://pkg.go.dev/github.com/gin-gonic/gin#Context"""

from __future__ import annotations

from backend_review.model.answers.rules import same, sends, told
from backend_review.model.libraries import Rule
from backend_review.model.uses import table

C = "github.com/gin-gonic/gin.Context"
RULES: dict[str, Rule] = {
    **table(C, "JSON IndentedJSON PureJSON AsciiJSON SecureJSON JSONP XML YAML TOML ProtoBuf", sends("json", 1, 0)),
    **table(C, "AbortWithStatusJSON AbortWithStatusPureJSON", sends("json", 1, 0)),
    f"{C}.AbortWithStatus": sends("empty", None, 0),
    f"{C}.AbortWithError": sends("empty", 1, 0, error=True),
    f"{C}.String": sends("text", 1, 0),
    f"{C}.HTML": sends("html", None, 0),
    f"{C}.Data": sends("", 2, 0),
    f"{C}.DataFromReader": sends("stream", 3, 0),
    f"{C}.Redirect": sends("redirect", 1, 0),
    **table(C, "File FileFromFS FileAttachment", sends("file", 0, None, 200)),
    f"{C}.Status": told(0, empty=True),
    f"{C}.Header": same,
}
