"""Go: a call whose error tells whether data was stored, sent or read, written as a statement of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tree_sitter import Node

from backend_review.checks._syntax import enclosing, find_all, parse, positions, text_of
from backend_review.checks._terminal import at_terminal
from backend_review.finding import Audience, Confidence, Match, Severity
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"go"})

_RULE = "ignored-error"
_FUNCTIONS = {"function_declaration", "method_declaration", "func_literal"}
_MAY_BE_THERE = re.compile(
    rb"\.(?:\w*Exec\w*|Commit|\w*Scan\w*|Decode|Unmarshal\w*|Encode|\w*Bind\w*|\w+Parser|Parse\w*Form|Create\w*|Save|Updates?|Delete\w*"
    rb"|Insert\w+|Update\w+|Replace\w*|Find|WriteFile|Rename|Copy\w*|Write\w*|Flush|Close|Publish\w*|SendMessages?|Produce|First)\("
)
_QUIET_LINE = re.compile(r"//\s*(?:nolint|lint:ignore|errcheck|#nosec)")
_PACKAGES = re.compile(
    r"^(?:(?:json|xml|yaml|toml|proto|bson|msgpack|jsoniter|sonic|protojson|gob|asn1)\.Unmarshal\w*|(?:os|ioutil)\.WriteFile|os\.Rename"
    r"|fmt\.(?:Sscan|Sscanf|Sscanln|Fscan|Fscanf))$"
)
_NEW_DECODER = re.compile(r"\.(?:NewDecoder|NewReader)\(.*\)$", re.DOTALL)
_BINDS = re.compile(
    r"^(?:ShouldBind\w*|Bind(?:JSON|XML|YAML|Query|Uri|Header|With)?|MustBindWith|BodyParser|QueryParser|ParamsParser|ReqHeaderParser"
    r"|CookieParser|DecodeJSON)$"
)
_FORMS = re.compile(r"^(?:ParseForm|ParseMultipartForm)$")
_EXECUTES = re.compile(r"^(?:Exec|ExecContext|NamedExec|NamedExecContext|ExecEx)$")
# Statements that store nothing: how fast the database works from here on, and its own housekeeping.
_TUNES = re.compile(
    r"(?i)^[`\"]\s*(?:reset\s|(?:analy[sz]e|vacuum|reindex)\b|pragma\s+(?:optimize|cache_size|mmap_size|temp_store)\b"
    r"|set\s+(?:local\s+|session\s+)?(?:work_mem|maintenance_work_mem|\w+_timeout|enable_\w+|jit\w*|\w+_cost|max_parallel_\w+)\b)"
)
_MONGO = re.compile(
    r"^(?:InsertOne|InsertMany|UpdateOne|UpdateMany|UpdateByID|ReplaceOne|DeleteOne|DeleteMany|BulkWrite|FindOneAnd\w+)$"
)
_GORM = re.compile(
    r"^(?:Create|CreateInBatches|Save|Delete|Update|Updates|UpdateColumn|UpdateColumns|FirstOrCreate|AutoMigrate|Find|Scan)$"
)
_GORM_CHAIN = re.compile(
    r"\.(?:Model|Where|Table|Unscoped|Preload|Clauses|Omit|Select|Session|WithContext|Debug|Scopes)\("
)
_DATABASE = re.compile(r"(?i)^(?:g?orm_?)?(?:db|tx|database|conn|dbconn|gormdb)(?:\(\))?$|^\w*(?:DB|Db)(?:\(\))?$")
_SENDS = re.compile(r"^(?:Publish|PublishWithContext|SendMessage|SendMessages|WriteMessages|Produce)$")
_BROKERS = re.compile(r"amqp091-go|streadway/amqp|segmentio/kafka-go|sarama|confluent-kafka-go|nats-io/nats")
_WRITES = re.compile(r"^(?:Write|WriteString|WriteByte|WriteRune|WriteAll|ReadFrom|WriteTo)$")
# What makes a writer that fails late: a file, or what compresses or buffers on its way to one.
_OPENS_FILE = re.compile(r"^(?:os\.(?:Create|CreateTemp|OpenFile)|ioutil\.TempFile)$")
_BUFFERS = re.compile(r"^(?:bufio\.NewWriter(?:Size)?)$")
_COMPRESSES = re.compile(r"^(?:gzip|zlib|flate|zip|tar|zstd|lz4|xz|multipart|snappy|parquet)\.New\w*Writer\w*$")
_FOR_WRITING = re.compile(r"\bO_(?:WRONLY|RDWR)\b")
_ANSWERS = re.compile(r"^\*?(?:http|gin|middleware|echo)\.(?:ResponseWriter|WrapResponseWriter|Response)$")
_NAMED_ANSWER = re.compile(r"\.Writer$|^(?:w|rw|res|resp|writer)$")
_NEVER_FAILS = re.compile(
    r"^(?:new\()?&?\*?(?:bytes\.Buffer|strings\.Builder|bytes\.NewBuffer\w*|sha\d+\.New\w*|md5\.New|hmac\.New|hash\.\w+|fnv\.New\w*|crc32\.\w+)"
)

_EMPTY = {"a value stays empty or half filled", "a value stays empty"}

Judge = Callable[["_Call"], "str | None"]


class _Call:
    """A call that is a statement: what is called, on what, in which function."""

    def __init__(self, file: SourceFile, node: Node, statement: Node) -> None:
        self.file, self.node, self.statement = file, node, statement
        self.full = re.sub(r"\s+", "", text_of(node.child_by_field_name("function")))
        self.owner, _, self.name = self.full.rpartition(".")
        listed = node.child_by_field_name("arguments")
        self.arguments = [text_of(item) for item in listed.named_children if item.type != "comment"] if listed else []
        self.function = enclosing(statement, _FUNCTIONS)
        self.deferred = statement.type == "defer_statement"

    def origin(self, name: str) -> str:
        """What makes a variable, ``os.Create``, or its type where it is a parameter or a field; "" unknown."""
        function = self.function
        while function is not None:
            code = text_of(function)
            made = list(
                re.finditer(rf"(?<![\w.]){re.escape(name)}\s*(?:,\s*\w+\s*)?:?=\s*(new\([\w.]+|&?[\w.]+)", code)
            )
            before = [
                item for item in made if function.start_byte + len(code[: item.start()].encode()) < self.node.start_byte
            ]
            if before:
                return before[-1].group(1)
            declared = re.search(rf"(?:\bvar\s+|[(,]\s*){re.escape(name)}\s+(\*?[\w.]+)", code)
            if declared is not None:
                return declared.group(1)
            function = enclosing(function, _FUNCTIONS)
        field = re.search(
            rf"(?m)(?:^|[{{;])\s*(?:\w+\s*,\s*)*{re.escape(name.rpartition('.')[2])}\s+(\*?[\w.]+)", self.file.text
        )
        return field.group(1) if "." in name and field is not None else ""

    def made_with(self, name: str) -> str:
        """The code of the call that made a variable, in this function or those around it."""
        made = re.compile(rf"(?<![\w.]){re.escape(name)}\s*(?:,\s*\w+\s*)?:?=\s*([^\n]+)")
        function = self.function
        while function is not None:
            found = made.search(text_of(function))
            if found is not None:
                return found.group(1)
            function = enclosing(function, _FUNCTIONS)
        return ""


def find(file: SourceFile) -> Iterator[Match]:
    """One match for each statement that drops an error which matters; one a function for values that are decoded."""
    if not _MAY_BE_THERE.search(file.data):
        return
    found: dict[tuple[int, str], list[tuple[_Call, str]]] = {}
    for call, lost in _dropped(file):
        once = (call.function.id, call.full) if call.function is not None and lost in _EMPTY else (call.node.id, "")
        found.setdefault(once, []).append((call, lost))
    for (call, lost), *more in found.values():
        yield _match(call, lost, len(more))


def _dropped(file: SourceFile) -> Iterator[tuple[_Call, str]]:
    root = parse(file)
    for statement in find_all(file, root, "[(expression_statement) (defer_statement) (go_statement)] @x"):
        node = statement.named_children[0] if statement.named_children else None
        if node is None or node.type != "call_expression":
            continue
        call = _Call(file, node, statement)
        if "." not in call.full or call.function is None or _QUIET_LINE.search(file.line(int(node.end_point[0]) + 1)):
            continue
        for judge in _JUDGES:
            lost = judge(call)
            if lost is not None:
                yield call, lost
                break


def _match(call: _Call, lost: str, more: int) -> Match:
    start, end = positions(call.file, call.statement)
    answers = lost.startswith("the answer")
    # A form that cannot be read is rare, and mostly seen by what comes next.
    opinion = answers or _FORMS.match(call.name) or at_terminal(call.file, start.line)
    written = _shortened(call.full)
    of_gorm = lost.endswith("`.Error`")
    several = (
        _WRITES.match(call.name) or _EXECUTES.match(call.name) or _MONGO.match(call.name) or call.owner in {"io", "fmt"}
    )
    assigned = f"err := {written}(…).Error" if of_gorm else f"{'_, err' if several else 'err'} := {written}(…)"
    instead = f"Write `if {assigned}; err != nil` and return the error"
    if call.deferred:
        instead = "Let the deferred function set the error that is returned"
        instead = (
            "Close it once more where the error can be returned, and return it" if call.name == "Close" else instead
        )
    elsewhere = f", here and in {more} more calls of this function" if more else ""
    return Match(
        _RULE,
        call.file.path,
        start,
        end,
        f"Nothing looks at the error of `{written}`, so {lost.removesuffix(' `.Error`')} and the code goes on as if all were well{elsewhere}. "
        f"{instead}.",
        severity=Severity.INFO if answers else None,
        audience=Audience.PEDANTIC if opinion else None,
        confidence=Confidence.LOW if answers else None,
    )


def _shortened(full: str) -> str:
    """``db.Where(…).Delete`` of a chain of calls with all that they are given."""
    for _ in range(10):
        shorter = re.sub(r"\((?!…\))[^()]*\)", "(…)", full)
        if shorter == full:
            break
        full = shorter
    return full if len(full) < 60 else f"…{full[-50:]}"


# --- which errors matter: each says what is lost, or None --------------------------------------------------------


def _package(call: _Call) -> str | None:
    if not _PACKAGES.match(call.full):
        return None
    if call.full in {"os.WriteFile", "ioutil.WriteFile", "os.Rename"}:
        return None if _after_failure(call.statement) else "a file is not written"
    return None if _after_failure(call.statement) else "a value stays empty or half filled"


def _decodes(call: _Call) -> str | None:
    if call.name != "Decode" or not call.arguments:
        return None
    made = call.origin(call.owner) if re.fullmatch(r"\w+", call.owner) else ""
    if _NEW_DECODER.search(call.owner) or re.search(r"\.NewDecoder$", made) or call.arguments[0].startswith("&"):
        return "a value stays empty or half filled"
    return None


def _encodes(call: _Call) -> str | None:
    """An encoder over a writer: a file that stays half written, or an answer that the caller does not get."""
    found = re.search(r"\.NewEncoder\(([^()]*)\)$", call.owner)
    if call.name != "Encode" or found is None:
        return None
    return _written_to(call, found.group(1))


def _copies(call: _Call) -> str | None:
    if call.full not in {"io.Copy", "io.CopyN", "io.WriteString", "io.CopyBuffer"} or not call.arguments:
        return None
    return _written_to(call, call.arguments[0])


def _writes(call: _Call) -> str | None:
    return _written_to(call, call.owner) if _WRITES.match(call.name) else None


def _written_to(call: _Call, target: str) -> str | None:
    made = call.origin(target)
    if _NEVER_FAILS.match(made):
        return None
    if _ANSWERS.match(made) or (not made and _NAMED_ANSWER.search(target)):
        return "the answer may be cut off"
    if _BUFFERS.match(made) and re.search(
        rf"(?:=\s*|return\s+|\(\s*){re.escape(target)}\.Flush\(\)", text_of(call.function)
    ):
        return None  # a buffer keeps the first error, and gives it when it is flushed
    if _BUFFERS.match(made) or _COMPRESSES.match(made):
        return _behind(call, target)
    if _OPENS_FILE.match(made) or made == "*os.File":
        return "a file is only half written"
    return None


def _behind(call: _Call, name: str) -> str | None:
    """What is lost when the end of what a writer buffers or packs is not written, by what it writes to."""
    found = re.search(r"\.New\w*\(\s*&?([\w.]+)", call.made_with(name))
    inner = found.group(1) if found is not None else ""
    if inner == name or not inner:
        return "the end of it may be missing"
    made = call.origin(inner)
    if _NEVER_FAILS.match(made) or inner in {"os.Stdout", "os.Stderr", "io.Discard", "nil"}:
        return None
    if re.search(rf"\b{re.escape(inner)}\s*:?=\s*io\.Pipe\(", call.file.text):
        return None  # it fails when who reads has given up, and knows why
    if _ANSWERS.match(made) or (not made and _NAMED_ANSWER.search(inner)):
        return "the answer may be cut off"
    return "the end of it may be missing"


def _binds(call: _Call) -> str | None:
    if _BINDS.match(call.name) and call.arguments and re.match(r"&|\w+$", call.arguments[0]):
        return "what the caller sent is used although it was not understood"
    if _FORMS.match(call.name) and re.fullmatch(r"\w+|\w+\.Request(?:\(\))?", call.owner):
        return "what the caller sent is used although it was not understood"
    return None


def _scans(call: _Call) -> str | None:
    if call.name not in {"Scan", "StructScan", "MapScan", "SliceScan"} or not call.arguments:
        return None
    into = all(item.startswith("&") for item in call.arguments)
    return "a value stays empty" + _dot_error(call) if into else None


def _executes(call: _Call) -> str | None:
    if not _EXECUTES.match(call.name) or call.owner in {"exec", "syscall"} or not call.arguments:
        return None
    if any(_TUNES.match(argument) for argument in call.arguments[:2]):
        return None
    return "nothing may have been stored" + _dot_error(call)


def _commits(call: _Call) -> str | None:
    if (
        call.name != "Commit"
        or len(call.arguments) > 1
        or re.search(r"(?i)git|repo|worktree|offset|reader|consumer", call.owner)
    ):
        return None
    return "nothing may have been stored" + _dot_error(call)


def _mongo(call: _Call) -> str | None:
    return "nothing may have been stored" if _MONGO.match(call.name) and len(call.arguments) >= 2 else None


def _gorm(call: _Call) -> str | None:
    if not _GORM.match(call.name) or not call.arguments or not _is_gorm(call):
        return None
    # A chain that began before keeps its error itself: query := db.Where(…); query.Limit(9).Find(&rows); query.Error.
    begun = re.escape(call.owner.partition(".")[0])
    if re.search(rf"(?<![\w.])(?:{re.escape(call.owner)}|{begun})\.Error\b", text_of(call.function)):
        return None  # asked of the object that it was done with
    if call.name in {"Find", "Scan"}:
        return "an empty result is taken for the answer `.Error`"
    return "nothing may have been stored `.Error`"


def _is_gorm(call: _Call) -> bool:
    first = re.split(r"\(|\.(?=[A-Z]\w*\()", call.owner)[0]
    made = call.origin(first)
    if made:
        return made in {"*gorm.DB", "gorm.Open"} or (
            made.rpartition(".")[2] in {"Begin", "Session", "WithContext"} and _names_gorm(call)
        )
    last = first.rpartition(".")[2]
    given = call.arguments[0].startswith("&") or _GORM_CHAIN.search(call.owner) is not None
    return given and (_DATABASE.match(last) is not None or _names_gorm(call))


def _names_gorm(call: _Call) -> bool:
    return re.search(r"\"(?:gorm\.io/gorm|github\.com/jinzhu/gorm)\"", call.file.text) is not None


def _dot_error(call: _Call) -> str:
    return " `.Error`" if _is_gorm(call) and (_names_gorm(call) or _GORM_CHAIN.search(call.owner)) else ""


def _sends(call: _Call) -> str | None:
    if _SENDS.match(call.name) and len(call.arguments) >= 1 and _BROKERS.search(call.file.text):
        return "the message may be lost"
    return None


def _flushes(call: _Call) -> str | None:
    checked = rf"(?:=\s*|return\s+|\(\s*){re.escape(call.owner)}\.Flush\(\)"
    if call.deferred and re.search(checked, text_of(call.function)):
        return None  # for the ways out before: where all is well it is flushed, and looked at
    if call.name == "Flush" and not call.arguments and _BUFFERS.match(call.origin(call.owner)):
        return _behind(call, call.owner)
    return None


def _closes(call: _Call) -> str | None:
    """Closing what was written: the last bytes are written then. What is closed because of another error does not matter."""
    if call.name != "Close" or call.arguments or not re.fullmatch(r"\w+", call.owner):
        return None
    made = call.origin(call.owner)
    if made == "os.OpenFile" and not _FOR_WRITING.search(call.made_with(call.owner)):
        return None
    if not (_OPENS_FILE.match(made) or _COMPRESSES.match(made)) or _after_failure(call.statement):
        return None
    name = re.escape(call.owner)
    code = text_of(call.function)
    checked = rf"(?:=\s*|return\s+|\(\s*){name}\.(?:Close|Sync)\(\)"
    if re.search(checked, code) or re.search(rf"\bos\.Remove(?:All)?\(\s*{name}\.Name\(\)", code):
        return None
    writes = rf"\b{name}\.(?:Write|ReadFrom|Truncate|Create|Encode)|[(,]\s*{name}\s*[,)]"
    if not re.search(writes, code):
        return None
    return _behind(call, call.owner) if _COMPRESSES.match(made) else "a file may be only half written"


def _after_failure(statement: Node) -> bool:
    """Whether a statement stands in a block that deals with an error, or with an answer that is one."""
    current = statement.parent
    while current is not None and current.type not in _FUNCTIONS:
        if current.type == "if_statement" and re.search(
            r"(?i)err\w*\s*!=\s*nil|StatusCode(?:\(\))?\s*(?:>=?\s*[34]00|!=)",
            text_of(current.child_by_field_name("condition")),
        ):
            return True
        current = current.parent
    return False


_JUDGES: tuple[Judge, ...] = (
    _package, _decodes, _encodes, _copies, _writes, _binds, _scans, _executes, _commits, _mongo, _gorm, _sends, _flushes, _closes,
)  # fmt: skip
