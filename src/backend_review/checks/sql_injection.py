"""sql-injection, the "merely built" half: SQL text put together from values that are not visibly request data.

The rule's taint patterns find request data that reaches SQL. This check evaluates the text handed to a database and
asks what its holes are: a bound placeholder, a number, a name from a constant or schema object, or a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from backend_review.checks._branches import is_told_before
from backend_review.checks._sql_origins import Origins, ProjectTexts
from backend_review.checks._texts import (
    Hole,
    Part,
    ancestors,
    arguments,
    callee,
    method,
    receiver,
    takes_no_text,
    text_of,
)
from backend_review.finding import Audience, Confidence, Match, Position, Severity
from backend_review.index.project import Project
from backend_review.messages import shorten
from backend_review.project.source import SourceFile

if TYPE_CHECKING:
    from tree_sitter import Node

RULE = "sql-injection"
LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

# A file without these words holds no SQL worth looking at.
_WORDS = re.compile(
    rb"(?i)\b(insert\s+into|delete\s+from|update\s+[\w.\"`{$%]+\s+set|select\s+[\w*(\"'`${%.]+\s*(,|from|as\b|\()|merge\s+into|"
    rb"(create|drop|alter|truncate)\s+(table|database|user|role|schema|view|index)|where\s+[\w.]+\s*([=<>]|like|in\b)|order\s+by\s|limit\s+[${%\"'\d]|"
    rb"call\s+\w+\(|exec(ute)?\s+\w+[ ']|"
    rb"(where|order|having|select|join|group|from)(by)?raw|literal(_column)?\(|rawsql|createquerybuilder|andwhere|gorm\.io|jinzhu/gorm|"
    rb"squirrel|goqu|uptrace/bun|xorm|queryraw|executeraw|import[^\n]*\btext\b)"
)
_HOLE = "\x01"
_STATEMENT = re.compile(
    r"(?is)\bselect\b.+?\bfrom\s|\binsert\s+(ignore\s+|or\s+\w+\s+|overwrite\s+)?into\s+\S|\breplace\s+into\s|"
    r"\bupdate\s+\S+(\s+(as\s+)?\w+)?\s+set\b|"
    r"\bdelete\s+from\s+\S|\bmerge\s+into\s|^\s*(create|drop|alter|truncate)\s+(or\s+replace\s+)?((temp|"
    r"temporary|unique|materialized|global|local)\s+)?"
    r"(table|database|schema|user|role|index|view|column|sequence|function|trigger|type|extension)\b|^\s*(grant|"
    r"revoke)\s.+\s(to|from)\s|"
    r"^\s*(call|exec|execute)\s+[\w.]+\s*[\x01('@]|^\s*select\s+\S|^\s*with\s+\S+\s+as\s*\("
)
# A part of a statement, enough beside a call that certainly is a database's
_FRAGMENT = re.compile(
    r"(?is)\b(where|having|on|and|or)\s+[\w.\x01\"'`(]+\s*(=|<|>|!=|<>|\b(not\s+)?(i?like|in|between|is)\b)|"
    r"\b(order|group)\s+by\s|"
    r"\b(limit|offset)\s+[\x01\d]|\bvalues\s*\(|\bset\s+[\w.\x01]+\s*=|\bfrom\s+\x01|^\s*(pragma|set|show|use|"
    r"explain|vacuum|analyze|lock|copy|notify|listen|attach)\s"
)
# The text of a condition: what GORM's Where, TypeORM's andWhere or text() take
_CONDITION = re.compile(
    r"(?is)[=<>]|'|\b(like|ilike|in|is|between|and|or|asc|desc|join|as|not|exists|order by|select|interval|"
    r"coalesce|count|sum|max|min|lower|upper)\b"
)
# Where a database user is given a password, which no database takes as a bound parameter
_PASSWORD = re.compile(r"(?is)\b(alter|create)\s+(user|role)\b[^;]*\bpassword\s+[E]?'?$")
_ENVIRONMENT = re.compile(r"(?i)get_?env|environ\b|process\.env\b")
# The value's place in the statement, told by what precedes the hole
_OPERATOR = re.compile(
    r"(?is)(=|<|>|\b(i?like|rlike|regexp|glob|match|between|interval|returns|identified\s+by|password)|~\*?|\|\|"
    r"|@>|<@|->>?|"
    r"\b(in|any|all|values|row|lower|upper|to_tsquery|plainto_tsquery|to_date|date|concat|coalesce|ifnull|like)\s*\(|"
    r"\bvalues\s*\([^)]*,|\bin\s*\([^)]*,|\bbetween\s+\S+\s+and|\bcall\s+[\w.]+\s*\(([^)]*,)?|"
    r"\bexec(ute)?\s+[\w.]+(\s+[^;]*,)?)\s*([ENB]?['\"(%]+)?\s*%?$"
)
_LIMIT = re.compile(r"(?is)\b(limit|offset|top|fetch\s+(first|next)|skip|rows)\s*\(?\s*(\S+\s*,\s*)?$")
_AFTER_VERB = re.compile(
    r"(?i)\b(select|distinct|from|table|into|update|join|where|and|or|having|on|database|user|schema|view|"
    r"exists|role)\s+$"
)
_ORDER = re.compile(r"(?is)\b(order|group|partition)\s+by\s[^;)]*$")

_TABLE_WORDS = re.compile(
    r"(?i)(tables?|tbl|table_?names?|schemas?|columns?|cols?|col_?names?|fields?|field_?names?|db_?names?|"
    r"database(_?name)?|index(_?name)?|"
    r"sequence|seq|view(_?name)?|relation|model|entity|alias|prefix|suffix|names?pace|partition|constraint|trigger|"
    r"extension|engine|charset|collation|dialect|owner|role|func(tion)?(_?name)?|type|datatype|keys?|pk|"
    r"identifier|attr\w*|"
    r"placeholders?|binds?|bind_?vars?|params?|marks?|qmarks|tokens?|fmt|format|sql|query|stmt|statement|"
    r"clauses?|conditions?|conds?|criteria|"
    r"wheres?|where_?\w+|\w*_?(sql|clause|clauses|query|cte|expr|expression|predicate|conditions|subquery|"
    r"filter_?sql|placeholders|columns|fields|cols|table|tables|schema|column))$"
)
_NUMBER_WORDS = re.compile(
    r"(?i)^(.*[._])?(limit|offset|page_?size|per_?page|page|size|count|num|n|nb|skip|top|max_?\w*|min_?\w*|"
    r"batch_?size|chunk_?size|length|"
    r"width|height|year|month|day|hours?|days?|minutes?|seconds?|ttl|timeout|interval|index|idx|i|j|version|"
    r"timestamp|ts|lat|lon|lng|radius|distance|total|len|"
    r"position|pos|depth|level|port|threshold|dim|dimensions?|is_?\w+|has_?\w+)$"
)
_SAFE_TEXT = re.compile(
    r"(^|[.])[A-Z][A-Z0-9_]*([.\[].*)?$|_meta\.|__table(name)?__|\.tablename$|\.db_table$|table_?name|TableName|"
    r"\.metadata\.|"
    r"(?i:placeholder|bind_?var|\bmarks\b|quoted|escaped|sanitiz|sanitis|_ident\b|safe_|allowed|validated)|"
    r"\.length$|\.size$|\.rowcount$|\.lastrowid$|"
    r"(?i:holders?$)|^(i|j|k|idx|index|n|_)$|^\w+\.(value|VALUE)\s*$|^-?\d|\.c\.|^len\(|\.isoformat\(\)$"
)
_DATABASE_NAME = re.compile(r"(?i)(db_?name|database|schema(_?name)?)$")
_MAKES_SQL = re.compile(
    r"(?i)(column|table|placeholder|clause|quote|condition|where|sql|query|build|ident|field|literal|escape|"
    r"compile|render)"
)
_SETTING = re.compile(r"(?i)(^|[._])(config|configuration|settings|conf|cfg|env|options|opts|connection)(\?\.|\.|\[)")
_MEMBER_NAME = re.compile(r"\.(name|column|key)$")
# A hole that only names a bound parameter: ``%({key})s``, ``= :{key}``, ``$${number}``
_NAMED_PLACEHOLDER = re.compile(r"%\($|(?<![:\w'])[:@]$|\$$")
_COMMAND = re.compile(r"(^|/)management/commands/")  # Django's: who has a shell there needs no injection
_KEY = re.compile(r"\.(id|ID|Id|pk|\w+_id|\w+Id|\w+ID)!?$")
_ASKED = re.compile(
    r"(?i)\b(req|request|ctx|params|query|body|args|form|payload|input|event|data|dto)\b(?!\.(user|state)\b)"
)
_OUTSIDE = re.compile(
    r"\b(os\.Args|sys\.argv|process\.argv|raw_input\(|input\(|os\.environ|os\.getenv|process\.env|flag\.(Arg|String)\()"
)
_STRUCTURE_OF = re.compile(r"(?i)self\.|this\.|cls\.")

# Calls that certainly take SQL …
_CERTAIN = re.compile(
    r"^(execute|executemany|executescript|execute_async|exec_driver_sql|execute_sql|mogrify|fetch_all|fetch_one|"
    r"fetch_val|fetchrow|fetchval|"
    r"read_sql|read_sql_query|copy_expert|execute_fetchall|execute_insert|"
    r"QueryContext|QueryRowContext|ExecContext|PrepareContext|QueryRow|Queryx|QueryRowx|MustExec|NamedExec|"
    r"NamedQuery|Preparex|PrepareNamed|"
    r"QueryxContext|QueryRowxContext|MustExecContext|NamedExecContext|NamedQueryContext|PreparexContext|"
    r"GetContext|SelectContext|NewRaw|"
    r"\$queryRawUnsafe|\$executeRawUnsafe|queryRawUnsafe|executeRawUnsafe|\$queryRaw|\$executeRaw|unsafe|"
    r"queryRaw|executeRaw|executeSql|runSql)$"
)
# … and calls that do if what they get reads as a whole statement
_LIKELY = re.compile(
    r"(?i)(query|sql|execute|exec|fetch|select|raw|prepare|iterate|cursor|statement|stmt|^run$|^all$|^get$|"
    r"^each$|^any$|^one$|^none$|^many|"
    r"^oneornone$|^result$|^queue$|^table$|^batch$|rows?$|^find|^load|^read|count$|^update|^insert|^delete|^db$|"
    r"^first$|^scan)"
)
# Methods that take a part of a statement as text, by language, and what it is a part of
_PARTS: dict[str, dict[str, str]] = {
    "python": {
        "text": "", "literal_column": "SELECT ", "RawSQL": "SELECT ", "DDL": "",
    },
    "javascript": {
        "whereRaw": "WHERE ", "orWhereRaw": "WHERE ", "andWhereRaw": "WHERE ", "orderByRaw": "ORDER BY ",
        "groupByRaw": "GROUP BY ",
        "havingRaw": "HAVING ", "orHavingRaw": "HAVING ", "joinRaw": "", "fromRaw": "FROM ", "selectRaw": "SELECT ",
        "literal": "SELECT ",
        "where": "WHERE ", "andWhere": "WHERE ", "orWhere": "WHERE ", "having": "HAVING ", "andHaving": "HAVING ",
        "orHaving": "HAVING ",
        "raw": "", "unsafe": "",
    },
    "go": {
        "Where": "WHERE ", "Or": "WHERE ", "Not": "WHERE ", "Having": "HAVING ", "Order": "ORDER BY ",
        "OrderBy": "ORDER BY ",
        "Joins": "", "Group": "GROUP BY ", "OrderExpr": "ORDER BY ", "WhereOr": "WHERE ", "Expr": "SELECT ",
        "Raw": "", "L": "SELECT ",
        "Literal": "SELECT ",
    },
}  # fmt: skip
_NOT_A_DATABASE = re.compile(
    r"(?i)(^|\.)(log\w*|logger|logging|console|warnings|print\w*|debug|info|warn\w*|error\w*|exception|critical|"
    r"fatal\w*|span|tracer|metrics|sentry\w*|"
    r"fmt|errors|t|assert|expect|describe|it|test|raise\w*|throw\w*|axios|requests|httpx|z|i18n|gettext|_|click|"
    r"typer|re|regexp?|"
    r"help_text|Field|set_attribute|setAttribute|add_argument|format|join|append|push|str|String|len|strings|"
    r"Sprintf|hashlib|md5|sha256|hash\w*|cache\w*|redis\w*)$"
)
_NO_SQL_TARGETS = re.compile(
    r"(?i)(graphql|gql|elastic|mongo|redis|apollo|firestore|cypher|neo4j|sparql|ldap|jira|soql|salesforce|"
    r"gremlin|influx|prometheus|spreadsheet|drive|xpath)"
)


def find_in(file: SourceFile, project: Project) -> Iterator[Match]:
    """SQL that is put together from values, in calls to a database and beside them.

    The project tells what other files put into them.
    """
    if not _WORDS.search(file.data):
        return
    texts = ProjectTexts(file, _origins(project))
    reported: set[int] = set()
    for call in texts.calls:
        finding = _judge_call(texts, call)
        if finding is not None and finding.start.line not in reported:
            reported.add(finding.start.line)
            yield finding
    yield from _unused(texts, reported)


def refine(match: Match, file: SourceFile) -> Match | None:
    """A match, but for the second of the two branches that do the same."""
    return None if is_told_before(match, file) else match


@lru_cache(maxsize=1)
def _origins(project: Project) -> Origins:
    return Origins(project, lambda hole: _SAFE_TEXT.search(hole.text) is not None)


def _judge_call(texts: ProjectTexts, call: Node) -> Match | None:
    name = method(call)
    owner = receiver(call)
    positional, named = arguments(call)
    if not name or callee(call) == "fetch" or not (positional or named) or _NOT_A_DATABASE.search(callee(call)):
        return None
    if owner is not None and _NO_SQL_TARGETS.search(text_of(owner)[-60:]):
        return None
    prefix = _PARTS[texts.language].get(name)
    if prefix is not None and _takes_part(texts, call, name):
        return _judge(texts, call, _sql_arguments(positional[:1], named), prefix, _CONDITION, certain=True)
    if texts.language == "python" and name == "extra":
        extras = [value for key, value in named.items() if key in {"where", "select", "tables", "order_by"}]
        return _judge(texts, call, extras, "WHERE ", _CONDITION, certain=True)
    if _CERTAIN.match(name) or (owner is not None and name in {"query", "exec", "Query", "Exec", "raw", "Raw"}):
        found = _judge(texts, call, _sql_arguments(positional[:3], named), "", _STATEMENT, certain=True)
        return found or _judge(
            texts, call, _sql_arguments(positional[:1], named), "", _FRAGMENT, certain=bool(_CERTAIN.match(name))
        )
    if _LIKELY.search(name):
        return _judge(texts, call, _sql_arguments(positional[:3], named), "", _STATEMENT, certain=True)
    return None


def _takes_part(texts: ProjectTexts, call: Node, name: str) -> bool:
    """Whether a method that many libraries have is the SQL one here."""
    data = texts.file.data
    owner = receiver(call)
    before = text_of(owner) if owner is not None else ""
    if name == "text":
        return bool(re.search(rb"sqlalchemy|sqlmodel", data)) and (
            not before or before in {"db", "sa", "sqlalchemy", "sql", "expression", "sqlmodel"}
        )
    if name in {"where", "andWhere", "orWhere", "having", "andHaving", "orHaving"}:
        return (
            bool(re.search(rb"typeorm|createQueryBuilder|QueryBuilder|mikro-orm|knex", data))
            and "firestore" not in before
        )
    if name == "literal":
        return before.split(".")[-1].lower() in {"sequelize", "", "db"} and bool(re.search(rb"(?i)sequelize", data))
    if name == "raw":
        return bool(
            re.search(r"(?i)(knex|\bsql|prisma|^db|\bdb|trx|objection|database|sequelize|^$|qb|^em$)", before)
        ) and bool(re.search(rb"(?i)knex|prisma|drizzle|objection|sequelize|mikro-orm|kysely", data))
    if name == "unsafe":
        return bool(re.search(rb"postgres|slonik|sql", data))
    if texts.language == "go":
        if name in {"L", "Literal"}:
            return before == "goqu"
        return bool(re.search(rb"gorm\.io|jinzhu/gorm|squirrel|uptrace/bun|go-pg|xorm|goqu|beego|\bdal\b|\*gorm", data))
    return True


def _sql_arguments(positional: list[Node], named: dict[str, Node]) -> list[Node]:
    found = []
    for value in positional:
        if value.type == "object":
            # { text, values } of pg, { sql, values } of mysql2, { query } of Sequelize
            for pair in value.named_children:
                key = pair.child_by_field_name("key")
                if key is not None and text_of(key).strip("'\"") in {"text", "sql", "query"}:
                    inner = pair.child_by_field_name("value")
                    found.extend([inner] if inner is not None else [])
                elif pair.type == "shorthand_property_identifier" and text_of(pair) in {"text", "sql", "query"}:
                    found.append(pair)
        else:
            found.append(value)
    found.extend(value for key, value in named.items() if key in {"sql", "query", "statement", "operation", "stmt"})
    return found


_INNER_SINKS = {"text", "literal", "literal_column", "raw", "RawSQL", "SQL", "Expr", "DDL", "unsafe"}


def _judge(
    texts: ProjectTexts, call: Node, candidates: list[Node], prefix: str, shape: re.Pattern[str], certain: bool
) -> Match | None:
    for node in candidates:
        if node.type == "composite_literal" or (node.type == "unary_expression" and text_of(node).startswith("&")):
            continue  # Go: conditions as structures bind their values
        if node.type in {"call", "call_expression"} and method(node) in _INNER_SINKS:
            texts.seen.add((node.start_byte, node.end_byte))
            continue  # reported there
        shorthand = node.type == "shorthand_property_identifier"
        parts = texts.shorthand(node) if shorthand else texts.parts(node)
        constant = "".join(part if isinstance(part, str) else _HOLE for part in parts)
        if not shape.search(constant):
            continue
        worst = _worst(texts, call, parts, prefix)
        if worst is not None:
            return _match(texts, call, worst, certain)
        return None
    return None


def _worst(texts: ProjectTexts, at: Node, parts: list[Part], prefix: str) -> tuple[Hole, str] | None:
    """The hole that matters most: (hole, ``value`` | ``order`` | ``name`` | ``unsure``)."""
    best: tuple[int, Hole, str] | None = None
    before = prefix
    for part in parts:
        if isinstance(part, str):
            before += part
            continue
        place = _place(before)
        rank = _rank(texts, at, part, place, before == prefix)
        if rank == 2 and place == "name" and not _AFTER_VERB.search(before[-40:]):
            rank = 1  # a part of a name, a function's argument, a whole clause
        if (
            rank == 3
            and part.origin == "call"
            and not _OUTSIDE.search(part.text + part.annotation)
            and not _is_quoted(before)
        ):
            rank = 1  # an unquoted result of a call: mostly a number, a placeholder or a piece of SQL
        if _NAMED_PLACEHOLDER.search(before):
            rank = 0
        if rank > 1 and texts.is_kept(part):
            rank = 1  # of the object's own state or of a row that was read: where requests get there, they are followed
        if rank and not _is_quoted(before) and _is_key(part):
            rank = 0  # a statement that works with it there works with a number
        if rank and texts.is_own(part):
            rank = 0
        if rank and _PASSWORD.search(before[-200:]) and _of_operator(part):
            rank = 0
        if rank and (best is None or rank > best[0]):
            best = (rank, part, place)
        before += "x"
    if best is None:
        return None
    hole, place = best[1], best[2]
    if best[0] == 1:
        return hole, "unsure"
    return hole, "value" if best[0] == 3 else place


def _is_quoted(before: str) -> bool:
    """Whether the text before a hole leaves a quote open."""
    return before.rpartition(";")[2].count("'") % 2 == 1


def _is_key(hole: Hole) -> bool:
    """Whether a hole is the key of a row at hand: ``user.id``, ``site.siteId``."""
    written = hole.annotation if hole.origin == "attribute" and _KEY.search(hole.annotation) else hole.text
    return hole.origin == "attribute" and bool(_KEY.search(written)) and not _ASKED.search(written)


def _of_operator(hole: Hole) -> bool:
    """Whether a hole is filled by who runs the program: from the environment or a setting."""
    return hole.origin in {"call", "attribute"} and bool(
        _ENVIRONMENT.search(hole.text + hole.annotation) or _SETTING.search(hole.text)
    )


def _place(before: str) -> str:
    """Where in the statement a hole stands, told by the text before it."""
    if _LIMIT.search(before[-200:]):
        return "limit"
    statement = before.rpartition(";")[2]
    if _OPERATOR.search(statement[-400:]):
        return "value"
    if _is_quoted(before):
        return "value"
    if _ORDER.search(statement[-400:]):
        return "order"
    return "name"


def _rank(texts: ProjectTexts, at: Node, hole: Hole, place: str, opens: bool) -> int:
    """How much a hole matters: 3 a value, 2 a sort order or a given name, 1 perhaps nothing, 0 harmless."""
    text = hole.text
    if _OUTSIDE.search(text) or _OUTSIDE.search(hole.annotation):
        return 3
    if _harmless(texts, at, hole, place):
        return 0
    last = re.split(r"[.(\[]", text)[-1].strip("'\")]") or text
    given = hole.origin in {"parameter", "item"}
    if hole.origin in {"attribute", "item"} and _SETTING.search(text):
        return 1
    if _TABLE_WORDS.search(last) and (place != "value" or _in_parentheses(last)):
        return 1 if hole.origin == "parameter" and not opens else 0
    if place == "value":
        return 1 if _NUMBER_WORDS.match(text) else 3
    if place == "limit":
        return 3 if hole.origin == "parameter" and not _NUMBER_WORDS.match(text) else 1
    if place == "order":
        return 2 if given else 1
    return 2 if given and not opens and not _NUMBER_WORDS.match(text) else 0


def _harmless(texts: ProjectTexts, at: Node, hole: Hole, place: str) -> bool:
    """Whether a hole's type, name or the code around it says that nothing bad can be in it."""
    text = hole.text
    if _SAFE_TEXT.search(text) or takes_no_text(hole.annotation):
        return True
    if place != "value" and _MEMBER_NAME.search(text):
        return True
    if place == "value" and hole.origin != "parameter" and _DATABASE_NAME.search(text):
        return True
    if hole.origin == "call" and _MAKES_SQL.search(text):
        return True
    return _checked(texts, at, hole)


