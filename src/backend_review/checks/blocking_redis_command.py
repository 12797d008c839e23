"""Redis commands that go over everything there is, while nobody else gets an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.checks._calls import beginning, match_at, short
from backend_review.finding import Audience, Confidence, Match
from backend_review.index.expressions import Code, Expr, code_of
from backend_review.project.frontend import is_frontend
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

_RULE = "blocking-redis-command"
_QUICK = re.compile(rb"(?i)\bkeys\b|flush_?all|flush_?db|smembers|hgetall|hkeys|hvals")
# What a method is in Redis' own words, whatever the client writes it like.
_COMMANDS = {"keys": "KEYS", "flushall": "FLUSHALL", "flushdb": "FLUSHDB", "smembers": "SMEMBERS", "hgetall": "HGETALL",
             "hkeys": "HKEYS", "hvals": "HVALS"}  # fmt: skip
_PLAIN = {"execute_command", "send_command", "sendCommand", "call", "Do", "executeCommand"}
_LIBRARIES = re.compile(
    r"^(?:redis|aioredis|ioredis|rediscluster|fakeredis|flask_redis|django_redis|coredis|valkey|iovalkey|@redis/client|handy-redis|"
    r"github\.com/(?:redis/go-redis|go-redis/redis|redis/rueidis|gomodule/redigo|valkey-io))\b|^django\.core\.cache\.cache$"
)
_NAMED = re.compile(r"(?i)redis|valkey|^_?rdb$|^_?rds$")
_GENERAL = re.compile(
    r"(?i)^_?(?:client|cache|cli|conn|connection|pool|pipe|pipeline|multi|c|r|db|store|pub|publisher)$"
)
_USES_REDIS = re.compile(
    r"(?m)^\s*(?:import|from)\s+(?:redis|aioredis|valkey|django_redis)\b|require\(['\"](?:io)?redis['\"]\)|"
    r"from\s+['\"](?:ioredis|redis|@redis/client|iovalkey)['\"]|[\"]github\.com/(?:redis|go-redis)/"
)
_IN_SCRIPT = re.compile(r"redis\.p?call\(\s*['\"](keys|flushall|flushdb)['\"]", re.IGNORECASE)
_BY_HAND = re.compile(r"(?:^|/)(?:management/commands|commands?|cli|console|bin)/")  # somebody runs it and means it
_SMALL = re.compile(
    r"(?i)config|setting|stat(?:s|us|e)?\b|meta|info|feature|flag|version|schema|lock|option|heartbeat|health|limits?\b"
)
_WHY = {
    "KEYS": "goes over every key of the database before it answers, and Redis serves nobody else until then",
    "FLUSHALL": "empties every database of the server, sessions and queues of others included, and Redis serves nobody else until then",
    "FLUSHDB": "empties the whole database, whoever's keys they are, and Redis serves nobody else until then",
    "SMEMBERS": "reads the whole set `{key}`, which grows with the data, and Redis serves nobody else until it is sent",
    "HGETALL": "reads the whole hash `{key}`, which grows with the data, and Redis serves nobody else until it is sent",
    "HKEYS": "reads all fields of the hash `{key}`, which grows with the data, and Redis serves nobody else until they are sent",
    "HVALS": "reads all values of the hash `{key}`, which grows with the data, and Redis serves nobody else until they are sent",
}
_INSTEAD = {
    "KEYS": "Go over them with SCAN (`{scan}`), or keep the names that belong together in a set.",
    "FLUSHALL": "Delete the keys that are meant: with SCAN and UNLINK, or by a version in their names.",
    "FLUSHDB": "Delete the keys that are meant: with SCAN and UNLINK, or by a version in their names.",
    "SMEMBERS": "Read it in parts with SSCAN, or ask for what is needed with SISMEMBER.",
    "HGETALL": "Read it in parts with HSCAN, or ask for what is needed with HMGET.",
    "HKEYS": "Read it in parts with HSCAN.",
    "HVALS": "Read it in parts with HSCAN.",
}
_SCAN = {"python": "scan_iter", "go": "Scan(ctx, cursor, pattern, 100).Iterator()"}


def find(file: SourceFile) -> Iterator[Match]:
    """A match for each such command that a file sends."""
    if not _QUICK.search(file.data) or _BY_HAND.search(file.path) or is_frontend(file):
        return
    code = code_of(file)
    if code is None:
        return
    uses = _USES_REDIS.search(file.text) is not None
    for call in code.calls:
        command, args = _command(code, call, uses)
        if command:
            match = _judged(code, file, call.node, command, args)
            if match is not None:
                yield match
        for item in call.args:
            found = _IN_SCRIPT.search(beginning(code, item)[0])
            if found is not None:
                yield _match(file, call.node, found[1].upper(), "", None)
                break


def _command(code: Code, call: Expr, uses: bool) -> tuple[str, list[Expr]]:
    """The command that a call sends, and what it is given; "" for none that concerns us."""
    target = call.target
    if target is None or target.kind != "attr" or target.target is None:
        return "", []
    args = list(call.args)
    if code.language == "go" and args and code.text(args[0].node) != "":
        args = args[1:]  # the context
    command = _COMMANDS.get(target.name.lower().replace("_", ""), "")
    if not command and target.name in _PLAIN and args:
        words = args[0].args if args[0].kind == "list" else args
        first = words[0] if words else None
        if first is not None and first.kind == "text":
            command = _COMMANDS.get(str(first.value).lower(), "")
            args = list(words[1:])
    if not command or (command[:5] != "FLUSH" and not args):
        return "", []  # of a dictionary: d.keys()
    return (command, args) if _is_redis(code, target.target, uses) else ("", [])


def _is_redis(code: Code, owner: Expr, uses: bool) -> bool:
    """Whether a call's receiver is a client of Redis: by how it is made, by its type, by its name."""
    made = code.qualify(owner)
    if made:
        own = made.startswith((".", "/", "@/", "~")) or code.language == "go"
        if _LIBRARIES.search(made) or (own and _NAMED.search(made.removesuffix("()").rpartition(".")[2])):
            return True
        if not own and "redis" not in made.lower():
            return False
    if owner.kind == "call":
        owner = owner.target or owner
    name = owner.name if owner.kind in {"name", "attr"} else ""
    if not name:
        return False
    types = [item.annotation for item in code.definitions(name, owner.node)] if owner.kind == "name" else []
    if any(re.search(r"(?i)redis|valkey", type) for type in types):
        return True
    return _NAMED.search(name) is not None or (uses and _GENERAL.search(name) is not None)


def _judged(code: Code, file: SourceFile, node: Node, command: str, args: list[Expr]) -> Match | None:
    """What is to be said of a command: nothing of a set or hash of one thing's own (``user:{id}``)."""
    if command in {"KEYS", "FLUSHALL", "FLUSHDB"}:
        return _match(file, node, command, "", None)
    key, whole = beginning(code, args[0]) if args else ("", False)
    if not whole or not key or _SMALL.search(key):
        return None
    return _match(file, node, command, short(key, 40), Audience.PEDANTIC)


def _match(file: SourceFile, node: Node, command: str, key: str, audience: Audience | None) -> Match:
    scan = _SCAN.get(file.language, "scanStream / scanIterator")
    return match_at(
        _RULE,
        file,
        node,
        f"{command} {_WHY[command].format(key=key)}. {_INSTEAD[command].format(scan=scan)}",
        confidence=Confidence.MEDIUM if audience is not None else None,
        audience=audience,
    )
