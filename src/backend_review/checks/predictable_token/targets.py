"""What a guessable value becomes: followed outwards to the name it is given, and through the variables of its function."""

from __future__ import annotations

import re

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
    snake,
    string_value,
    text,
)
from backend_review.checks.predictable_token.names import INNOCENT, maker_name, name_of
from backend_review.project.source import SourceFile

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


_ITEMS = frozenset({"subscript", "subscript_expression", "index_expression"})


def target_of(call: tree_sitter.Node, kind: str, file: SourceFile) -> str | None:
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
            if found := name_of(label):
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
                    return name_of(re.split(r"[:/]", first)[0]) or None
                if (found := name_of(name)) and re.match(r"(?i)(set|assign|save|store|update|send|put)", name):
                    return found
                if name in {"set", "put", "setex", "save"} and (found := name_of(owner)):
                    return found
                return None
            # `sb.WriteByte(x)`, `chars.append(x)`: the receiver gathers it.
            if function is not None and re.match(r"(?i)(write(string|byte|rune)?|append|push|add|extend)$", name):
                owner = last_name(receiver(function)) if function.type != "identifier" else ""
                if owner:
                    if found := name_of(owner):
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
                    label = _label(target)
                    if found := name_of(label):
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
        if found := name_of(name):
            return found
    if function is None:
        return None
    maker = function_name(function)
    around_it: tree_sitter.Node | None = function
    while not maker and around_it is not None and (around_it := enclosing_function(around_it)) is not None:
        maker = function_name(around_it)
    if (returned or _returns(around, reached)) and (found := maker_name(maker)):
        return found
    if kind == "random" and (returned or _returns(around, reached)):
        plain = snake(maker)
        if (
            re.search(r"^(generate|gen|create|make|new|random|get_random|rand)_(?:\w+_)?code$", plain)
            and not INNOCENT.search(plain)
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
            if re.fullmatch(r"(?:\w+_)?code|pin|digits|number", snake(name)) and not INNOCENT.search(snake(name))
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


def _label(target: tree_sitter.Node) -> str:
    """The name that a value is given; what is put into a session under the name of a constant has that one's."""
    label = last_name(target)
    if re.fullmatch(r"(?i)(?:user_?)?sessions?|cookies?", label) and target.type in _ITEMS:
        key = target.child_by_field_name("subscript") or target.child_by_field_name("index")
        return last_name(key).strip("_") if key is not None else label
    return label


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
        if found := name_of(name):
            return found
    return None
