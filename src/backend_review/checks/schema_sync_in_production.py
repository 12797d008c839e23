"""A program that changes the schema of its database by itself when it starts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import tree_sitter

from backend_review.backend import Backend
from backend_review.checks._code import Code
from backend_review.checks._model import place_match, step
from backend_review.checks._trees import (
    CALLS,
    arguments,
    bare,
    called,
    enclosing_function,
    function_name,
    last_name,
    text,
    walk,
)
from backend_review.finding import Confidence, Match, Severity
from backend_review.model.routes import Place
from backend_review.project.source import SourceFile

_WORDS = {
    "python": re.compile(r"\bcreate_all\b"),
    "javascript": re.compile(r"\bsynchronize\b|\.sync\(|\bupdateSchema\(|\brefreshDatabase\("),
    "go": re.compile(r"\bAutoMigrate\("),
}
_TYPEORM = re.compile(r"typeorm", re.IGNORECASE)
_SEQUELIZE = re.compile(r"sequelize", re.IGNORECASE)
_MIKRO = re.compile(r"mikro-?orm", re.IGNORECASE)
# Functions that somebody runs by hand, or that only tests do.
_BY_HAND = re.compile(
    r"(?i)seed|reset|test|fixture|drop|\bcli\b|command|typer|click|script|fake|mock|demo|recreate|wipe|^(up|down|upgrade|downgrade)$"
)
_ON_ERROR = re.compile(r"^\(?\s*(\w*[eE]rr\w*\s*!=\s*nil|\w*[eE]rr\w*)\s*\)?$")
_NOT_IN_PRODUCTION = re.compile(r"(?i)prod|\bdev|\btest|debug|local|migrat")
_MIGRATION_OF = re.compile(r"\bgormigrate\b|goose\.AddMigration")
_CONFIGURES = re.compile(
    r"(?i)DataSource|createConnections?|forRoot(Async)?|TypeOrm\w*|ConnectionOptions|DataSourceOptions|Sequelize"
)
_CONFIGURED = frozenset(
    {"type", "host", "url", "database", "entities", "migrations", "dialect", "username", "autoloadentities"}
)


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each place of a running program that builds the schema from its models."""
    tool = _migrations_of(backend)
    told: set[str] = set()
    for module in backend.project.modules():
        file = module.file
        words = _WORDS.get(module.language)
        if file.role != "production" or words is None or not words.search(file.text) or "go" in told:
            continue
        find = {"python": _python, "javascript": _javascript, "go": _go}[module.language]
        code = Code(file)
        for node, what, severity in find(backend, code, tool):
            if not _by_hand(code, node) and not _is_called_by_hand(backend, module.language, code, node):
                yield _match(file, node, what, tool, severity)
                told.add(module.language)  # of Go's packages, each of which moves its own tables, one says it
                break


def _is_called_by_hand(backend: Backend, language: str, code: Code, node: tree_sitter.Node) -> bool:
    """Whether the function it is in is called nowhere but behind a switch, in commands or by tests."""
    function = enclosing_function(node)
    name = function_name(function) if function is not None else ""
    if not name or language == "javascript":
        return False
    found = False
    for module in backend.project.modules():
        if module.language != language or module.file.role != "production" or f"{name}(" not in module.file.text:
            continue
        other = code if module.file is code.file else Code(module.file)
        for call in walk(other.root, CALLS):
            if last_name(called(call)) != name or call.id == node.id:
                continue
            if not _by_hand(other, call):
                return False
            found = True
    return found


def _migrations_of(backend: Backend) -> Place | None:
    """Where the project keeps its migrations; None when it has none."""
    for history in backend.histories:
        for migration in history.migrations:
            return migration.place
    folders = (path for path, file in sorted(backend.project.files.items()) if file.role == "migration")
    path = next(
        (
            path
            for path in folders
            if re.search(r"(?i)(^|/)migrations?/(.*/)?\d{4,}|alembic/versions/|/versions/\w+_\w+\.py$", path)
        ),
        None,
    )
    return Place(path, 1) if path is not None else None


Found = tuple[tree_sitter.Node, str, Severity | None]


def _python(backend: Backend, code: Code, tool: Place | None) -> Iterator[Found]:
    if tool is None or _of_another_database(backend, code.file):
        return
    for node in walk(code.root, frozenset({"call"})):
        target = called(node)
        name = last_name(target)
        if name != "create_all" and not (name == "run_sync" and "create_all" in text(node)):
            continue
        function = enclosing_function(node)
        if function is not None and not _is_started(backend, code.file, function_name(function)):
            continue
        if re.search(r"sqlite|:memory:|test", " ".join(text(item) for item in arguments(node)), re.IGNORECASE):
            continue
        yield node, f"`{text(target)}` makes the tables that are missing", None


