"""Passwords, keys and tokens written into code and configuration.

Three questions are asked of every file: is some text shaped like a provider's key, is a text with a password in it a
connection string, and is a text given to something whose name says that it is a secret? The words and shapes that
answer them are in ``checks/credentials/``.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.checks.credentials import code, configuration, sql, values
from backend_review.checks.credentials.development import (
    OF_RUNS,
    is_of_compose,
    is_of_developers,
    is_of_image,
    is_of_nobody,
    is_of_tests_class,
    is_overridden,
)
from backend_review.checks.credentials.formats import find_keys
from backend_review.checks.credentials.judge import Place, Verdict, judge, judge_connection
from backend_review.checks.credentials.names import kind_of, words_of
from backend_review.finding import Confidence, Match, Position, Severity
from backend_review.index.project import Project
from backend_review.project.developers import is_developers_settings, is_production_place, is_said_no_secret
from backend_review.project.roles import TOOL
from backend_review.project.source import SourceFile
from backend_review.templates.html import Lines

RULE = "hardcoded-credential"
LANGUAGES = frozenset({"python", "javascript", "typescript", "go", "configuration", "sql"})

# Without one of these words there is nothing to look for in a file's names (cheap, and true of most files).
_WORTH_A_LOOK = re.compile(
    rb"(?i)passw|pwd|passphrase|passcode|_pass\b|[a-z]Pass\b|\"pass\"|\bpass\b['\"]?\s*[:=]|secret|token|"
    rb"api[_-]?key|[a-z]key\b|_key\b|authorization|auth\b|://[^\s/]*:[^\s/]*@|@tcp\(|"
    rb"NewStore|NewCookie|securecookie|createHmac|createCipher|NewCipher|hmac|Fernet|AES|Serializer|"
    rb"\.keys\s*=|keys:|CryptoJS"
)
_TRANSLATION = re.compile(
    r"(?i)(?:^|/)(?:locales?|i18n|lang|langs|languages|translations?|intl|l10n)/|(?:^|"
    r"/)[a-z]{2}[-_][A-Za-z]{2}\.[jt]s$|(?:^|/)(?:messages|labels|translations?|i18n|strings)\.(?:[jt]sx?|py|"
    r"go)$"
)
_DEVELOPERS_FILE = re.compile(r"(?i)(?:^|[/._-])(?:dev|develop|development|local)\.(?:ya?ml|toml|json|ini)$")
_PRODUCTION = re.compile(r"(?i)(?:^|[/._-])(?:prod|production|live|staging)(?:[/._-]|$)|(?:^|/)\.env$")
_LOCAL = re.compile(r"(?i)(?:^|[/._-])(?:dev|develop|development|local|localhost)(?:[/._-])")
# Statements that a container of a database runs when it is made.
_OF_CONTAINERS = re.compile(
    r"(?i)(?:^|[/._-])(?:docker-compose|compose|docker|initdb|docker-entrypoint-initdb)(?:[/._-])"
)
_FRONTEND = re.compile(r"\.(?:tsx|jsx|stories\.[jt]s|d\.ts)$")
_UNTOLD = re.compile(
    r"(?i)(?:^|[/_.-])(?:samples?|populate)\.\w+$|(?:^|/)(?:test_?data|tests?[_-]?helpers?|test[_-]utils?|__tests?__|testing|conftest|stubs?|mocks?|"
    r"fakes?)(?:[/_.-])|_test_|(?:^|[/_.-])(?:fixtures?|mock|fake|stub)[/_.-]|(?:^|/)docs?/|(?:^|"
    r"[/_.-])(?:e2e|testing|smoke_?tests?|load[-_]?tests?|unit_?tests?|integration[-_]?tests?)(?:[/_.-])|(?:^"
    r"|/)tests?[-_.]|[-_.]tests?(?:[/.]|$)"
)


# What the comment that a file of settings begins with says of all its keys.
_OF_TESTS = re.compile(
    r"(?i)^(?:\s*(?:#|//|;|--)[^\n]{0,200}\n){0,10}?\s*(?:#|//|;|--)[^\n]{0,200}?"
    r"\b(?:test(?:ing)?|dummy|fake)\s+(?:private\s+)?(?:keys?|credentials?|secrets?|certificates?|passwords?)\b"
)


def find_in(file: SourceFile, project: Project) -> Iterator[Match]:
    """The credentials in one file; the project tells which SQL is only for the databases of a compose set-up."""
    if file.language == "configuration" and _OF_TESTS.match(file.text):
        return
    starts = [0]
    text = file.text
    for found in re.finditer("\n", text):
        starts.append(found.end())
    taken: set[int] = set()
    for key in find_keys(text):
        line = bisect.bisect_right(starts, key.start)
        column = key.start - starts[line - 1] + 1
        last = bisect.bisect_right(starts, key.end - 1)
        if line in taken:
            continue
        taken.add(line)
        own = key.what == "a private key" and (
            is_of_tests_class(text, key.start) or is_said_no_secret(file.lines, line)
        )
        yield Match(
            RULE,
            file.path,
            Position(line, column),
            Position(last, key.end - starts[last - 1] + 1),
            f"This is the shape of {key.what}, and everyone who can read the repository has it now. "
            "Revoke it at its provider, and read the new one from the environment or a secret store.",
            severity=Severity.INFO if own else key.severity,
            confidence=key.confidence,
        )
    if not _WORTH_A_LOOK.search(file.data) or _TRANSLATION.search(file.path):
        return
    if file.language == "sql":
        found_here = _in_sql(file, project)
    else:
        found_here = _in_configuration(file) if file.language == "configuration" else _in_code(file)
    for match in found_here:
        if match.start.line not in taken:
            taken.add(match.start.line)
            yield match


def _message(name: str, verdict: Verdict, use: str) -> str:
    if verdict.what == "connection string":
        return (
            "This connection string has its password in it, so everyone who can read the repository can use it. "
            "Take the whole string from the environment"
            f"{', and fail at start-up when it is not there' if use == 'fallback' else ''}."
        )
    if use == "compare":
        return (
            f"`{name}` is compared with a fixed {verdict.what} in the source: everyone who can read the code "
            f"can log in. "
            "Compare with a hash kept outside the code, in constant time."
        )
    if use == "fallback":
        return (
            f"When `{name}` is not set, this known {verdict.what} is used silently. "
            "Fail at start-up instead: read it without a fallback."
        )
    return (
        f"`{name}` is given a fixed {verdict.what}, and everyone who can read the repository has it. "
        "Read it from the environment or a secret store, and replace the one shown here."
    )


def _in_code(file: SourceFile) -> Iterator[Match]:
    untold = file.role in {"seed", "migration"} or bool(_UNTOLD.search(file.path))
    if untold:
        return
    frontend = bool(_FRONTEND.search(file.path))
    local = bool(_LOCAL.search(file.path))
    settings = is_developers_settings(file.path, file.text)
    for node, text, places in code.find_texts(file.language, file.path, file.data):
        verdict: Verdict | None = None
        place = next((place._replace(local=local) for place in places), None)
        if place is not None:
            verdict = judge(place, text) if "\0" not in text else None
        if verdict is None and ("@" in text or "=" in text):
            use = "default" if is_overridden(node) else place.use if place is not None else "assign"
            verdict = judge_connection(text, (place or Place("", "assign", local=local))._replace(use=use))
        if verdict is None or (frontend and verdict.severity is not Severity.ERROR):
            continue
        if is_of_nobody(node):
            verdict = verdict._replace(severity=Severity.INFO)
        if is_of_developers(node) or settings:
            if values.is_made_up(text):
                continue
            # A generated key of somebody else's service opens it from developers' settings as well.
            given = place is not None and kind_of(place.name) in {"key", "token"} and values.is_random(text)
            verdict = verdict if given else verdict._replace(severity=Severity.INFO)
        elif _is_for_developers(file, node, text, place):
            verdict = verdict._replace(severity=Severity.INFO)
        row, byte_column = node.start_point
        end_row, end_byte_column = node.end_point
        name = place.name if place is not None else ""
        yield Match(
            RULE,
            file.path,
            Position(row + 1, file.column_of_byte(row + 1, byte_column + 1)),
            Position(end_row + 1, file.column_of_byte(end_row + 1, end_byte_column + 1)),
            _message(
                name, verdict, "fallback" if is_overridden(node) else place.use if place is not None else "assign"
            ),
            severity=verdict.severity,
            confidence=verdict.confidence,
        )


_HERE = re.compile(
    r"""(?i)\bhost\w*["'`]?\s*[\])]?\s*(?:,|:?=|:|\|\||\bor\b)[^\n]{0,40}["'`](?:localhost|127\.0\.0\.1)["'`]"""
)
_AROUND = 8  # lines in which the settings of one server stand


def _is_for_developers(file: SourceFile, node: Node, text: str, place: Place | None) -> bool:
    """Whether a made-up value reaches nobody but developers.

    It stands in a script or on a line that says so, or is what a password is when nothing is set, beside a host that is
    this machine then.
    """
    row = node.start_point[0] + 1
    if is_said_no_secret(file.lines, row):
        return True
    if not values.is_conventional(text):
        return False
    # An account that a script makes is there afterwards, wherever it is run.
    if file.role in {"script", TOOL} and not (place is not None and place.login):
        return True
    if place is None or place.use not in {"fallback", "default"} or kind_of(place.name) != "password":
        return False
    return any(_HERE.search(file.line(line)) for line in range(row - _AROUND, row + _AROUND + 1))


def _in_sql(file: SourceFile, project: Project) -> Iterator[Match]:
    if _UNTOLD.search(file.path):
        return
    local = bool(_LOCAL.search(file.path))
    developers = file.role == "seed" or _OF_CONTAINERS.search(file.path) or is_of_compose(file.path, project)
    lines = Lines(file.text)
    for item in sql.texts_of(file.text):
        verdict = judge(Place(item.name, "entry", login=True, local=local, code=False), item.value)
        if verdict is not None:
            here = local or developers
            if here and (values.is_conventional(item.value) or values.is_of_account("", item.value, [item.user])):
                verdict = verdict._replace(severity=Severity.INFO)
            start, end = Position(*lines.at(item.start)), Position(*lines.at(item.end))
            message = _message(item.name, verdict, "entry")
            yield Match(RULE, file.path, start, end, message, severity=verdict.severity, confidence=verdict.confidence)


def _in_configuration(file: SourceFile) -> Iterator[Match]:
    kind = configuration.kind_of_file(file.path, file.text)
    if kind.silent or _UNTOLD.search(file.path):
        return
    settings = list(configuration.settings_of(file.path, file.lines))
    parents = {setting.under for setting in settings if configuration_login(setting.name)}
    for setting in settings:
        if any(
            part.lower()
            in {
                "example",
                "examples",
                "schema",
                "properties",
                "parameters",
                "translation",
                "messages",
                "labels",
                "scripts",
            }
            for part in setting.under
        ):
            continue
        use = "env" if kind.dotenv or re.fullmatch(r"[A-Z][A-Z0-9_]*", setting.name) else "entry"
        login = setting.under in parents and kind.settings
        place = Place(setting.name, use, login, local=kind.local, code=False, settings=kind.plain)
        verdict = judge(place, setting.value) if setting.name else None
        if (
            verdict is not None
            and not kind.settings
            and not (verdict.severity is Severity.ERROR and verdict.confidence is Confidence.HIGH)
        ):
            verdict = None
        if verdict is None:
            verdict = judge_connection(setting.value, place)
        if verdict is None:
            continue
        beside = [item.value for item in settings if item.under == setting.under and configuration_login(item.name)]
        # What signs tokens lets anybody be anyone wherever the file is run; a database's password needs its network too.
        signs = "jwt" in words_of(setting.name) and not kind.developer
        conventional = values.is_conventional(setting.value) and not signs
        if (kind.local or kind.dotenv) and conventional and not _PRODUCTION.search(file.path):
            verdict = verdict._replace(severity=Severity.INFO)
        told = is_said_no_secret(file.lines, setting.line) or is_of_image(file.lines, setting.line, setting.name)
        if (
            told
            or (not kind.deployed and values.stands_for_one(setting.value) and not is_production_place(file.path))
            or _is_first_guess(kind, setting, beside, file)
            or values.is_of_account(setting.name, setting.value, beside)
        ):
            verdict = verdict._replace(severity=Severity.INFO)
        if _DEVELOPERS_FILE.search(file.path) and not values.is_random(setting.value):
            verdict = verdict._replace(severity=Severity.INFO)
        developer = kind.developer or any(part.lower() in OF_RUNS for part in setting.under)
        if (developer or _DEVELOPERS_FILE.search(file.path)) and values.is_made_up(setting.value):
            continue
        if developer and verdict.severity is not Severity.ERROR:
            verdict = verdict._replace(severity=Severity.INFO)
        yield Match(
            RULE,
            file.path,
            Position(setting.line, setting.column),
            Position(setting.line, len(file.line(setting.line)) + 1),
            _message(setting.name, verdict, use),
            severity=verdict.severity,
            confidence=verdict.confidence,
        )


_OF_KEYS = {"key", "keystore", "truststore", "tls", "ssl", "jwt", "cert", "certificate", "signing", "encryption"}
_OF_PEOPLE = {"admin", "administrator", "superuser", "root"}
_SERVICES = {"db", "database", "pg", "postgres", "postgresql", "pgadmin", "mysql", "mariadb", "mongo", "mongodb", "minio",
             "rabbitmq", "redis", "elastic", "elasticsearch", "grafana", "neo4j", "keycloak"}  # fmt: skip
_SAYS_PRODUCTION = re.compile(r"(?mi)^[\s-]*[\"']?(?:\w+_)?ENV(?:IRONMENT)?[\"']?\s*[=:]\s*[\"']?prod(?:uction)?\b")


def _is_first_guess(
    kind: configuration.Kind, setting: configuration.Setting, beside: list[str], file: SourceFile
) -> bool:
    """Whether the password of a service is what anyone tries first: nobody deploys that, or it is no secret to lose.

    What opens keys or the program itself to its administrator is another thing, and so is a file of production's.
    """
    words = set(words_of(setting.name))
    if not kind.deployed or kind_of(setting.name) != "password" or words & _OF_KEYS:
        return False
    if words & _OF_PEOPLE and not words & _SERVICES:
        return False
    if is_production_place(file.path) or _SAYS_PRODUCTION.search(file.text):
        return False
    value = setting.value.lower()
    return value in values.TRIVIAL or value in {user.lower() for user in beside}


def configuration_login(name: str) -> bool:
    """Whether a setting names a user or a server, so that a password beside it is one."""
    return (
        bool(
            re.search(
                r"(?i)(?:^|[_.-]|[a-z](?=[UHE]))(?:user|username|login|host|hostname|server|email|dbname|"
                r"database|addr|address)$",
                name,
            )
        )
        and kind_of(name) is None
    )