def _in_parentheses(name: str) -> bool:
    """Whether a name is one of a list of placeholders or a piece of SQL, even in a value's place."""
    return (
        re.search(
            r"(?i)(placeholders?|binds?|bind_?vars?|params?|marks?|sql|query|subquery|clauses?|cte|expr|"
            r"expression|columns?|fields?|cols?|col|column|table|tables|field|func|schema)$",
            name,
        )
        is not None
    )


def _checked(texts: ProjectTexts, at: Node, hole: Hole) -> bool:
    """Whether the code around compares the value with a list of allowed ones, or validates it, before its use."""
    name = re.escape(hole.text)
    if len(hole.text) > 60:
        return False
    around = texts.function_around(at)
    before = texts.file.data[around.start_byte : at.start_byte].decode("utf-8", errors="replace")
    word = rf"(?<![\w.]){name}(?!\w)"
    checks = [
        rf"(if|assert|elif|while|and|or|not|\()\s*{word}\s+(not\s+)?in\s+(?!\w+\.(?:keys|values)\b)[\w.(\[{{]",
        rf"{word}\.(isdigit|isnumeric|isidentifier|isalnum|isdecimal)\(",
        rf"(?i)(re\.(full)?match|\w*_re\.(full)?match|\w*pattern\.(full)?match)\([^)]*{word}",
        rf"(?i)(validate|is_?valid|check|assert|verify|ensure|sanitize|allow)\w*\([^)]*{word}",
        rf"isinstance\(\s*{word}",
        rf"\b[iI]s_?[A-Z]\w*\(\s*{word}",
        rf"\.(includes|has|test|indexOf)\(\s*{word}\s*\)",
        rf"(switch|match)\s*\(?\s*{word}\s*\)?\s*[{{:]",
        rf"slices\.Contains\([^)]*{word}\)|\.MatchString\(\s*{word}\)",
        rf"if\s+(_,\s*\w+\s*:=\s*|!?)\w+\[{word}\]",
        rf"typeof\s+{word}\s*[!=]==?\s*['\"](number|boolean)",
        rf"(isNaN|Number\.isInteger|Number\.isFinite|isUUID|isUuid)\(\s*(Number\()?{word}",
    ]
    return any(re.search(check, before) for check in checks)