def _of_another_database(backend: Backend, file: SourceFile) -> bool:
    """Whether a file declares tables itself, and the migrations know none of them."""
    own = {table.name for table in backend.tables if table.place.path == file.path}
    migrated = [history.tables() for history in backend.histories]
    return bool(own) and bool(migrated) and not any(known.named(name) for known in migrated for name in own)


def _is_started(backend: Backend, file: SourceFile, name: str) -> bool:
    """Whether a function is run by the application: a framework calls it, or code of the program does."""
    if not name:
        return True
    if re.search(r"(?i)startup|start_up|lifespan|create_app|on_event|before_first|main", name):
        return True
    used = re.compile(rf"(?<!def )\b{re.escape(name)}\b")
    declared = re.compile(rf"(?m)^.*\bdef {re.escape(name)}\b|^\s*(from|import)\b.*$")
    if re.search(
        rf"@[\w.]+\.(on_event|before_first_request|before_serving|listener)\([^\n]*\n\s*(async\s+)?def {re.escape(name)}\b",
        file.text,
    ):
        return True
    for other in backend.project.files.values():
        if other.language != "python" or other.role != "production" or name not in other.text:
            continue
        lines = [line for line in other.text.splitlines() if used.search(line) and not declared.match(line)]
        if lines and not re.search(
            r"(?m)^if __name__ ==|@\w*(cli|app)\.command|\bclick\b|\btyper\b|BaseCommand", other.text
        ):
            return True
    return False


def _javascript(backend: Backend, code: Code, tool: Place | None) -> Iterator[Found]:
    words = code.file.text
    if _TYPEORM.search(words):
        yield from _synchronized(code)
    for node in walk(code.root, frozenset({"call_expression"})):
        name = last_name(called(node))
        if name == "sync" and _SEQUELIZE.search(words):
            options: dict[str, tree_sitter.Node] = {}
            given = arguments(node)
            if given:
                code.read(given[0], options, node)
            wrong = next((key for key in ("force", "alter") if text(options.get(key)) == "true"), None)
            if wrong is not None:
                does = "drops every table and makes it again" if wrong == "force" else "alters tables until they fit"
                yield node, f"`{text(called(node))}({{ {wrong}: true }})` {does}", None
        elif name in {"updateSchema", "refreshDatabase"} and _MIKRO.search(words):
            yield node, f"`{name}()` alters tables until they fit", None


def _synchronized(code: Code) -> Iterator[Found]:
    """TypeORM: ``synchronize: true`` in the options of a data source."""
    for pair in walk(code.root, frozenset({"pair"})):
        key, value = pair.child_by_field_name("key"), bare(pair.child_by_field_name("value"))
        if text(key).strip("'\"") != "synchronize" or text(value) != "true" or pair.parent is None:
            continue
        keys = {text(item.child_by_field_name("key")).strip("'\"").lower() for item in pair.parent.named_children}
        given = re.search(r"type['\"]?\s*:\s*['\"`](sqljs|better-sqlite3|sqlite)|:memory:", text(pair.parent))
        if given or not (keys & _CONFIGURED or _CONFIGURES.search(_holder_of(pair.parent))):
            continue
        yield pair, "`synchronize: true` alters and drops columns until they fit the entities", None


def _holder_of(node: tree_sitter.Node) -> str:
    """What an object is given to: the call, or the variable with its type."""
    parent = node.parent
    for _ in range(4):
        if parent is None:
            return ""
        if parent.type in CALLS:
            return text(called(parent))
        if parent.type == "variable_declarator":
            return text(parent.child_by_field_name("name")) + text(parent.child_by_field_name("type"))
        parent = parent.parent
    return ""


def _go(backend: Backend, code: Code, tool: Place | None) -> Iterator[Found]:
    if "gorm" not in code.file.text or _MIGRATION_OF.search(code.file.text):
        return
    if tool is None and (backend.dialect == "sqlite" or _opens_files_only(backend)):
        return  # a file of the program's own, which no other instance is using
    for node in walk(code.root, frozenset({"call_expression"})):
        if last_name(called(node)) == "AutoMigrate" and arguments(node):
            severity = None if tool is not None else Severity.WARNING
            yield node, f"`{text(called(node))}` changes tables to fit the structs", severity


