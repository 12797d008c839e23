"""How programs are told to connect to a database: URLs, DSNs and settings, in code and in configuration files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import tree_sitter

from backend_review.checks._trees import bare, last_name, root_of, text, walk
from backend_review.checks.credentials import code, configuration
from backend_review.checks.credentials.nodes import text_of
from backend_review.finding import Position
from backend_review.project.developers import is_developers_place
from backend_review.project.source import SourceFile

UNKNOWN = "\0"  # in the place of what only the running program knows
_WORDS = (
    *(
        b"postgres",
        b"mysql",
        b"mariadb",
        b"mssql",
        b"sqlserver",
        b"mongodb",
        b"cockroach",
        b"database",
        b"db_",
        b"pguser",
    ),
    *(b"pghost", b"sslmode", b"dbname", b"@tcp(", b"grant all", b"superuser"),
)
_URL = re.compile(
    r"\b(?P<scheme>postgres(?:ql)?|mysql|mariadb|mssql|sqlserver|mongodb(?:\+srv)?|cockroach(?:db)?)(?:\+\w+)?://"
    r"(?:(?P<user>[^\s:/@'\"`<>]*)(?::[^\s@'\"`<>]*)?@)?(?P<host>[^\s/?'\"`,;)]*)(?P<rest>[^\s'\"`]*)",
    re.IGNORECASE,
)
_DSN = re.compile(r"^(?P<user>[\w.\0%-]+)(?::[^@\s]*)?@(?:tcp)?\((?P<host>[^)]*)\)(?P<rest>/\S*)", re.IGNORECASE)
_PAIRS = re.compile(
    r"\b(?P<key>host|server|data source|user|user id|uid|username|sslmode|dbname|database|encrypt|sslrootcert)\s*=\s*(?P<value>'[^']*'|[^\s;'\"]*)",
    re.IGNORECASE,
)
_HOLE = re.compile(r"\$\{[^}]*\}|\$\([^)]*\)|\{\{[^}]*\}\}|\{[^}]*\}|%\([^)]*\)s|%[svqd]|\$[A-Za-z_]\w*|<[^>]*>")
_LOCAL = re.compile(
    r"^(localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[?::1?\]?|host\.docker\.internal|[\w-]*|[\w.-]+\.(local|localhost|internal|svc|svc\.cluster\.local|test|localdomain))?$",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"(?i)^(your|my|some|the)?[\w-]*(host(name)?|server|address|ip|endpoint)[\w-]*$|(^|\.)example\.(com|org|net)$|\.\.\.|x{3,}|\.invalid$"
)
_PRODUCTION = re.compile(
    r"(?i)(^|[/._-])(prod|production|staging|stage|k8s|kubernetes|helm|kustomize|deploy(ment)?s?|release|terraform|manifests)([/._-]|$)"
)
_MANIFEST = re.compile(r"(?m)^kind:\s*\w")  # Kubernetes
_ENGINES = re.compile(r"(?i)postgres|mysql|mariadb|mssql|sqlserver|mongo")
_USER = re.compile(r"(?i)^(db_?|database_?|pg_?|postgres(ql)?_?|mysql_?|mariadb_?|mssql_?)?(user(name)?|uid|login)$")
_HOST = re.compile(
    r"(?i)^(db_?|database_?|pg_?|postgres(ql)?_?|mysql_?|mariadb_?|mssql_?)?(host(name)?|server|addr(ess)?)$"
)
_BASE = re.compile(r"(?i)^(database|dbname|db|db_?name|engine|dialect|datname|initial_?catalog)$")
# What the options of a database have: a name of a base, or of what runs it.
_QUICK_OBJECTS = re.compile(
    rb"(?i)(?:database|dbname|db|db_?name|engine|dialect|datname|initial_?catalog)[\"'`]?\s*[:=,})]|postgres|mysql|mariadb|mssql|sqlserver|mongo"
)


# A host that the file itself says is this machine.
_LOCAL_HERE = re.compile(r"""(?i)\bhost\w*\s*(?:string\s*)?:?=\s*["'`](?:localhost|127\.0\.0\.1)["'`]""")
# What the images of databases are set up with; no program connects by these alone.
_OF_IMAGES = {"postgres_user", "postgresql_username", "mysql_user", "mariadb_user", "mysql_root_password"}


@dataclass
class Connection:
    """A database that a file says how to reach.

    ``host`` and ``user`` may be "" (not said) or hold UNKNOWN (told at run time). ``options`` are the settings given
    with it, by their names in lower case; ``local`` says that the file or host is of a developer's machine;
    ``fallback`` that it is used only when nothing else is said; ``code`` that it stands in a program.
    """

    start: Position
    end: Position
    scheme: str = ""
    user: str = ""
    host: str = ""
    options: dict[str, str] = field(default_factory=dict)
    local: bool = False
    fallback: bool = False
    code: bool = False
    production: bool = False

    @property
    def remote(self) -> bool:
        """Whether the host is known to be on another machine, past the network of a cluster or compose file."""
        host = re.sub(r":[\w\0]*$", "", self.host.split(",")[0])
        return bool(host) and UNKNOWN not in host and not _LOCAL.match(host) and not _SHOWN.search(host)

    @property
    def unknown(self) -> bool:
        """Whether only the running program knows the host."""
        return UNKNOWN in self.host


def worth_a_look(file: SourceFile) -> bool:
    """Whether a file may speak of a database (cheap: most configuration is large and of something else)."""
    data = file.data.lower()
    return any(word in data for word in _WORDS)


def connections(file: SourceFile) -> Iterator[Connection]:
    """What a file says of databases to connect to."""
    if not worth_a_look(file):
        return
    deployed = bool(_PRODUCTION.search(file.path))
    if file.language == "configuration":
        kind = configuration.kind_of_file(file.path, file.text)
        if kind.silent:
            return
        here = kind.developer or is_developers_place(file.path, configuration=True)
        deployed = (deployed or _MANIFEST.search(file.text[:4096]) is not None) and not here
        for found in _in_configuration(file):
            yield replace(found, local=here or (kind.local and not deployed), production=deployed)
        return
    local = is_developers_place(file.path) and not deployed
    for found in _in_code(file):
        yield replace(found, local=local, code=True)


def _in_configuration(file: SourceFile) -> Iterator[Connection]:
    groups: dict[tuple[str, ...], dict[str, tuple[str, configuration.Setting]]] = {}
    for setting in configuration.settings_of(file.path, file.lines):
        start = Position(setting.line, setting.column)
        end = Position(setting.line, len(file.line(setting.line)) + 1)
        value = _HOLE.sub(UNKNOWN, setting.value)
        made = parsed(value, start, end)
        if made is not None:
            yield made
        elif setting.name:
            groups.setdefault((*setting.under, "" if _plain(setting.name) else _owner(setting.name)), {})[
                setting.name.lower()
            ] = (value, setting)
    for settings in groups.values():
        made = _of_settings({name: value for name, (value, _) in settings.items()})
        if made is None:
            continue
        told = next(
            (settings[name][1] for name in settings if _last(name) in {"user", "username", "sslmode", "ssl_mode"}), None
        )
        if told is not None:
            yield replace(
                made, start=Position(told.line, told.column), end=Position(told.line, len(file.line(told.line)) + 1)
            )


def _plain(name: str) -> bool:
    return "_" not in name


def _owner(name: str) -> str:
    return re.sub(
        r"_?(USER(NAME)?|HOST(NAME)?|SSL_?MODE|PASSWORD|PORT|NAME|DATABASE|DB)$", "", name, flags=re.IGNORECASE
    )


def _last(name: str) -> str:
    found = re.search(r"(user(?:name)?|ssl_?mode)$", name)
    return found.group(1) if found else ""


def _of_settings(settings: dict[str, str]) -> Connection | None:
    nowhere = Position(1, 1)
    made = Connection(nowhere, nowhere)
    for name, value in settings.items():
        bare_name = name.replace("-", "_")
        last = re.sub(r"^.*?((?:user(?:name)?|host(?:name)?|ssl_?mode|ssl|tls|dialect|engine|type))$", r"\1", bare_name)
        database = re.search(r"(?i)(^|_)(db|database|pg|postgres(ql)?|mysql|mariadb|mssql)", name) or _ENGINES.search(
            " ".join(settings.values())
        )
        if not database:
            continue
        if last in {"user", "username"} and re.match(
            r"(?i)^(\w+_)?(db|database|pg|postgres(ql)?|mysql|mariadb|mssql)?_?user(name)?$", name
        ):
            made.user = value
        elif last in {"host", "hostname"}:
            made.host = value
        elif last in {"sslmode", "ssl_mode"}:
            made.options["sslmode"] = value.lower()
    if made.user and not made.host and any(name in _OF_IMAGES for name in settings):
        return None  # what a container of the database itself is told
    return made if made.user or made.options else None


def _in_code(file: SourceFile) -> Iterator[Connection]:
    for node, value, places in code.find_texts(file.language, file.path, file.data):
        if len(value) < 4 or len(value) > 1000:
            continue
        start, end = _positions(file, node)
        made = parsed(_HOLE.sub(UNKNOWN, value), start, end)
        if made is not None:
            if made.unknown and _LOCAL_HERE.search(file.text):
                made.host = "localhost"
            yield replace(made, fallback=any(place.use in {"fallback", "default"} for place in places))
    yield from _objects(file)


def _positions(file: SourceFile, node: tree_sitter.Node) -> tuple[Position, Position]:
    start, end = node.start_point, node.end_point
    return (
        Position(start[0] + 1, file.column_of_byte(start[0] + 1, start[1] + 1)),
        Position(end[0] + 1, file.column_of_byte(end[0] + 1, end[1] + 1)),
    )


def parsed(value: str, start: Position, end: Position) -> Connection | None:
    """The connection that a text is; None when it is none."""
    found = _URL.search(value)
    if found is not None and re.search(r"\s", value[: found.start()]):
        return None  # a text for people, with an example in it
    if found is not None:
        options = {key.lower(): given.lower() for key, given in re.findall(r"[?&;]([\w-]+)=([^&;#]*)", found["rest"])}
        return Connection(start, end, found["scheme"].lower(), found["user"] or "", found["host"], options)
    found = _DSN.match(value)
    if found is not None:
        options = {key.lower(): given.lower() for key, given in re.findall(r"[?&]([\w-]+)=([^&]*)", found["rest"])}
        return Connection(start, end, "mysql", found["user"], found["host"], options)
    pairs = {item["key"].lower(): item["value"].strip("'") for item in _PAIRS.finditer(value)}
    if len(pairs) < 2 or not pairs.keys() & {"host", "server", "data source"}:
        return None
    host = next((pairs[key] for key in ("host", "server", "data source") if key in pairs), "")
    user = next((pairs[key] for key in ("user", "user id", "uid", "username") if key in pairs), "")
    if not pairs.keys() & {"dbname", "database", "sslmode"}:
        return None
    kept = {key: given.lower() for key, given in pairs.items() if key in {"sslmode", "encrypt", "sslrootcert"}}
    scheme = "mssql" if pairs.keys() & {"server", "data source"} else "postgres"
    return Connection(start, end, scheme, user, host, kept)


def _objects(file: SourceFile) -> Iterator[Connection]:
    """Options objects, keyword arguments and struct literals that name a host or database beside a user."""
    if not _QUICK_OBJECTS.search(file.data):
        return
    root = root_of(file)
    holders = frozenset({"object", "dictionary", "argument_list", "literal_value"})
    for holder in walk(root, holders):
        entries = dict(_entries(holder))
        names = {name.lower(): name for name in entries}
        user = next((names[name] for name in names if _USER.match(name)), None)
        secure = next((names[name] for name in names if name in {"ssl", "sslmode", "tls", "encrypt"}), None)
        host = next((names[name] for name in names if _HOST.match(name)), None)
        if (user is None and secure is None) or not (_is_database(names, entries, holder)):
            continue
        told = entries[user or secure or ""]
        start, end = _positions(file, told)
        options = {}
        if secure is not None:
            options[secure.lower()] = (
                text_of(bare(entries[secure]) or told) if _is_text(entries[secure]) else text(entries[secure]).lower()
            ) or ""
            start, end = (
                (start, end) if user is not None and _literal(entries[user]) else _positions(file, entries[secure])
            )
        yield Connection(
            start,
            end,
            _scheme(names, entries, holder),
            _literal(entries[user]) if user is not None else "",
            (_literal(entries[host]) or UNKNOWN) if host is not None else "",
            options,
            fallback=user is not None and not _is_text(entries[user]),
        )


def _entries(holder: tree_sitter.Node) -> Iterator[tuple[str, tree_sitter.Node]]:
    for item in holder.named_children[:60]:
        if item.type in {"pair", "keyword_argument"}:
            key = item.child_by_field_name("key") or item.child_by_field_name("name")
            value = item.child_by_field_name("value")
            if key is not None and value is not None:
                yield text(key).strip("'\"`"), value
        elif item.type == "keyed_element" and len(item.named_children) == 2:
            key, value = item.named_children
            yield (
                text(key),
                value.named_children[0] if value.named_children and value.type == "literal_element" else value,
            )


def _is_text(node: tree_sitter.Node) -> bool:
    inner = bare(node)
    return inner is not None and inner.type in {
        "string",
        "template_string",
        "interpreted_string_literal",
        "raw_string_literal",
    }


def _literal(node: tree_sitter.Node) -> str:
    """A text, or the text that stands in for a missing setting (``process.env.DB_USER || 'root'``)."""
    inner = bare(node)
    if inner is None:
        return ""
    if _is_text(inner):
        return text_of(inner) or ""
    if inner.type in {"binary_expression", "boolean_operator", "call"}:
        last = list(walk(inner, frozenset({"string", "interpreted_string_literal"})))
        return (
            (text_of(last[-1]) or "")
            if last
            and len(last) <= 2
            and last[-1].end_byte >= inner.end_byte - 1
            and (inner.type != "call" or len(last) == 2)
            else ""
        )
    return ""


def _is_database(names: dict[str, str], entries: dict[str, tree_sitter.Node], holder: tree_sitter.Node) -> bool:
    if not names.keys() & {
        "host",
        "hostname",
        "server",
        "addr",
        "url",
        "connectionstring",
        "dialect",
        "engine",
        "type",
        "user",
        "username",
        "password",
        "passwd",
    }:
        return False
    if any(_BASE.match(name) for name in names) or _ENGINES.search(_maker(holder)):
        return True
    return any(
        _ENGINES.search(text(entries[names[name]])) for name in ("dialect", "engine", "type", "client") if name in names
    )


def _scheme(names: dict[str, str], entries: dict[str, tree_sitter.Node], holder: tree_sitter.Node) -> str:
    for name in ("dialect", "engine", "type", "client"):
        found = _ENGINES.search(text(entries[names[name]])) if name in names else None
        if found is not None:
            return found.group(0).lower()
    found = _ENGINES.search(_maker(holder))
    return found.group(0).lower() if found is not None else ""


def _maker(holder: tree_sitter.Node) -> str:
    """The call or type that an options object is given to."""
    current = holder.parent
    for _ in range(3):
        if current is None:
            return ""
        for name in ("function", "constructor", "type"):
            found = current.child_by_field_name(name)
            if found is not None:
                return text(found)[:80]
        if current.type in {"variable_declarator", "assignment", "pair"}:
            return last_name(
                current.child_by_field_name("name")
                or current.child_by_field_name("left")
                or current.child_by_field_name("key")
            )
        current = current.parent
    return ""