_SAYS = {
    "value": "{where} contains the value of `{hole}` as text, so a quote in it changes the statement. "
    "Pass it as a bound parameter instead.",
    "order": "{where} sorts or groups by whatever `{hole}` holds. "
    "Choose the column from a fixed mapping of allowed names.",
    "name": "{where} is completed by whatever `{hole}` holds. "
    "Bind it if it is a value; if it is a name, check it against allowed names or quote it with the driver's helper.",
    "unsure": "{where} takes `{hole}` in as text. "
    "Bind it if it is a value; if it is a name, check it against allowed names or quote it with the driver's helper.",
}


def _match(texts: ProjectTexts, call: Node, worst: tuple[Hole, str], certain: bool) -> Match:
    hole, place = worst
    target = shorten(callee(call)) if call.type in {"call", "call_expression"} else ""
    where = f"The SQL given to `{target}`" if target else "This SQL"
    confidence = Confidence.MEDIUM if certain and place in {"value", "order"} else Confidence.LOW
    file = texts.file
    opinion = place == "unsure" or (place != "value" and not certain) or _COMMAND.search(file.path) is not None
    row, column = _start(call).start_point
    end_row, end_column = call.end_point
    return Match(
        rule=RULE,
        path=file.path,
        start=Position(row + 1, file.column_of_byte(row + 1, column + 1)),
        end=Position(end_row + 1, file.column_of_byte(end_row + 1, end_column + 1)),
        message=_SAYS[place].format(where=where, hole=shorten(hole.text)),
        variant=f"{RULE}.built",
        severity=Severity.INFO if opinion else Severity.WARNING,
        confidence=confidence,
        audience=Audience.PEDANTIC if opinion else Audience.REGULAR,
    )


