"""Tokens, codes and passwords made from values that others can guess: told from what the value becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import tree_sitter

from backend_review.checks._trees import (
    CALLS,
    FUNCTIONS,
    arguments,
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
from backend_review.finding import Confidence, Match, Position, Severity
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

_QUICK = {
    "python": re.compile(rb"\brandom\b|\buuid1\b|\btime\.time|timestamp\(|\btime\(\)|shortuuid"),
    "javascript": re.compile(
        rb"Math\.random|Date\.now|getTime\(|\.random\(|\bv1\b|uuidv1|non-secure|valueOf\(\)|new Date"
    ),
    "go": re.compile(rb'"math/rand(/v2)?"|UnixNano|\.Unix\(\)|UnixMilli|NewUUID|exp/rand'),
}
_QUICK["typescript"] = _QUICK["javascript"]

_WORD_BEFORE = r"(?:^|_)"
_TAIL = r"(?:_(?:hash|value|val|str|string|hex|bytes|raw|plain|buf|buffer|data|result|out|final|b64|base64|code|key|digits?))*$"
_SECRET = re.compile(
    _WORD_BEFORE
    + r"(?:tokens?|secret|passw(?:or)?d|pass|pwd|passcode|passphrase|otp|totp|one_time_(?:code|password|pin)|nonce|salt|csrf|xsrf|sid|jti"
    r"|session(?:_?(?:id|key))?|api_?key|secret_?key|private_?key|signing_?key|encryption_?key|access_?key|auth_?key|master_?key|reset_?(?:code|link|key|id|url)"
    r"|(?:verification|verify|activation|confirmation|confirm|invite|invitation|auth|authorization|access|recovery|backup|security|sms|mfa|two_?factor|2fa|login|email|pairing|device)_?(?:code|key|link|pin)"
    r"|magic_?link|pin(?:_?code)?|temp_?pass(?:word)?|bearer|refresh|client_secret|credentials?)" + _TAIL
)
_WEAK = re.compile(_WORD_BEFORE + r"(?:code|key|nonce|salt|state)" + _TAIL)
_MILD = re.compile(r"(?:^|_)(?:nonce|salt|jti|refresh|pass|credentials?|session|device_code)(?:_|$)")
# The words that turn a secret's name into something else, or say that the value is no secret.
_INNOCENT = re.compile(
    r"(?:^|_)(?:name|max|min|num|n|count|total|avg|mean|used|input|output|prompt|completion|sample|sampled|next|pad|mask|masked|special|stop|eos|bos|vocab|lexer|page|cancel|"
    r"cancellation|css|ast|html|fake|mock|dummy|test|example|jitter|backoff|delay|sleep|sampling|shuffle|noise|colou?r|position|placeholder|pinned|spin|"
    r"ping|mapping|captcha|status|country|zip|postal|error|product|promo|discount|currency|language|lang|exit|http|idempotency|cache|partition|routing|sort|"
    r"primary|foreign|react|row|list|trace|correlation|request_id|span|consumer|instance|temp_file|filename|len|length|size|index|count|expir\w*|ttl|"
    r"at|until|time|date|timeout|age|bucket|rate|limit|seed)(?:_|$)"
)
_TIME_WORD = re.compile(
    r"(?:^|_)(?:expir\w*|issued|created|updated|iat|exp|nbf|at|time|timestamp|date|ttl|ms|seconds?|duration|elapsed|start|end|now|age|until|last|since)(?:_|$)"
)
# A function that is called by what it gives makes it.
_ENDS = re.compile(r"(?:^|_)(?:token|otp|otp_code|password|secret|csrf|session_id|session_key|api_key|secret_key)$")
_MAKER = re.compile(
    r"^(?:generate|gen|create|make|new|random|rand|get|build|issue|mint|produce|send|assign|set|reset|request|mk)_"
)
_OTP_PLACE = re.compile(
    r"(?i)otp|verif|reset|2fa|mfa|login|password|activat|invit|sms|phone|passcode|one.?time|confirm"
)

# What a value passes through and is still the same guess.
_CONVERSIONS = re.compile(
    r"(?i)^(str|string|rune|u?int\d*|int|hex|oct|bytes?|float|floor|ceil|round|trunc|abs|format|join|map|from|fill|slice|substr(ing)?|to_?string|to_?fixed|upper|lower|"
    r"to_?upper_?case|to_?lower_?case|encode|decode|strip|split|reverse|replace|pad_?(start|end|left|right)?|zfill|rjust|ljust|repeat|concat|md5|sha_?\d*|sha\d+_\w+|sum\d*|"
    r"hexdigest|digest|update|new|create_?hash|hash\w*|b(ase)?64\w*|btoa|sprintf?|sprint|itoa|format_?u?int|encode_to_string|hexlify|parse_?int|number|buffer|list|tuple|"
    r"array|apply|char_?at|from_?char_?code|chr|uuid\w*|crc32|blake2\w*|write_?string|write_?byte|write_?rune|append|push|write|encodetostring|quote|trim\w*|to_bytes|add|isoformat|json|dumps|choices?|sample|sorted)$"
)
_SECURE = re.compile(
    r"(?i)^(randombytes|token_hex|token_urlsafe|token_bytes|get_?random_?(string|values)|randomuuid|uuid4|randbelow|systemrandom|nanoid|urandom|generate_?secret_?string|setTimeout|sleep|delay|wait|range|settimeout|setinterval|seed|newsource|newpcg|log\w*|print\w*|debug|info|warn|error|assert\w*|expect|len|after|tick)$"
)
_STOP = frozenset(
    {
        "comparison_operator",
        "if_statement",
        "while_statement",
        "throw_statement",
        "raise_statement",
        "switch_statement",
        "boolean_operator",
        "not_operator",
        "slice",
    }
)


def find(file: SourceFile) -> Iterator[Match]:
    if not _QUICK[file.language].search(file.data) or file.path.endswith((".jsx", ".tsx")):
        return
    root = root_of(file)
    names = _imports(file)
    seen: set[int] = set()
    for call in walk(root, CALLS):
        kind = _source(call, names, file.language)
        if kind is None:
            continue
        verdict = _target(call, kind, file)
        if verdict is None:
            continue
        line = call.start_point[0] + 1
        if line in seen:
            continue
        seen.add(line)
        yield _match(file, call, kind, verdict)


class _Names:
    """What the random-number modules are called in a file."""

    def __init__(self) -> None:
        self.modules: set[str] = set()
        self.functions: set[str] = set()
        self.instances: set[str] = set()
        self.secure: set[str] = set()


_PY_FUNCTIONS = {
    "random", "randint", "randrange", "choice", "choices", "sample", "getrandbits", "uniform", "randbytes", "shuffle", "rand", "integers", "bytes",
    "random_sample", "random_integers", "triangular", "gauss",
}  # fmt: skip
_GO_FUNCTIONS = {
    "Int", "Intn", "Int31", "Int31n", "Int63", "Int63n", "Uint32", "Uint64", "Float64", "Float32", "Read", "Perm", "Shuffle", "IntN", "Int64",
    "Int64N", "Int32", "Int32N", "N", "UintN", "Uint32N", "Uint64N", "Uint",
}  # fmt: skip


def _imports(file: SourceFile) -> _Names:
    names = _Names()
    code = file.text
    if file.language == "python":
        for found in re.finditer(r"^[ \t]*import[ \t]+([^\n#]+)", code, re.MULTILINE):
            for part in found.group(1).split(","):
                words = part.split()
                if words and words[0] in {"random", "numpy.random"}:
                    names.modules.add(words[2] if len(words) == 3 else words[0])
                if words and words[0] == "numpy":
                    names.modules.add(f"{words[2] if len(words) == 3 else 'numpy'}.random")
        for found in re.finditer(
            r"^[ \t]*from[ \t]+(?:random|numpy\.random)[ \t]+import[ \t]+(?:\(([^)]*)\)|([^\n#]+))",
            code,
            re.MULTILINE,
        ):
            for part in (found.group(1) or found.group(2)).split(","):
                words = part.split()
                if words and words[0] in _PY_FUNCTIONS:
                    names.functions.add(words[-1])
        for found in re.finditer(r"(\w+(?:\.\w+)?)\s*(?::[^=\n]+)?=\s*(?:random|\w+)\.(Random|SystemRandom)\(", code):
            (names.secure if found.group(2) == "SystemRandom" else names.instances).add(found.group(1))
    elif file.language == "go":
        for found in re.finditer(
            r'(?m)^\s*(?:import\s+)?(\w+)?\s*"(?:math/rand(?:/v2)?|golang\.org/x/exp/rand)"', code
        ):
            names.modules.add(found.group(1) or "rand")
        if names.modules:
            modules = "|".join(names.modules)
            for found in re.finditer(rf"(\w+(?:\.\w+)?)\s*:?=\s*(?:{modules})\.New\(", code):
                names.instances.add(found.group(1))
            for found in re.finditer(rf"(\w+)\s+\*(?:{modules})\.Rand\b", code):
                names.instances.add(found.group(1))
    else:
        for found in re.finditer(r"v1(?:\s*:\s*|\s+as\s+)(\w+)[^\n]*['\"]uuid['\"]", code):
            names.functions.add(found.group(1))
        if re.search(r"\{[^}\n]*\bv1\b(?!\s*(?::|as\b))[^}\n]*\}[^\n]*['\"]uuid['\"]", code):
            names.functions.add("v1")
        for found in re.finditer(
            r"(?:import\s*\*?\s*(?:as\s+)?|const\s+|let\s+|var\s+)(\w+)\s*(?:from|=\s*require\()\s*['\"]uuid/v1['\"]",
            code,
        ):
            names.functions.add(found.group(1))
        for found in re.finditer(r"\{([^}\n]*)\}\s*(?:from|=\s*require\()\s*['\"]nanoid/non-secure['\"]", code):
            names.functions.update(
                part.split()[-1] for part in found.group(1).replace(":", " ").split(",") if part.split()
            )
        if re.search(r"['\"](lodash|underscore)(/random)?['\"]", code):
            names.modules.update({"_", "lodash"})
    return names


def _source(call: tree_sitter.Node, names: _Names, language: str) -> str | None:
    """What a call brings: ``random``, ``time``, ``uuid1``, or nothing of interest."""
    function = called(call)
    name, owner = (
        last_name(function),
        text(receiver(function)) if function is not None and function.type != "identifier" else "",
    )
    if language == "python":
        if owner in names.modules and name in _PY_FUNCTIONS:
            return "random"
        if owner in names.instances and owner not in names.secure and name in _PY_FUNCTIONS:
            return "random"
        if re.fullmatch(r"random\.Random\([^)]*\)", owner) and "random" in names.modules:
            return "random"
        if not owner and name in names.functions:
            return "random"
        if name == "uuid1" and owner in {"uuid", ""}:
            return "uuid1"
        if (name in {"time", "time_ns"} and owner == "time") or (name == "timestamp" and "now(" in owner):
            return "time"
        if name in {"now", "utcnow"} and owner in {"datetime", "datetime.datetime", "timezone"}:
            return "time"
        return None
    if language == "go":
        if (
            owner in names.modules or owner in names.instances or owner.rpartition(".")[2] in names.instances
        ) and name in _GO_FUNCTIONS:
            return "random"
        if name == "NewUUID" and owner == "uuid":
            return "uuid1"
        if name in {"UnixNano", "Unix", "UnixMilli", "UnixMicro", "String", "Format", "GoString"} and owner.startswith(
            "time.Now()"
        ):
            return "time"
        return None
    if name == "random" and (owner == "Math" or owner in names.modules):
        return "random"
    if not owner and name in names.functions:
        return "uuid1" if name not in {"nanoid", "customAlphabet"} else "random"
    if name == "v1" and owner in {"uuid", "UUID"}:
        return "uuid1"
    if (name == "now" and owner == "Date") or (
        name in {"getTime", "valueOf"} and owner.startswith(("new Date()", "(new Date()"))
    ):
        return "time"
    return None


def _name_of(name: str) -> str | None:
    """The name, if a value of it must not be guessed."""
    plain = snake(name)
    if _INNOCENT.search(plain):
        return None
    return name if _SECRET.search(plain) else None


def _maker_name(name: str) -> str | None:
    """The name of a function that makes secrets, if it is one."""
    plain = snake(name)
    if not plain or _INNOCENT.search(plain) or not _SECRET.search(plain):
        return None
    return name if _MAKER.search(plain) or re.search(_ENDS, plain) else None


def _target(call: tree_sitter.Node, kind: str, file: SourceFile) -> str | None:
    """The name of the secret that a guessable value becomes; None when it becomes something else."""
    variables: list[str] = []
    node, came_from = call.parent, call
    returned = False
    while node is not None:
        kind_of_node = node.type
        if (
            kind_of_node == "boolean_operator"
            and came_from == node.child_by_field_name("right")
            and text(node.child_by_field_name("operator")) == "or"
        ):
            came_from, node = node, node.parent
            continue
        if kind_of_node in _STOP or (
            kind_of_node == "binary_expression"
            and text(node.child_by_field_name("operator")) in {"<", ">", "<=", ">=", "==", "===", "!=", "!==", "&&"}
        ):
            return None
        if kind_of_node in {"subscript", "subscript_expression", "index_expression"}:
            # `alphabet[random]` is the source's value in another alphabet; `codes[random]` picks from a list of strings.
            picked = last_name(receiver(node)) if receiver(node) is not came_from else ""
            if kind == "time":
                return None
            if re.search(
                r"(?i)^(users?|items?|rows?|options|servers?|hosts?|nodes?|workers?|quotes|agents?|user_?agents|proxies|tokens|keys|api_?keys)$",
                picked,
            ):
                return None
        if kind_of_node in {"pair", "keyword_argument", "keyed_element"} and came_from != node.named_children[0]:
            key = node.child_by_field_name("key") or node.child_by_field_name("name") or node.named_children[0]
            key = key.named_children[0] if key.type == "literal_element" and key.named_children else key
            label = last_name(key)
            if found := _name_of(label):
                return found
            if (
                label in {"length", "len", "min", "max", "size", "k"}
                or kind_of_node == "pair"
                or kind_of_node == "keyed_element"
            ):
                return None
            if kind_of_node == "keyword_argument":
                return None
        if kind_of_node in CALLS and came_from != called(node):
            function = called(node)
            name = last_name(function)
            if _SECURE.match(name):
                return None
            if not _CONVERSIONS.match(snake(name)) and not _CONVERSIONS.match(name):
                if kind == "time":
                    return None
                owner = last_name(receiver(function)) if function is not None and function.type != "identifier" else ""
                given = arguments(node)
                first = next((value for item in given[:2] if (value := string_value(item))), None)
                # `res.cookie("session", random)`, `setPassword(random)`, `redis.set("otp:…", random)`
                if (
                    first
                    and len(given) > 1
                    and re.search(r"(?i)^(set|cookie|setcookie|set_cookie|setex|put|store|save|setitem|append)$", name)
                ):
                    return _name_of(re.split(r"[:/]", first)[0]) or None
                if (found := _name_of(name)) and re.match(r"(?i)(set|assign|save|store|update|send|put)", name):
                    return found
                if name in {"set", "put", "setex", "save"} and (found := _name_of(owner)):
                    return found
                return None
            # `sb.WriteByte(x)`, `chars.append(x)`: the receiver gathers it.
            if function is not None and re.match(r"(?i)(write(string|byte|rune)?|append|push|add|extend)$", name):
                owner = last_name(receiver(function)) if function.type != "identifier" else ""
                if owner:
                    if found := _name_of(owner):
                        return found
                    variables.append(owner)
                elif name == "append" and (given := arguments(node)):
                    variables.append(last_name(given[0]))
        for field in ("left", "name"):
            if kind_of_node in {
                "assignment",
                "augmented_assignment",
                "variable_declarator",
                "assignment_expression",
                "augmented_assignment_expression",
                "short_var_declaration",
                "assignment_statement",
                "var_spec",
                "const_spec",
                "public_field_definition",
                "field_definition",
                "default_parameter",
                "typed_default_parameter",
                "named_expression",
            }:
                left = node.child_by_field_name(field) or (
                    node.child_by_field_name("property") if field == "name" else None
                )
                if left is None or left == came_from:
                    continue
                targets = left.named_children if left.type in {"expression_list", "pattern_list"} else [left]
                for target in targets[:1]:
                    label = last_name(target)
                    if found := _name_of(label):
                        return found
                    variables.append(label)
        if kind_of_node == "return_statement":
            returned = True
        if kind_of_node in FUNCTIONS:
            # A callback of a conversion (`Array.from({length}, () => …)`) belongs to the expression around it.
            parent = node.parent
            if (
                kind_of_node in {"arrow_function", "function_expression", "lambda"}
                and parent is not None
                and parent.type in {"arguments", "argument_list"}
            ):
                outer = parent.parent
                if outer is not None and outer.type in CALLS and _CONVERSIONS.match(last_name(called(outer))):
                    came_from, node = node, node.parent
                    continue
            returned = (
                returned
                or node.child_by_field_name("body") is came_from
                or (kind_of_node == "arrow_function" and came_from.type != "statement_block")
            )
            break
        came_from, node = node, node.parent
    function = enclosing_function(call)
    if re.search(
        r"(?i)boundary|file_?name|colou?r|jitter|backoff|sample|shuffle|mock|fake|dummy",
        function_name(function),
    ):
        return None
    around = text(function) if function is not None else file.text
    # `rand.Read(buffer)` fills its argument.
    if last_name(called(call)) in {"Read", "shuffle", "Shuffle"} and arguments(call):
        variables.append(last_name(arguments(call)[0]))
    reached = _flows(variables, around, kind)
    for name in sorted(reached):
        if found := _name_of(name):
            return found
    if function is None:
        return None
    maker = function_name(function)
    around_it: tree_sitter.Node | None = function
    while not maker and around_it is not None and (around_it := enclosing_function(around_it)) is not None:
        maker = function_name(around_it)
    if (returned or _returns(around, reached)) and (found := _maker_name(maker)):
        return found
    if kind == "random" and (returned or _returns(around, reached)):
        plain = snake(maker)
        if (
            re.search(r"^(generate|gen|create|make|new|random|get_random|rand)_(?:\w+_)?code$", plain)
            and not _INNOCENT.search(plain)
            and _OTP_PLACE.search(file.path + " " + file.text)
        ):
            return maker
        if (
            plain
            and re.search(r"rand|generate|gen_|make|create|unique", plain)
            and (used := _used_as(maker, file.text))
        ):
            return used
    if kind == "random":
        codes = [
            name
            for name in variables
            if re.fullmatch(r"(?:\w+_)?code|pin|digits|number", snake(name)) and not _INNOCENT.search(snake(name))
        ]
        if (
            codes
            and _OTP_PLACE.search(f"{maker} {_route(function)}")
            and re.search(
                r"(?i)randint|randrange|Intn|IntN|Int31n|floor|choice|toString",
                text(call.parent or call) + around,
            )
        ):
            return codes[0]
    return None


def _route(function: tree_sitter.Node) -> str:
    """The path a handler is registered under, as far as the code around it says."""
    parent = function.parent
    if parent is not None and parent.type == "decorated_definition":
        return " ".join(text(child) for child in parent.named_children if child.type == "decorator")
    if parent is not None and parent.type in {"arguments", "argument_list"}:
        return string_value(parent.named_children[0]) or ""
    return ""


def _flows(variables: list[str], around: str, kind: str) -> set[str]:
    """The variables of a function that are given one of some variables, some steps on; a time only through plain joins."""
    reached = {name for name in variables if name and name != "_"}
    assignments = re.findall(
        r"(?m)([\w$.\]\[\"']+)(?:\s*:\s*[\w\[\]<>| .]+)?\s*(?::=|\+=|=)(?![=>])\s*([^\n]+)", around
    )
    # keys of literals and arguments by name count as names too: `{ token: code }`, `Token: code`
    assignments += re.findall(r"([\w$]+)[\"']?\s*:\s*([\w$.]+(?:\([\w$., ]*\))?)\s*[,}\n]", around)
    for _ in range(3):
        grown = set()
        for left, right in assignments:
            if len(right) > 300 or re.search(r"(?<![=!<>])[=!]==?|[<>]=?(?![\w\s]*>)|\bif\b|\?", right):
                continue
            if kind == "time" and not re.search(
                r"(?i)md5|sha\d|hash|f[\"']|`|\+|str\(|string\(|sprintf|format|hex|b64|base64", right
            ):
                continue
            for name in reached:
                if re.search(rf"(?<![\w$.\"']){re.escape(name)}(?![\w$])", right) and _plain(right, name):
                    grown.add(re.split(r"[.\[]", left.replace('"', "").replace("'", "").rstrip("]"))[-1])
        if grown <= reached:
            break
        reached |= grown
    return reached


def _plain(right: str, name: str) -> bool:
    """Whether a value reaches an expression through conversions only, not as an argument of some other function."""
    place = re.search(rf"(?<![\w$.\"']){re.escape(name)}(?![\w$])", right)
    before = right[: place.start()] if place else ""
    depth = 0
    for position in range(len(before) - 1, -1, -1):
        if before[position] == ")":
            depth += 1
        elif before[position] == "(":
            if depth:
                depth -= 1
                continue
            caller = re.search(r"([\w$]+)\s*$", before[:position])
            if caller and not _CONVERSIONS.match(snake(caller.group(1))) and not _CONVERSIONS.match(caller.group(1)):
                return False
    return True


def _returns(around: str, names: set[str]) -> bool:
    return any(
        re.search(rf"(?<![\w$.\"']){re.escape(name)}(?![\w$])", returned)
        for returned in re.findall(r"\breturn\b([^\n]+)", around)
        for name in names
    )


def _used_as(maker: str, code: str) -> str | None:
    """The secret that the result of a function becomes elsewhere in the file: ``token := randomString(32)``."""
    for left in re.findall(
        rf"([\w$.\]\[\"']+)(?:\s*:\s*[\w\[\]<>| .]+)?\s*(?::=|=|:)\s*(?:[^\n;,(=]*[+\s])?(?:[\w$]+\.)?{re.escape(maker)}\(",
        code,
    ):
        name = re.split(r"[.\[]", left.replace('"', "").replace("'", "").rstrip("]"))[-1]
        if found := _name_of(name):
            return found
    return None


def _match(file: SourceFile, call: tree_sitter.Node, kind: str, name: str) -> Match:
    line, column = call.start_point
    end_line, end_column = call.end_point
    source = " ".join(text(called(call)).split())
    why = {
        "random": f"`{source}` follows from its earlier values",
        "time": "The time it was made is known",
        "uuid1": f"`{source}` is made from the time and the machine",
    }[kind]
    better = {
        "python": "the `secrets` module",
        "go": "`crypto/rand`",
    }.get(file.language, "`crypto.randomBytes`, `randomInt` or `randomUUID`")
    mild = kind == "time" or _MILD.search(snake(name)) is not None
    return Match(
        rule="predictable-token",
        path=file.path,
        start=Position(line + 1, file.column_of_byte(line + 1, column + 1)),
        end=Position(end_line + 1, file.column_of_byte(end_line + 1, end_column + 1)),
        message=f"{why}, so an outsider can work out `{name}`. Make it with {better}.",
        severity=Severity.WARNING if mild else None,
        confidence=Confidence.MEDIUM if mild else None,
    )
