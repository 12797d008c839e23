"""What calls give: methods of texts and lists, functions of libraries and of the file itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.checks._texts.data import Hole, Part, merged, takes_no_text
from backend_review.checks._texts.formats import Formats
from backend_review.checks._texts.nodes import arguments, callee, method, receiver, text_of

if TYPE_CHECKING:
    from tree_sitter import Node

_CALLS = 5
# Calls whose result is a number, a date, a flag, an identifier of the machine's making, or a placeholder.
_HARMLESS = re.compile(
    r"^((builtins\.)?(int|float|bool|len|ord|hash|abs|round|sum|isinstance|range|id|time|now|today|timedelta|"
    r"date|datetime|"
    r"uuid4|uuid1|uuidv4|uuid|UUID|Decimal|monotonic)|"
    r".*\.(now|utcnow|today|time|timestamp|strftime|isoformat|toordinal|uuid4|uuid1|hexdigest|hex|token_hex|"
    r"token_urlsafe|"
    r"total_seconds|count|toISOString|getTime|valueOf|toFixed|getFullYear|getMonth|getDate|randomUUID|randomBytes|"
    r"fromtimestamp|strptime|randint|randrange|random|bit_length|Unix|UnixNano|Format|Year|Month|Day|"
    r"toordinal|utcfromtimestamp|combine|getpid|unix|format_?(date|time|datetime)|[fF]ormat(Date|Time|DateTime)|"
    r"EncodeToString|hexlify|b64encode|b32encode|urlsafe_b64encode|toFormat|toISODate|toISOTime|toSQL|toSQLDate|toSQLTime|toMillis|toSeconds|toUnixInteger)|"
    r"Number|parseInt|parseFloat|BigInt|Boolean|Number\.parse(Int|Float)|Math\.\w+|Date\.now|isNaN|"
    r"strconv\.(Itoa|FormatInt|FormatUint|FormatBool|FormatFloat|Atoi|ParseInt|ParseUint|ParseFloat|ParseBool)|"
    r"u?int(8|16|32|64)?|float(32|64)|time\.\w+|math\.\w+|uuid\.\w+|ObjectId|"
    r".*(quote|Quote|escape|Escape|sanitiz|Sanitiz|sanitis|Identifier|mogrify|placeholder|Placeholder|bindvar|"
    r"BindVar|Rebind)\w*)$"
)
# Calls that give their argument or receiver back, more or less.
_SAME_ARGUMENT = re.compile(
    r"^(str|repr|String|string|textwrap\.dedent|dedent|inspect\.cleandoc|cleandoc|sorted|list|tuple|set|reversed|"
    r"strings\.(TrimSpace|ToLower|ToUpper|Title|Trim\w*|Split\w*|Fields)|cast|typing\.cast|\[\]byte|fmt\.Sprint|"
    r"unicode|"
    r"Array\.from|filter|map|iter|Object\.(values|keys|entries)|strings\.NewReader|"
    r"structuredClone|dict|frozenset)$"
)
_SAME_RECEIVER = {
    "strip", "lstrip", "rstrip", "lower", "upper", "title", "encode", "decode", "trim", "trimStart", "trimEnd",
    "toString",
    "toLowerCase", "toUpperCase", "String", "expandtabs", "casefold", "copy", "values", "keys", "items",
    "filter", "slice",
    "sort", "flat", "entries", "reverse", "splitlines", "split", "format_map", "capitalize", "substring",
    "substr", "Bytes",
    "removesuffix", "removeprefix", "get", "valueOf", "repeat", "padStart", "padEnd",
}  # fmt: skip
# How dates are written: ``YYYY-MM-DD HH:mm``, ``yyyy/MM/dd``
_DATE_LAYOUT = re.compile(r"(?=.*(?:[YyMDdHhms]{2}|^[YyMDdHhmsXx]$))[YyMDdHhmsSAaTZzWwEXxo\s\W\d]*")
_QUOTING_FORMAT = re.compile(r"(?i)((pg)?format|(mysql2?|sqlstring|pgp?)\.format|pgp\.as\.\w+)$")


class Calls(Formats):
    """The calls of a file's texts."""

    def _eval_call(self, node: Node, depth: int) -> list[Part]:
        name, last, owner = callee(node), method(node), receiver(node)
        positional, named = arguments(node)
        listing = node.child_by_field_name("arguments")
        if listing is not None and listing.type == "template_string":
            # A tagged template binds its values.
            return self._eval(listing, depth) if name == "String.raw" else [""]
        if _HARMLESS.match(name) or (_HARMLESS.match(last) and owner is None):
            return ["1"]
        if "type" in named and text_of(named["type"]) in {"int", "float", "bool"}:
            return ["1"]  # Flask: request.args.get("page", type=int)
        known = self._method_call(node, last, owner, positional, named, depth) if owner is not None else None
        if known is None:
            known = self._library_call(name, positional, depth)
        if known is None and (owner is None or text_of(owner) in {"self", "this", "cls"}):
            known = self._own_call(last, positional, named, depth)
        if known is None and self.gives_own(name):
            return ["1"]
        return known if known is not None else self._hole(node, "call")

    def gives_own(self, name: str) -> bool:
        """Whether a function of another file, called by this name, gives text of the program's own: not known here."""
        return False

    def _library_call(self, name: str, positional: list[Node], depth: int) -> list[Part] | None:
        if name in {"make", "new"} or (self.language == "javascript" and _QUOTING_FORMAT.match(name)):
            return [""]
        if not positional:
            return None
        if name in {"fmt.Fprintf", "fmt.Fprint", "io.WriteString"}:
            name, positional = name.replace("fmt.F", "fmt.S"), positional[1:]
        if name in {"fmt.Sprintf", "util.format", "sprintf", "vsprintf"}:
            return self._sprintf(positional, depth)
        if name in {"fmt.Sprint", "append", "io.WriteString", "concat"}:
            return self._all(positional, depth, "")
        if name in {"strings.Join", "strings.Repeat"}:
            return self._eval(positional[0], depth)
        if name in {"strings.Replace", "strings.ReplaceAll"} and len(positional) > 2:
            return self._replaced(positional[0], positional[1], positional[2], depth)
        if _SAME_ARGUMENT.match(name):
            return self._eval(
                positional[-1] if name in {"cast", "typing.cast", "filter", "map"} else positional[0], depth
            )
        return None

    def _own_call(self, name: str, positional: list[Node], named: dict[str, Node], depth: int) -> list[Part] | None:
        """What a function of this file returns, if it is text."""
        known = self._functions.get(name, [])
        if len(known) != 1 or len(self._given) >= _CALLS or known[0].id in self._given:
            return None
        if self._takes_no_text(known[0]):
            return ["1"]
        self._given[known[0].id] = _passed(known[0], positional, named)
        parts = merged(self._returned(known[0], depth))
        del self._given[known[0].id]
        return parts if any(isinstance(part, str) and part.strip() for part in parts) else None

    def _takes_no_text(self, function: Node) -> bool:
        """Whether all that a function is given is numbers, dates and the like: what it writes of them is its own text."""
        bound = self._names[function.id].by_name.values() if function.id in self._names else ()
        taken = [binding for bindings in bound for binding in bindings if binding.kind == "parameter"]
        return bool(taken) and all(takes_no_text(binding.annotation) for binding in taken)

    _eval_call_expression = _eval_new_expression = _eval_call

    def _eval_type_conversion_expression(self, node: Node, depth: int) -> list[Part]:
        return self._eval(node.child_by_field_name("operand"), depth)

    def _method_call(
        self, node: Node, last: str, owner: Node, positional: list[Node], named: dict[str, Node], depth: int
    ) -> list[Part] | None:
        """What a method of a text or list gives; None when it is no such method."""
        if self.language == "python" and last == "format":
            template = merged(self._eval(owner, depth))
            if any(isinstance(part, str) and "{" in part for part in template):
                return self._braces(template, positional, named, depth)
            return template if any(isinstance(part, str) and part.strip() for part in template) else None
        if last in {"String", "Bytes"} or (last in _SAME_RECEIVER and self.language != "go"):
            return self._same(node, last, owner, depth)
        if last == "join" and self.language == "javascript":
            return self._eval(owner, depth)
        if not positional:
            return None
        if last == "join" and self.language == "python":
            between = self._eval(owner, depth)
            return [*self._eval(positional[0], depth), *(part for part in between if isinstance(part, Hole))]
        if last in {"map", "flatMap"} and self.language == "javascript":
            inline = positional[0].type in {"arrow_function", "function_expression"}
            return self._eval(positional[0], depth) if inline else self._hole(node, "call")
        if last == "format" and self.language == "javascript" and self._is_layout(positional[0], depth):
            return ["1"]
        if last == "concat":
            return self._all([owner, *positional], depth, "")
        if last == "fill":
            return self._eval(positional[0], depth)
        if last in {"replace", "replaceAll"} and len(positional) > 1:
            return self._replaced(owner, positional[0], positional[1], depth)
        return None

    def _is_layout(self, node: Node, depth: int) -> bool:
        """Whether a text says how a date is to be written."""
        layout = merged(self._eval(node, depth))
        return len(layout) == 1 and isinstance(layout[0], str) and _DATE_LAYOUT.fullmatch(layout[0]) is not None

    def _same(self, node: Node, last: str, owner: Node, depth: int) -> list[Part] | None:
        """The receiver's own text: ``x.strip()``, ``table.get(key)``."""
        inner = merged(self._eval(owner, depth))
        known = all(isinstance(part, str) for part in inner)
        if last == "get" and not known:
            return self._hole(node, "item")
        if last in {"values", "keys", "items"} and not known:
            return self._hole(node, "call")
        return inner or None

    def _replaced(self, text: Node, old: Node, new: Node, depth: int) -> list[Part]:
        inner = merged(self._eval(text, depth))
        marks = merged(self._eval(old, depth))
        if not any(isinstance(part, str) for part in inner):
            return inner
        if len(marks) != 1 or not isinstance(marks[0], str) or old.type == "regex":
            return [*inner, " ", *self._eval(new, depth)]
        value = self._eval(new, depth)
        result: list[Part] = []
        for part in inner:
            if isinstance(part, Hole):
                result.append(part)
                continue
            for number, piece in enumerate(part.split(marks[0])):
                result.extend([*value, piece] if number else [piece])
        return result


def _passed(function: Node, positional: list[Node], named: dict[str, Node]) -> dict[str, Node]:
    """Which argument of a call each parameter of the called function gets."""
    listing = function.child_by_field_name("parameters")
    names: list[str] = []
    for child in listing.named_children if listing is not None else []:
        if child.type in {"parameter_declaration", "variadic_parameter_declaration"}:
            names.extend(text_of(name) for name in child.children_by_field_name("name"))
        elif child.type != "comment":
            inner = (
                child.child_by_field_name("name")
                or child.child_by_field_name("pattern")
                or child.child_by_field_name("left")
            )
            names.append(text_of(inner or (child.named_children[0] if child.type == "typed_parameter" else child)))
    if names[:1] in (["self"], ["cls"]):
        names = names[1:]
    return {
        **dict(zip(names, positional, strict=False)),
        **{name: value for name, value in named.items() if name in names},
    }