def _start(call: Node) -> Node:
    """Where a call begins for a reader: its receiver, or the method's own line in a chain of several."""
    owner = receiver(call)
    if owner is None or owner.start_point[0] == owner.end_point[0]:
        return call
    target = call.child_by_field_name("function")
    if target is None:
        return call
    return (
        target.child_by_field_name("attribute")
        or target.child_by_field_name("property")
        or target.child_by_field_name("field")
        or call
    )


_BUILDS = {"string", "template_string", "binary_operator", "binary_expression", "call", "call_expression"}
_FORMATS = {"format", "fmt.Sprintf", "util.format"}
_QUOTED_HOLE = re.compile(r"'%?\x01%?'|=\s*\x01|\(\s*\x01\s*[,)]|\"\x01\"")


def _unused(texts: ProjectTexts, reported: set[int]) -> Iterator[Match]:
    """Whole statements with values in quotes that no known call takes: returned, or given to an unknown helper."""
    for node in texts.builders:
        place = (node.start_byte, node.end_byte)
        if place in texts.seen or not _is_builder(node):
            continue
        line = int(node.start_point[0]) + 1
        source = text_of(node)
        if line in reported or not _STATEMENT.search(source) or _ignored(node):
            continue
        parts = texts.parts(node)
        texts.seen.add(place)
        constant = "".join(part if isinstance(part, str) else _HOLE for part in parts)
        if not _STATEMENT.search(constant) or not _QUOTED_HOLE.search(constant) or not _strict(constant):
            continue
        worst = _worst(texts, node, parts, "")
        if worst is not None and worst[1] == "value" and worst[0].origin != "attribute":
            reported.add(line)
            yield _match(texts, node, worst, certain=False)