_DRIVER = re.compile(r"gorm\.io/driver/(\w+)|glebarez/(sqlite)|jinzhu/gorm/dialects/(\w+)")


def _opens_files_only(backend: Backend) -> bool:
    """Whether SQLite's is the only driver of GORM's that the program imports."""
    drivers = {
        "".join(found)
        for module in backend.project.modules()
        if module.language == "go" and module.file.role == "production"
        for found in _DRIVER.findall(module.file.text)
    }
    return drivers == {"sqlite"}


def _by_hand(code: Code, node: tree_sitter.Node) -> bool:
    """Whether a place is not reached when the program simply starts: behind a switch, in a command, for tests."""
    if re.search(
        r"(?i)(^|/)(cli|cmd/(\w*(seed|migrat|reset|setup|tool|cli)\w*)|commands?|management|seeds?|fixtures?|testing)(/|\.\w+$)",
        code.file.path,
    ):
        return True
    if code.in_dev_branch(node):
        return True
    previous, current = node, node.parent
    while current is not None:
        if current.type in {
            "if_statement",
            "conditional_expression",
            "ternary_expression",
            "elif_clause",
            "switch_case",
            "expression_case",
        }:
            condition = current.child_by_field_name("condition") or current.child_by_field_name("value")
            initial = current.child_by_field_name("initializer")
            within = (
                condition is not None and previous.id != condition.id and (initial is None or previous.id != initial.id)
            )
            if within and not _ON_ERROR.match(text(condition)):
                return True
        if current.type in {"block", "statement_block", "module", "program", "statement_list"} and _turned_away(
            current, previous
        ):
            return True
        if current.type in {
            "function_definition",
            "function_declaration",
            "method_definition",
            "method_declaration",
            "arrow_function",
            "function_expression",
            "func_literal",
        }:
            name = function_name(current)
            decorators = (
                text(current.parent)[:200]
                if current.parent is not None and current.parent.type == "decorated_definition"
                else ""
            )
            decorators = decorators.split("def ")[0]
            if _BY_HAND.search(name) or re.search(r"(?i)command|\bcli\b|click|typer|fixture", decorators):
                return True
        if current.type in {"class_definition", "class_declaration"} and re.search(
            r"(?i)test|command|seed", text(current.child_by_field_name("name"))
        ):
            return True
        if current.type in {"pair", "keyed_element"} and re.search(
            r"(?i)^['\"]?(dev\w*|test\w*|local|debug|Migrate|Up|Run|RunE|Action)['\"]?$",
            text(current.named_children[0]),
        ):
            return True
        previous, current = current, current.parent
    return False


def _turned_away(block: tree_sitter.Node, before: tree_sitter.Node) -> bool:
    """Whether statements further up leave in production: ``if (isProduction) return;``."""
    for statement in block.named_children:
        if statement.start_byte >= before.start_byte:
            return False
        condition = statement.child_by_field_name("condition")
        if condition is not None and statement.type == "if_statement" and _NOT_IN_PRODUCTION.search(text(condition)):
            inside = statement.child_by_field_name("consequence")
            if inside is not None and re.search(r"\b(return|throw|raise|exit)\b", text(inside)):
                return True
    return False


def _match(file: SourceFile, node: tree_sitter.Node, what: str, tool: Place | None, severity: Severity | None) -> Match:
    place = Place(file.path, node.start_point[0] + 1)
    language = "javascript" if file.language == "typescript" else file.language
    beside = f", past the migrations in `{tool.path}`" if tool is not None else ""
    return place_match(
        "schema-sync-in-production",
        place,
        f"{what} each time the program starts{beside}{_HARMS[language]} {_INSTEAD[language]}",
        trace=(
            *((step(tool, "the project's migrations"),) if tool is not None else ()),
            step(place, "runs when the program starts"),
        ),
        severity=severity,
        confidence=Confidence.MEDIUM if severity is not None else None,
    )


_HARMS = {
    "python": ", so the migration that would make them fails, and what they later need is never altered.",
    "javascript": ": a renamed column loses its data, tables are locked under load, and nobody has seen the change.",
    "go": ": each instance alters tables under load, nothing can be taken back, and nobody has seen the change.",
}
_INSTEAD = {
    "python": "Leave tables to the migrations: run `alembic upgrade head` (or `flask db upgrade`) in the deployment.",
    "javascript": "Turn it off, generate a migration for each change, and run the migrations in the deployment.",
    "go": "Write the change as a migration (golang-migrate, goose), and run it in the deployment.",
}
