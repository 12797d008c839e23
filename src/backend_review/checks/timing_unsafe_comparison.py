"""Secrets compared with ``==``: told from what the two sides are called and where they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator

import tree_sitter

from backend_review.checks._trees import (
    CALLS,
    STRINGS,
    arguments,
    bare,
    called,
    enclosing_function,
    function_name,
    last_name,
    receiver,
    root_of,
    snake,
    string_value,
    text,
    walk,
)
from backend_review.finding import Confidence, Match, Position
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

_WORDS = rb"secret|token|passw|passphrase|passcode|pwd|api_?-?key|auth_?key|access_?key|private_?key|master_?key|signature|hmac|digest|csrf|xsrf|otp|signing|sig|mac|hash|authorization|_code|Code"
# A file is worth its tree if some line compares and speaks of a secret, or if it computes an HMAC.
_QUICK = re.compile(
    rb"(?im)^(?=[^\n]*(?:[!=]=|\.equals\(|\bEqual\(|DeepEqual|compare\())[^\n]*(?:" + _WORDS + rb")|hmac"
)

# A name speaks of its last word: `token_type` is a type. These words may follow the one that counts.
_TAIL = r"(?:_(?:hash|hashed|value|val|str|string|hex|header|bytes|digest|b64|base64|encoded|raw|plain|text|buffer|buf|data|param|input|field|1|2))*$"
_STRONG = re.compile(
    r"(?:^|_)(?:api_?key|x_api_key|secret|secret_key|signing_key|webhook_secret|shared_key|shared_secret|hmac|hub_signature(?:_256)?"
    r"|csrf|xsrf|csrf_?token|xsrf_?token|(?:auth|access|refresh|bearer|session|reset|verification|verify|verifier|activation|confirm|confirmation|invite"
    r"|admin|api|webhook|internal|service|security|login|magic|unsubscribe|shared|expected|stored|valid|provided|received|given|"
    r"password_reset|email|secret|join|metrics|cron|push|bot|agent|master|root)_?token"
    r"|password|passwd|passphrase|passcode|pwd|otp|totp|one_time_password|pin_code|verification_code|reset_code|otp_code"
    r"|recovery_code|backup_code|client_secret|authorization|auth_key|access_key|private_key|encryption_key|master_key|auth_header)"
    + _TAIL
)
_SIGNATURE = re.compile(r"(?:^|_)(?:signature|sig|mac|digest|hash|checksum|sign)" + _TAIL)
_TOKEN = re.compile(
    r"(?:^|(?<!device)(?<!push)(?<!page)(?<!next)(?<!cursor)(?<!continuation)(?<!cancel)(?<!registration)(?<!fcm)_)(?:token|tok)"
    + _TAIL
)
_NEUTRAL = re.compile(
    r"(?:^|_)(?:expected|provided|received|given|supplied|actual|computed|calculated|submitted|stored|presented|want|got|sent)$"
)
_KNOWN = re.compile(r"(?:^|_)(?:expected|stored|valid|provided|received|given|supplied|submitted)_")
# Two versions of one value, or both typed by the same person: nothing to learn from the time it takes.
_CHANGE = re.compile(
    r"(?:^|_)(?:old|saved|prev|previous|original|orig|initial|last|cached|default|placeholder|masked|mask|dummy|sentinel|redacted|confirm|confirmation|confirmed"
    r"|repeat|repeated|retype|again|new|next|existing|before|after|missing|empty|unset|unchanged|public|unusable|\w*[a-z]2|2|repassword|type|kind|invalid)(?:_|$)"
)
_REQUEST = re.compile(
    r"(?i)\breq(uest)?\b|headers?\b|\bcookies?\b|\bbody\b|\bquery\b|\bparams?\b|\.args\b|\.form\b|\bctx\b|\bFormValue\b|\bPostForm\b|GetHeader|get_argument|\bMETA\b|\bevent\."
)
_STORED = re.compile(
    r"process\.env|environ|getenv|Getenv|LookupEnv|\bsettings\b|\bconfig\w*\b|\bcfg\b|\bconf\b|\benv\b|app\.config|\.Config\b|\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b"
    r"|\b\w*(user|account|session|stored|expected|valid|record|row|doc|member|client|tenant|db|store|redis|cache|admin|invit|reset|verification|link|share|order|device|webhook|customer|profile)\w*\s*(\.|\[|\?\.|->)|\bself\.|\bthis\."
)
_CRYPTO = re.compile(
    r"(?i)hmac|createhmac|signing|secret|webhook|verify_?signature|check_?signature|validate_?signature|x-[\w-]*signature|sign\("
)
_HMAC_CALL = re.compile(r"\bhmac\.(new|digest|New|HMAC)\b|createHmac|HMAC\(|HmacSHA|\bhmac\(")
_DIGEST_CALL = re.compile(
    r"hexdigest\(|\.digest\(|createHash|\.Sum\(nil\)|sha(1|224|256|384|512)|md5|\bhash\w*\(|Sum256|Sum512|pbkdf2|scrypt",
    re.IGNORECASE,
)
_LANGUAGE_PLACE = re.compile(
    r"(?i)lexer|tokeni[sz]e|parser|scanner|grammar|syntax|/ast/|css|markdown|highlight|(^|/)(frontend|client|web|ui|www|public|static|assets)/"
)
_LEXER = re.compile(r"(?i)next_?token|tokeni[sz]e|lexer|peek_?token|consume_?token")
_WRAPPERS = {
    "strip", "lower", "upper", "decode", "encode", "toString", "trim", "get_secret_value", "String", "toLowerCase", "toUpperCase", "hex",
    "str", "bytes", "string", "TrimSpace", "ToLower", "ToUpper", "rstrip", "lstrip", "replace", "TrimPrefix", "removeprefix", "slice", "substring",
    "from", "trimEnd", "EncodeToString", "byte", "unhexlify", "hexlify", "b64decode", "b64encode", "DecodeString", "Buffer", "reveal", "expose_secret",
}  # fmt: skip
_GETTERS = {
    "get", "Get", "header", "getHeader", "GetHeader", "getenv", "Getenv", "get_argument", "FormValue", "PostFormValue", "Query", "query",
    "param", "Param", "getfirst", "GetString", "Cookies", "cookie", "Cookie", "PostForm", "DefaultQuery", "Params", "get_header",
    "get_cookie", "getCookie", "pop", "LookupEnv", "MustGet", "FormParam", "QueryParam", "Header", "Value", "require", "getOrThrow",
}  # fmt: skip
_NOT_A_VALUE = re.compile(
    r"(?i)^(is|has|len|type|count|index|compare|verify|check|validate|equal|match|safe|constant|timing|typeof|find|exists|status|random)"
)
# In these a comparison is an SQL expression, or belongs to a query: the database compares.
_QUERY = {
    "filter", "where", "filter_by", "and_", "or_", "not_", "having", "join", "outerjoin", "select", "delete", "update", "exists", "case",
    "find", "find_one", "first", "one", "get_or_none", "get", "on", "any_", "all_", "count", "contains", "prefetch_related", "get_by", "options",
    "join_from", "select_from", "with_loader_criteria", "relationship", "find_many", "subquery", "scalar", "fetch", "CheckConstraint", "any", "has", "all",
}  # fmt: skip
_CHECKING = re.compile(r"auth|verify|check|compare|guard|login|hook|confirm|match")
_LITERALS = {
    "none", "true", "false", "null", "undefined", "nil", "integer", "float", "number", "int_literal", "float_literal", "regex", "list", "dictionary",
    "array", "object", "tuple", "rune_literal", "set", "composite_literal", "arrow_function", "lambda",
}  # fmt: skip
_DOTTED = {"attribute", "member_expression", "selector_expression"}
_COMPARISONS = frozenset({"comparison_operator", "binary_expression"})
# What only this program can have written: its signature was checked before.
_SIGNED = re.compile(
    r"\bget_?[sS]igned_?[cC]ookies?\(|\bsignedCookies\b|\bget_secure_cookie\(|\bget_signed_cookie\(|\.unsign\("
)
_EQUALITIES = {"==", "!=", "===", "!=="}


def find(file: SourceFile) -> Iterator[Match]:
    if not _QUICK.search(file.data) or file.path.endswith((".jsx", ".tsx")):
        return
    for node in walk(root_of(file), _COMPARISONS | CALLS):
        sides = _sides(node, file.language)
        if sides is None:
            continue
        verdict = _judge(file, node, *sides)
        if verdict is not None:
            yield verdict


def _sides(node: tree_sitter.Node, language: str) -> tuple[tree_sitter.Node, tree_sitter.Node, str] | None:
    """The two sides of an equality and how it is written."""
    if node.type == "comparison_operator":
        parts = [child for child in node.children if child.type != "comment"]
        if len(parts) == 3 and parts[1].type in _EQUALITIES:
            return parts[0], parts[2], parts[1].type
        return None
    if node.type == "binary_expression":
        operator = text(node.child_by_field_name("operator"))
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if operator in _EQUALITIES and left is not None and right is not None:
            return left, right, operator
        return None
    function = called(node)
    name, owner, given = last_name(function), text(receiver(function)), arguments(node)
    if (
        language == "go"
        and len(given) == 2
        and f"{owner}.{name}"
        in {
            "bytes.Equal",
            "bytes.Compare",
            "strings.Compare",
            "reflect.DeepEqual",
            "strings.EqualFold",
            "slices.Equal",
        }
    ):
        return given[0], given[1], f"{owner}.{name}"
    if language in {"javascript", "typescript"}:
        if owner == "Buffer" and name == "compare" and len(given) == 2:
            return given[0], given[1], "Buffer.compare"
        if name in {"equals", "localeCompare"} and len(given) == 1 and (left := receiver(function)) is not None:
            return left, given[0], name
        if f"{owner}.{name}" in {"_.isEqual", "lodash.isEqual", "Object.is"} and len(given) == 2:
            return given[0], given[1], f"{owner}.{name}"
    return None


def _judge(
    file: SourceFile, node: tree_sitter.Node, left: tree_sitter.Node, right: tree_sitter.Node, operator: str
) -> Match | None:
    left, right = bare(left) or left, bare(right) or right
    if _is_literal(left) or _is_literal(right):
        return None
    names = [snake(name) for name in _names(left)], [snake(name) for name in _names(right)]
    flat = [name for side in names for name in side]
    if not flat and not any(_DIGEST_CALL.search(text(side)) for side in (left, right)):
        return None
    if any(_CHANGE.search(name) for name in flat) or _same_shape(left, right):
        return None
    function = enclosing_function(node)
    around = text(function) if function is not None else _lines_around(file, node)
    sources = [_with_origin(side, around) for side in (left, right)]
    if any(_SIGNED.search(source) for source in sources):
        return None
    strong = [any(_STRONG.search(name) for name in side) for side in names]
    signature = [any(_SIGNATURE.search(name) for name in side) for side in names]
    token = [any(_TOKEN.search(name) for name in side) for side in names]
    neutral = [any(_NEUTRAL.search(name) for name in side) for side in names]
    hmac = [bool(_HMAC_CALL.search(source)) for source in sources]
    digest = [bool(_DIGEST_CALL.search(source)) for source in sources]
    outside = [bool(_REQUEST.search(source) or _STORED.search(source)) for source in sources]

    if any(hmac) and (any(signature) or any(strong) or any(token) or any(neutral) or any(outside)):
        confidence = Confidence.HIGH
    elif any(hmac):
        confidence = Confidence.MEDIUM
    elif any(digest) and any(strong):
        confidence = Confidence.HIGH
    elif any(strong) and operator in _EQUALITIES:
        if not any(outside) and not all(
            a or b or c or d for a, b, c, d in zip(strong, token, neutral, signature, strict=True)
        ):
            return None
        known = any(neutral) or any(_KNOWN.search(name) for name in flat)
        if not any(outside) and not known and not _CHECKING.search(snake(function_name(function))):
            return None
        if re.search(r"(?i)^(__eq__|__ne__|equals?|is_?equal|(has_?)?changed?|diff)$", function_name(function)):
            return None
        confidence = Confidence.HIGH if any(outside) and all(outside) else Confidence.MEDIUM
    elif any(signature) and (
        any(strong) or all(a or b for a, b in zip(signature, neutral, strict=True)) or any(outside)
    ):
        if not _CRYPTO.search(around) and not any(strong):
            return None
        if _LANGUAGE_PLACE.search(file.path):
            return None
        confidence = Confidence.MEDIUM
    elif (
        any(token)
        and all(a or b or c for a, b, c in zip(token, outside, neutral, strict=True))
        and (
            any(_STORED.search(source) for source in sources)
            or (any(_REQUEST.search(source) for source in sources) and {left.type, right.type} & _DOTTED)
        )
        and any(outside)
    ):
        if _LEXER.search(file.text) or all(re.match(r"(?:self|this)\.", text(side)) for side in (left, right)):
            return None
        if _LANGUAGE_PLACE.search(file.path) or not all(
            a or b or c for a, b, c in zip(token, neutral, signature, strict=True)
        ):
            return None
        confidence = Confidence.MEDIUM
    else:
        return None
    if any(strong) and not any(hmac) and _LANGUAGE_PLACE.search(file.path) and not all(outside):
        return None
    if file.language == "python" and _in_query(node):
        return None
    shown = next(
        (
            side
            for side, yes in zip(
                (left, right),
                [a or b or c or d for a, b, c, d in zip(strong, signature, token, hmac, strict=True)],
                strict=True,
            )
            if yes
        ),
        left,
    )
    return _match(file, node, shown, operator, confidence)


def _match(
    file: SourceFile, node: tree_sitter.Node, shown: tree_sitter.Node, operator: str, confidence: Confidence
) -> Match:
    better = {"python": "hmac.compare_digest(a, b)", "go": "subtle.ConstantTimeCompare"}.get(
        file.language, "crypto.timingSafeEqual"
    )
    name = " ".join(text(shown).split())
    name = name if len(name) <= 50 else f"{name[:47]}..."
    line, column = node.start_point
    end_line, end_column = node.end_point
    return Match(
        rule="timing-unsafe-comparison",
        path=file.path,
        start=Position(line + 1, file.column_of_byte(line + 1, column + 1)),
        end=Position(end_line + 1, file.column_of_byte(end_line + 1, end_column + 1)),
        message=f"`{operator}` stops at the first difference, so its time tells an attacker how much of `{name}` they guessed. "
        f"Compare with `{better}`.",
        confidence=confidence,
    )


def _is_literal(node: tree_sitter.Node) -> bool:
    if node.type in _LITERALS:
        return True
    if node.type in STRINGS and string_value(node) is not None:
        return True
    if node.type == "unary_expression" and text(node).startswith(("typeof", "-", "!")):
        return True
    # `TokenActions.RESET_PASSWORD`, `tokens.COMMA`: a member of an enumeration.
    if re.fullmatch(r"(?:\w+\.)*[A-Z]\w*\.[A-Z]\w*", text(node)) and not re.match(
        r"(?i)(app)?(config|settings|env|secrets?|constants?)\b", text(node)
    ):
        return True
    if node.type in {"unary_operator", "not_operator", "boolean_operator"}:
        return True
    if node.type == "identifier" and text(node) in {"undefined", "nil", "NaN", "Infinity", "None"}:
        return True
    if node.type in {"member_expression", "attribute", "selector_expression"} and last_name(node) in {
        "length",
        "size",
        "Length",
        "byteLength",
    }:
        return True
    return (
        node.type in CALLS and last_name(called(node)) in {"len", "type", "isinstance", "String"} and not _names(node)
    )


def _names(node: tree_sitter.Node | None, depth: int = 0) -> list[str]:
    """What a side of a comparison is called: the name of the value it takes, through conversions and concatenations."""
    node = bare(node)
    if node is None or depth > 6:
        return []
    if node.type in CALLS:
        function = called(node)
        name, given = last_name(function), arguments(node)
        if name in {"len", "type"}:
            return []
        if name in _GETTERS and given and (key := string_value(given[0])) is not None:
            return [key]
        if name in _WRAPPERS:
            inner = (
                _names(receiver(function), depth + 1) if function is not None and function.type != "identifier" else []
            )
            return inner + [found for argument in given[:2] for found in _names(argument, depth + 1)]
        if name in {"hexdigest", "digest", "Sum"}:
            return []
        return [] if _NOT_A_VALUE.search(snake(name)) or "_of_" in snake(name) else [name]
    if node.type in {"binary_operator", "binary_expression", "conditional_expression", "ternary_expression"}:
        if node.type == "binary_expression" and text(node.child_by_field_name("operator")) not in {
            "+",
            "||",
            "??",
        }:
            return []
        return [
            found for child in node.named_children for found in _names(child, depth + 1) if child.type not in STRINGS
        ]
    if node.type in STRINGS:
        return [
            found
            for child in node.named_children
            if child.type in {"interpolation", "template_substitution"}
            for part in child.named_children[:1]
            for found in _names(part, depth + 1)
        ]
    if node.type == "type_conversion_expression" and node.named_children:
        return _names(node.named_children[-1], depth + 1)
    if node.type == "slice_expression":
        return _names(node.child_by_field_name("operand"), depth + 1)
    name = last_name(node)
    return [name] if name else []


def _with_origin(side: tree_sitter.Node, around: str) -> str:
    """The text of a side, with that of what its variables were given in the same function, some steps back."""
    collected = text(side)
    seen: set[str] = set()
    pending = [collected]
    for _ in range(3):
        names = {
            name
            for piece in pending
            for name in re.findall(r"(?<![\w.$\"'])([a-z_$][\w$]*)(?=\.(?:Sum|digest|hexdigest)\(|[,)\s]|$)", piece)
        } - seen
        seen |= names
        pending = [piece for name in sorted(names) for piece in _given(name, around)]
        if not pending:
            break
        collected = " ".join([collected, *pending])
    return collected


def _given(name: str, around: str) -> list[str]:
    """What a variable is given in a piece of code, as text."""
    return re.findall(
        rf"(?<![\w.$]){re.escape(name)}(?:\s*:\s*[\w\[\]| .]+)?(?:\s*,\s*\w+)*\s*:?=(?![=>])\s*([^\n]+(?:\n\s*\.[^\n]+)*)",
        around,
    )


def _lines_around(file: SourceFile, node: tree_sitter.Node) -> str:
    line = node.start_point[0]
    return "\n".join(file.lines[max(0, line - 15) : line + 1])


def _same_shape(left: tree_sitter.Node, right: tree_sitter.Node) -> bool:
    """``a.password`` against ``b.password`` of the same request, ``a.token`` against ``a.token``."""
    both = text(left) + " " + text(right)
    return text(left) == text(right) or bool(
        re.search(r"(?i)confirm|repeat|retype|again|databaseEntity|\bother\.|\bthat\.", both)
    )


def _in_query(node: tree_sitter.Node) -> bool:
    current: tree_sitter.Node | None = node
    while current is not None and current.type not in {
        "function_definition",
        "lambda",
        "module",
        "block",
        "if_statement",
    }:
        parent = current.parent
        if current.type == "argument_list" and parent is not None and parent.type == "call":
            function = called(parent)
            if last_name(function) in _QUERY:
                return True
        if current.type in {"assignment", "return_statement"}:
            break
        current = parent
    # `condition = User.token == token`, `query = query & (Model.token == token)`: a column of a class is no value.
    left = node.children[0] if node.children else None
    return (
        left is not None
        and left.type == "attribute"
        and bool(re.match(r"(?:\w+\.)*[A-Z][a-z]\w*\.\w+$", text(left)))
        and not text(left).startswith("Config")
    )