_WHOLE = re.compile(
    r"(?is)^\s*(\(|with\s.+)?\s*(select\s.+\sfrom\s+\S+.*\s(where|having|join|limit|and|union)\s|"
    r"insert\s+(ignore\s+)?into\s.+(values|select)|"
    r"update\s+\S+\s+set\s.+=|delete\s+from\s+\S+\s+where\s|call\s+\w+\()"
)


def _strict(text: str) -> bool:
    """Prose also says "select … from": a statement begins with its verb and has more of SQL's words."""
    return _WHOLE.search(text) is not None


def _is_builder(node: Node) -> bool:
    if node.type == "string":
        return any(child.type == "interpolation" for child in node.children)
    if node.type == "template_string":
        tagged = node.parent is not None and node.parent.type == "call_expression"
        return not tagged and any(child.type == "template_substitution" for child in node.children)
    if node.type in {"binary_operator", "binary_expression"}:
        operator = node.child_by_field_name("operator")
        return operator is not None and text_of(operator) in {"+", "%"}
    return (method(node) == "format" and receiver(node) is not None) or callee(node) in _FORMATS


def _ignored(node: Node) -> bool:
    """Inside a log line, an error, an assertion, a docstring, a hash or a message."""
    for up in ancestors(node):
        if up.type in {"call", "call_expression", "new_expression"}:
            name = callee(up)
            if (
                _NOT_A_DATABASE.search(name)
                and callee(up) not in _FORMATS
                and method(up) not in {"format", "join", "append", "push"}
            ):
                return True
            if re.search(r"(?i)(error|exception|warn|log|message|gettext|translate|markdown|prompt|html)", name):
                return True
            if _NO_SQL_TARGETS.search(name):
                return True
        if up.type in {"raise_statement", "throw_statement", "assert_statement"}:
            return True
        if up.type in {
            "function_definition",
            "function_declaration",
            "method_definition",
            "method_declaration",
            "arrow_function",
        }:
            return False
    return False
