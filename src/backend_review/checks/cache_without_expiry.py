"""Whether a stored key is a cache entry at all, and whether its receiver is a cache or only called so."""

from __future__ import annotations

import re

from backend_review.finding import Match
from backend_review.project.frontend import is_frontend
from backend_review.project.source import SourceFile

# Keys of things that live until they are removed: locks, switches, positions, settings, counters, registrations.
_KEPT = re.compile(
    r"(?i)(lock|mutex|semaphore|leader|flag|feature|enabled|disabled|config|setting|option|preference|cursor|offset|checkpoint|last_?(run|seen|id|sync|block|"
    r"processed|update)|version|counter|count\b|sequence|next_?id|registry|schema|migration|persist|permanent|forever|state\b|status|heartbeat|"
    r"script|sha\b|mode\b|maintenance|schedule|watermark|progress|total|stats|metrics)"
)
_REDIS_MADE = re.compile(
    r"\b(redis|aioredis|Redis|StrictRedis|FlaskRedis|ioredis|valkey|createClient|new\s+Redis|RedisClient\w*|Cluster|get_redis\w*|get_redis_connection|from_url)\b"
)
_NOT_REDIS = re.compile(
    r"new\s+(Weak)?Map\b|new\s+(Weak)?Set\b|new\s+LRU|new\s+NodeCache|lru-cache|node-cache|TTLCache|new\s+Keyv"
)
# One value of the program's own: a number, a switch, or when something was done.
_STATE = re.compile(
    r"^(?:-?\d+|[Tt]rue|[Ff]alse)$|\b(?:now|utcnow)\(|\btime\.time\(|\bDate\.now\(|\bnew Date\(\)|\btime\.Now\("
)
_ONE_KEY = re.compile(r"""^(?:(?:\w+\.)*[A-Z][A-Z0-9_]+|["'][^"'{%$]+["'])$""")  # a constant, or a text without holes
# What a scheduler knows of its jobs, which are those of the program: it is read and written again at each run.
_SCHEDULES = re.compile(
    r"""['"](?:node-schedule|node-cron|cron|croner|toad-scheduler|agenda)['"]|\bapscheduler\b|\bfrom schedule\b|^import schedule\b|robfig/cron|go-co-op/gocron""",
    re.MULTILINE,
)
_JOBS = {"job", "jobs", "task", "tasks", "cron", "run", "runs", "invocation", "invocations"}
# A wrapper that was asked for an entry without expiry.
_DECIDED = re.compile(
    r"\b(if|elif|else if|switch|case|when)\b[^\n]*(ttl|expir|timeout|duration|lifetime|max_?age)|"
    r"\b(def|func|function|async)\b[^\n]*(forever|permanent|no_?expir|without_?(ttl|expir)|persist)",
    re.IGNORECASE,
)
_EXPIRES = re.compile(r"\.(p?expire(at)?|pExpire(At)?|Expire(At)?|PExpire|expireAt)\(", re.IGNORECASE)


def refine(match: Match, file: SourceFile) -> Match | None:
    """Drop what is kept on purpose, and what is no Redis."""
    key = match.metavars.get("$KEY", "") + " " + match.constants.get("$KEY", "")
    if _KEPT.search(key):
        return None
    if _STATE.search(match.metavars.get("$VALUE", "")) and _ONE_KEY.match(match.metavars.get("$KEY", "")):
        return None
    if file is None:
        return match
    if _is_emptied(match.metavars.get("$KEY", ""), file):
        return None
    if _SCHEDULES.search(file.text) and _JOBS & {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", key)}:
        return None
    if file.language in {"javascript", "typescript"} and is_frontend(file):
        return None
    before = "\n".join(file.lines[max(0, match.start.line - 9) : match.start.line - 1])
    if _DECIDED.search(before):
        return None
    variant = match.variant
    if variant.endswith(("python-redis", "javascript-redis")):
        return _redis(match, file)
    if variant.endswith("go-redis") and _expires_near(match, file):
        return None
    if variant.endswith("nestjs-cache-manager") and not re.search(
        r"cache", match.metavars.get("$CACHE", "cache"), re.IGNORECASE
    ):
        return None
    return match


def _is_emptied(key: str, file: SourceFile) -> bool:
    """Whether one key for all is given an empty text somewhere: it says what is going on, and nothing any more."""
    emptied = rf"""\.\w+\(\s*{re.escape(key)}\s*,\s*(?:[bu]?(?:""|''|``)|None|nil|null)\s*[,)]"""
    return _ONE_KEY.match(key) is not None and re.search(emptied, file.text) is not None


def _expires_near(match: Match, file: SourceFile) -> bool:
    near = "\n".join(file.lines[max(0, match.start.line - 4) : match.end.line + 8])
    return _EXPIRES.search(near) is not None


def _redis(match: Match, file: SourceFile) -> Match | None:
    name = match.metavars.get("$CACHE", "").removesuffix("()")
    last = re.split(r"[.#]", name)[-1]
    if _expires_near(match, file):
        return None
    code = "\n".join(file.lines[match.start.line - 1 : match.end.line])
    if re.search(r"\.nx\b|['\"](NX|EX|PX|KEEPTTL|EXAT|PXAT)['\"]", code):
        return None
    assigned = [
        line
        for line in file.lines
        if re.search(rf"\b{re.escape(last)}\b\s*(:[^=]*)?=(?!=)", line)
        or re.search(rf"\bas\s+{re.escape(last)}\b", line)
    ]
    if any(_NOT_REDIS.search(line) for line in assigned):
        return None
    if re.search(r"redis|valkey|^rdb$|^rds$", last, re.IGNORECASE):
        return match
    # A general name: only when this file makes it a Redis client.
    typed = re.search(rf"\b{re.escape(last)}\b\s*:\s*[\w.\[\]\" ]*(Redis|redis)\w*", file.text)
    return match if typed or any(_REDIS_MADE.search(line) for line in assigned) else None
