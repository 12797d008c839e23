"""Which files set up a developer's machine or a run of tests, where no stranger comes.

Judged by a file's place and name, and by what its text says that no deployment would say. What is a developer's to one
rule is so to all: credentials, users of databases, debug switches, cookies and origins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

_WORDS = {
    "dev", "devel", "develop", "developer", "developers", "development", "devcontainer", "devenv", "local", "localhost",
    "localdev", "test", "tests", "testing", "ci", "e2e", "sandbox", "playground",
}  # fmt: skip
# Where only configuration is meant by them: clusters and tools of one's own machine. ``models/kind.py`` is none.
_MACHINES = {"minikube", "kind", "k3d", "tilt", "skaffold", "vagrant", "devspace", "bench", "benchmark", "benchmarks"}
_PRODUCTION = {"prod", "production", "live", "staging", "stage"}
_SETTINGS = {
    "settings", "setting", "config", "configs", "configuration", "conf", "defaults", "environment", "environments",
    "env", "envs",
}  # fmt: skip
# Words of a place: split at folders, dots, dashes and underscores.
_PARTS = re.compile(r"[/._-]+")
# The kubelet never pulls the image, so it was built on this very machine.
_BUILT_HERE = re.compile(r"(?m)^\s*(?:-\s+)?imagePullPolicy:\s*[\"']?Never\b")
_SAYS_SO = re.compile(
    r"(?mi)^[\s-]*[\"']?(?:\w+_)?(?:ENV(?:IRONMENT)?|MODE)[\"']?\s*[=:]\s*[\"']?(?:dev|develop|development|local)\b(?![\w-])"
)
_DEBUG = re.compile(r"(?m)^DEBUG\s*(?::\s*bool\s*)?=\s*True\b")
# What a line says of its own value: ``# notsecret``, ``# pragma: allowlist secret``, ``# for local development only``.
_NO_SECRET = re.compile(
    r"(?i)(?:#|//|;|--|/\*)[^\n]*?(?:\bnot?[- _]?(?:a[- _])?(?:real[- _])?(?:secret|credential|password)s?\b"
    r"|\b(?:dummy|fake|throw-?away)\s+(?:\w+\s+)?(?:secret|credential|password|key|token|value|account)s?\b"
    r"|\ballowlist[- _]secret\b|\b(?:local(?:ly)?|dev(?:elopment)?|testing|tests?)\s+(?:development\s+)?only\b"
    r"|\bonly\s+(?:used\s+)?(?:for|in)\s+(?:local|dev\w*|tests?|testing)\b)"
)
_COMMENT = re.compile(r"\s*(?:#|//|;|--|/?\*)")
_NAME = re.compile(r"[A-Za-z]\w*")
_MOST_ABOVE = 8  # lines of a comment, and of the settings that it is about
_COMPOSE = re.compile(r"(?m)^services:")
# What others made and a program is developed against: stores, brokers, and what one looks into them with.
_IMAGE = re.compile(r"(?m)^\s+image:\s*[\"']?(?P<name>[^\s\"'#]+)")
_BUILT = re.compile(r"(?m)^\s+(?:build|extends):|^include:")
_OF_OTHERS = re.compile(
    r"^(?:[\w.-]+(?::\d+)?/)*(?:postgres\w*|postgis|timescaledb[\w-]*|pgvector|pgadmin4?|mysql|mariadb|percona\w*|mongo\w*|mongo-express|"
    r"redis[\w-]*|valkey|keydb|memcached|rabbitmq|(?:cp-)?kafka[\w-]*|redpanda|(?:cp-)?zookeeper|nats|mosquitto|elasticsearch|"
    r"opensearch[\w-]*|kibana|minio|mc|localstack|azurite|dynamodb-local|clickhouse[\w-]*|cassandra|neo4j|influxdb|etcd|consul|"
    r"mailhog|mailpit|maildev|mailcatcher|smtp4dev|adminer|phpmyadmin|keycloak|meilisearch|typesense|mssql[\w-]*|mssql/server|azure-sql-edge|"
    r"oracle-\w+|db2|jaeger|all-in-one|zipkin|prometheus|grafana|wiremock|mockserver)(?:[:@]|$)"
)


def place_words(path: str) -> frozenset[str]:
    """The words of a path in lower case: ``src/settings/dev_defaults.py`` → src, settings, dev, defaults, py."""
    return frozenset(word for word in _PARTS.split(path.lower()) if word)


def is_production_place(path: str) -> bool:
    """Whether a path says that it is of a deployment."""
    return not _PRODUCTION.isdisjoint(place_words(path))


def is_developers_place(path: str, *, configuration: bool = False) -> bool:
    """Whether a path says that it is of developers, and not of production too.

    ``configuration``: the file is no code, so the names of what runs clusters and containers here are meant by it.
    """
    words = place_words(path)
    if not _PRODUCTION.isdisjoint(words):
        return False
    return not _WORDS.isdisjoint(words) or (configuration and not _MACHINES.isdisjoint(words))


def is_developers_settings(path: str, text: str = "") -> bool:
    """Whether a module of code holds a program's settings for developers.

    By its name: ``settings/dev.py``, ``development_defaults.py``, ``local_settings.py``, ``environment.dev.ts``; or by
    the name of a developer's with ``DEBUG = True`` in it.
    """
    place = PurePosixPath(path)
    own = place_words(place.name)
    if _WORDS.isdisjoint(own) or not _PRODUCTION.isdisjoint(own):
        return False
    holds = not _SETTINGS.isdisjoint(own) or place.parent.name.lower() in _SETTINGS
    return holds or _DEBUG.search(text) is not None


def is_developers_configuration(path: str, text: str) -> bool:
    """Whether a file of configuration sets up one developer's machine, certainly.

    Manifests for a cluster of one's own machine, or with an image that nobody can pull; compose files that say it in
    their settings, or run stores and the like and nothing of the project.
    """
    words = place_words(path)
    if not _PRODUCTION.isdisjoint(words):
        return False
    if not _MACHINES.isdisjoint(words) or _BUILT_HERE.search(text):
        return True
    return _COMPOSE.search(text) is not None and (_SAYS_SO.search(text) is not None or _is_of_others(text))


def _is_of_others(text: str) -> bool:
    """Whether a compose file runs what others made and nothing of the project: it is developed against that."""
    images = [found["name"] for found in _IMAGE.finditer(text)]
    return bool(images) and _BUILT.search(text) is None and all(map(_OF_OTHERS.match, images))


def says_no_secret(line: str) -> bool:
    """Whether a line's comment says that the value on it is no secret, or is used by developers only."""
    return _NO_SECRET.search(line) is not None


def is_said_no_secret(lines: Sequence[str], line: int) -> bool:
    """Whether a line (from 1) or the comment right above says that its value is no secret.

    Between the two may stand settings of the same thing: ``AUTH_CLIENT_ID`` before ``AUTH_CLIENT_SECRET``.
    """
    if not 0 < line <= len(lines):
        return False
    if says_no_secret(lines[line - 1]):
        return True
    own = _NAME.search(lines[line - 1])
    family = own.group().rpartition("_")[0] if own is not None else ""
    for above in reversed(lines[max(0, line - 1 - _MOST_ABOVE) : line - 1]):
        if _COMMENT.match(above):
            if says_no_secret(above):
                return True
        elif not family or family not in above:
            return False
    return False
