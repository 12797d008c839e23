"""Settings in configuration files: ``.env``, INI, TOML, properties, YAML (compose, Kubernetes, …) and JSON.

Read line by line: a settings file is often a template that no parser of its format accepts, and the line is what the
finding must name anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from backend_review.project.developers import is_developers_configuration, is_developers_place


class Setting(NamedTuple):
    """One ``name: value`` of a file: where its value starts (line from 1, column from 1) and what it stands under."""

    line: int
    column: int
    name: str
    value: str
    under: tuple[str, ...] = ()


class Kind(NamedTuple):
    """What a configuration file is for.

    ``deployed``: a compose file, a Kubernetes manifest or an ``.env``; ``developer``: certainly for developers only.
    """

    silent: bool = False
    local: bool = False
    settings: bool = False
    dotenv: bool = False
    plain: bool = False
    developer: bool = False
    deployed: bool = False


_SILENT = re.compile(
    r"(?i)(?:^|/)(?:locales?|i18n|lang|langs|languages|translations?|intl|l10n|messages|openapi|swagger|schemas?|postman|snapshots?|__snapshots__|"
    r"\.github|\.gitlab|\.circleci|\.storybook|\.vscode|\.idea|node_modules|grafana|dashboards)/"
    r"|(?:^|/)(?:package|tsconfig[\w.-]*|composer|lerna|nx|turbo|renovate|\.eslintrc|\.prettierrc|app\.json|angular|google-services|jsconfig|manifest|codecov|"
    r"mkdocs|readthedocs|\.pre-commit-config|\.travis|\.gitlab-ci|azure-pipelines|bitbucket-pipelines|appveyor|\.drone|cloudbuild|buildspec|\.golangci|"
    r"[\w.-]*(?:openapi|swagger|postman|i18n|locale)[\w.-]*)\.(?:json|ya?ml|toml|ini)$"
    r"|(?:^|/)(?:[a-z]{2}(?:[-_][A-Za-z]{2,4})?)\.(?:json|ya?ml|toml|ini)$"
    r"|(?:^|/)(?:\.travis|\.gitlab-ci|\.drone|tox|setup|pytest|mypy|\.flake8|pylintrc|alembic)\.(?:ya?ml|ini|cfg)$"
    r"|(?i:(?:^|[/._-])(?:test|tests|testing|cypress|jest|playwright|ci|e2e|example|sample|template|dist|tpl|spec|mock)(?:[._-]|$))"
)
# What containers are run with here as often as elsewhere.
_CONTAINERS = re.compile(r"(?i)(?:^|[/._-])(?:docker-compose|compose|docker)(?:[/._-]|$)")
# Files that measure or serve a developer's own runs.
_DEVELOPER = re.compile(
    r"(?i)(?:^|[/._-])(?:bench|benchmarks?|perf|performance|load-?tests?)(?:[/._-]|$)|(?:^|/)scripts?/[^:]*\.env$"
)
_SETTINGS = re.compile(
    r"(?i)(?:^|[/._-])(?:config|configs|configuration|conf|settings?|secrets?|credentials?|creds|appsettings|database|db|default|production|prod|staging|application|bootstrap|"
    r"auth|keys?|values|serverless|secrets?|env|environment|nodemon|knexfile|ormconfig|sequelize|docker-compose|compose|deployment|k8s|kubernetes|helm|manifests|deploy|datasource|server|app)(?:[/._-]|$)"
)


def kind_of_file(path: str, text: str) -> Kind:
    """What a configuration file is for, by its path and what it says."""
    head = text[:4096]
    place = PurePosixPath(path)
    dotenv = place.name.startswith(".env") or place.suffix == ".env" or place.name.endswith(".env")
    silent = bool(_SILENT.search(path)) or bool(
        re.search(r"^\s*\"?(?:openapi|swagger)\"?\s*:|\"_postman_id\"|^\s*\"\$schema\":.*json-schema", head, re.M)
    )
    compose = bool(re.search(r"^services:", head, re.M)) and place.suffix in {".yml", ".yaml"}
    local = compose or bool(_CONTAINERS.search(path)) or is_developers_place(path, configuration=True)
    kubernetes = bool(
        re.search(r"^kind:\s*(?:Secret|ConfigMap|Deployment|StatefulSet|Pod|Job|CronJob|DaemonSet)", head, re.M)
    )
    settings = (
        dotenv
        or compose
        or kubernetes
        or bool(_SETTINGS.search(path))
        or place.suffix in {".ini", ".cfg", ".conf", ".properties"}
    )
    plain = settings and not compose and not re.search(r"^apiVersion:", head, re.M) and "/templates/" not in path
    developer = bool(_DEVELOPER.search(path)) or is_developers_configuration(path, text)
    return Kind(silent, local, settings, dotenv, plain, developer, dotenv or compose or kubernetes)


_ENV_LINE = re.compile(r"^\s*(?:export\s+|set\s+)?([A-Za-z_][\w.-]*)\s*[=:]\s*(.*?)\s*$")
_YAML_LINE = re.compile(
    r"^(\s*)((?:-\s+)*)(?:(\"[^\"]+\"|'[^']+'|[\w./$-][^\s:#'\"{}\[\],]*)\s*:(?=\s|$)\s*)?(.*?)\s*$"
)
_JSON_PAIR = re.compile(r"\"((?:[^\"\\]|\\.){1,80})\"\s*:\s*(?:\"((?:[^\"\\]|\\.)*)\"|(\{|\[))")
_QUOTED = re.compile(r"^(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^']|'')*)')")


def settings_of(path: str, lines: list[str]) -> Iterator[Setting]:
    """The named values of a configuration file."""
    suffix = PurePosixPath(path).suffix
    if suffix in {".yaml", ".yml"}:
        yield from _yaml(lines)
    elif suffix == ".json":
        yield from _json(lines)
    else:
        yield from _assignments(lines)


def _value(raw: str, comments: str) -> str:
    quoted = _QUOTED.match(raw)
    if quoted:
        return (
            (quoted.group(1) if quoted.group(1) is not None else quoted.group(2))
            .replace("\\n", "\n")
            .replace('\\"', '"')
        )
    return re.sub(rf"(?:^|\s)[{comments}].*$", "", raw).rstrip(",").strip()


def _assignments(lines: list[str]) -> Iterator[Setting]:
    section = ""
    for number, line in enumerate(lines, 1):
        stripped = line.strip()
        if not stripped or stripped[0] in "#;!":
            continue
        head = re.match(r"^\[+\s*([^\]]+?)\s*\]+\s*$", stripped)
        if head:
            section = head.group(1).strip('"')
            continue
        found = _ENV_LINE.match(line)
        if found:
            yield Setting(
                number,
                found.start(2) + 1,
                found.group(1),
                _value(found.group(2), "#;" if section else "#"),
                (section,) if section else (),
            )
        # Tables of TOML in one line: { user = "a", password = "b" }
        if found and found.group(2).startswith("{"):
            for inner in re.finditer(r"([\w-]+)\s*=\s*\"([^\"]*)\"", found.group(2)):
                yield Setting(
                    number,
                    found.start(2) + inner.start(2) + 1,
                    inner.group(1),
                    inner.group(2),
                    (section, found.group(1)),
                )


def _yaml(lines: list[str]) -> Iterator[Setting]:
    stack: list[tuple[int, str]] = []
    block: int | None = None
    named = ""
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        indent = len(line) - len(line.lstrip())
        if block is not None:
            if indent > block:
                yield from _yaml_block(number, line, tuple(name for _, name in stack))
                continue
            block = None
        found = _YAML_LINE.match(line)
        if found is None:
            continue
        indent = len(found.group(1)) + len(found.group(2))
        while stack and stack[-1][0] >= indent:
            stack.pop()
        key, raw = found.group(3), found.group(4)
        under = tuple(name for _, name in stack)
        column = found.start(4) + 1
        if key is None:
            yield from _yaml_item(number, column, raw, found.group(2) or "", under)
            continue
        key = key.strip("\"'")
        text = re.match(r"[|>][+-]?\d*\s*$", raw)
        if text or re.match(r"$|#|&\w+$", raw):
            block = indent - len(found.group(2)) if text else None
            stack.append((indent, key))
            continue
        if raw.startswith("{") and raw.rstrip().endswith("}") and not raw.startswith("{{"):
            yield from _yaml_flow(number, column, raw, (*under, key))
            continue
        value = _value(raw, "#")
        if key == "name":
            named = value
        elif key == "value" and named and re.match(r"^[A-Z][A-Z0-9_]*$", named):
            # env of a Kubernetes container: name, then value
            yield Setting(number, column, named, value, under)
            named = ""
            continue
        yield Setting(number, column, key, value, under)


def _yaml_block(number: int, line: str, under: tuple[str, ...]) -> Iterator[Setting]:
    """A line of a text block: these often hold whole files, an .env or a settings.ini."""
    found = _ENV_LINE.match(line)
    if found and re.match(r"^[A-Z_][A-Z0-9_]*$", found.group(1)):
        yield Setting(number, found.start(2) + 1, found.group(1), _value(found.group(2), "#"), under)


def _yaml_item(number: int, column: int, raw: str, dash: str, under: tuple[str, ...]) -> Iterator[Setting]:
    """An item without a key: ``- NAME=value`` (compose), ``- --option=value``, maybe quoted."""
    item = _value(raw, "#")
    pair = re.match(r"^([A-Za-z_][\w.]*)=(.*)$", item)
    if pair and dash:
        yield Setting(number, column, pair.group(1), pair.group(2), under)
    elif dash and re.match(r"^--?[\w-]+=", item):
        option, _, given = item.lstrip("-").partition("=")
        yield Setting(number, column, option, given, under)
    elif item:
        yield Setting(number, column, "", item, under)


def _yaml_flow(number: int, column: int, raw: str, under: tuple[str, ...]) -> Iterator[Setting]:
    """``{name: value, …}`` on one line."""
    for inner in re.finditer(r"([\w-]+)\s*:\s*(?:\"([^\"]*)\"|'([^']*)'|([^,{}\s]+))", raw):
        value = inner.group(2) or inner.group(3) or inner.group(4) or ""
        yield Setting(number, column + inner.start(), inner.group(1), value, under)


def _json(lines: list[str]) -> Iterator[Setting]:
    under: list[str] = []
    for number, line in enumerate(lines, 1):
        if len(line) > 20000:
            continue
        for found in _JSON_PAIR.finditer(line):
            if found.group(2) is not None:
                value = found.group(2).replace("\\n", "\n").replace('\\"', '"').replace("\\/", "/")
                yield Setting(number, found.start(2) + 1, found.group(1), value, tuple(under[-4:]))
        opened = re.findall(r"(?:\"([^\"]*)\"\s*:\s*)?[{\[]|([}\]])", re.sub(r":\s*\"(?:[^\"\\]|\\.)*\"", ":0", line))
        for name, closed in opened:
            if closed:
                if under:
                    under.pop()
            else:
                under.append(name)
