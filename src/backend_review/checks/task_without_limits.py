"""Tasks of Celery that may run for ever or be tried for ever, and jobs of BullMQ that are tried once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backend_review.backend import Backend
from backend_review.checks._brokers import Source, Speakers
from backend_review.finding import Match, Severity
from backend_review.index.expressions import Expr, Scope, last_name

_RULE = "task-without-limits"
_CELERY = re.compile(r"\bcelery\b|\bCelery\b|\bshared_task\b|\.task\b")
_TIME_LIMIT = re.compile(
    r"(?i)\btask_(?:soft_)?time_limit\b|CELERYD?_(?:TASK_)?(?:SOFT_)?TIME_LIMIT|--(?:soft-)?time-limit|"
    r"[\"'](?:soft_)?time_limit[\"']"
)
_OWN_LIMIT = {"time_limit", "soft_time_limit"}
_BULL = re.compile(r"['\"](?:bullmq|bull|@nestjs/bull(?:mq)?)['\"]")
_BULL_WORDS = re.compile(r"\bbull(?:mq)?\b")
_APPS = re.compile(r"(?i)^(?:\w*celery\w*|app|\w+\.celery\w*|worker)$")


@dataclass
class _Task:
    source: Source
    name: str
    mark: Expr  # its decorator
    options: dict[str, Expr]


def judge(backend: Backend) -> Iterator[Match]:
    """One match a Celery project without time limits, one a task that retries for ever, one a project whose jobs have one try."""
    yield from _celery(Speakers(backend, _CELERY))
    yield from _bull(Speakers(backend, _BULL_WORDS))


def _celery(speakers: Speakers) -> Iterator[Match]:
    sources = [source for source in speakers.sources if source.language == "python"]
    tasks = [task for source in sources for task in _tasks(source)]
    for task in tasks:
        yield from _endless(task)
    for source in sources:
        yield from _retried_for_ever(source)
    unlimited = [task for task in tasks if not _OWN_LIMIT & set(task.options)]
    if not unlimited or speakers.says(_TIME_LIMIT):
        return
    source, place = next(
        (
            (source, call)
            for source in sources
            for call in source.calls("Celery")
            if source.code.qualify(call.target).startswith("celery")
        ),
        (unlimited[0].source, Expr("call", unlimited[0].mark.node, target=unlimited[0].mark)),
    )
    names = ", ".join(f"`{task.name}`" for task in unlimited[:4]) + (", …" if len(unlimited) > 4 else "")
    yield source.match(
        _RULE,
        place,
        f"{len(unlimited)} of {len(tasks)} Celery tasks ({names}) may run for ever: they set no `time_limit`, and no setting of the project "
        "does, so one that hangs takes a worker away for good. Set `task_time_limit` and `task_soft_time_limit` for the application, "
        "and more for the tasks that need it.",
        trace=tuple(task.source.step(task.mark, f"the task `{task.name}`") for task in unlimited[:6]),
    )


def _tasks(source: Source) -> Iterator[_Task]:
    for scopes in source.code.functions.values():
        for scope in scopes:
            mark = _mark(source, scope)
            if mark is not None:
                given = source.given(mark).found if mark.kind == "call" else {}
                yield _Task(source, scope.name, mark, given)


def _mark(source: Source, scope: Scope) -> Expr | None:
    """The decorator that makes a function a Celery task."""
    parent = scope.node.parent
    if parent is None or parent.type != "decorated_definition":
        return None
    for child in parent.named_children:
        if child.type != "decorator" or not child.named_children:
            continue
        expr = source.code.lower(child.named_children[0])
        target = expr.target if expr.kind == "call" and expr.target is not None else expr
        known = source.code.qualify(target)
        if last_name(target) == "shared_task" and known.startswith("celery"):
            return expr
        if last_name(target) in {"task", "periodic_task"} and target.target is not None:
            base = source.code.text(target.target.node)
            library = known.partition(".")[0]
            if known.startswith("celery.") or (
                _APPS.match(base)
                and library
                not in {"invoke", "fabric", "robocorp", "prefect", "airflow", "huey", "procrastinate", "locust"}
            ):
                return expr
    return None


def _endless(task: _Task) -> Iterator[Match]:
    """``max_retries=None`` means no limit to Celery."""
    limit = task.options.get("max_retries")
    if limit is None or task.source.value(limit) is not None:
        return
    yield task.source.match(
        _RULE,
        Expr("call", limit.node, target=limit),
        f"`max_retries=None` has `{task.name}` tried again for ever, so one that can never succeed stays in the queue. Give it a number, "
        "and `retry_backoff=True`.",
        trace=(task.source.step(task.mark, f"the task `{task.name}`"),),
        severity=Severity.WARNING,
    )


def _retried_for_ever(source: Source) -> Iterator[Match]:
    for call in source.calls("retry"):
        limit = call.named.get("max_retries")
        base = (
            source.code.text(call.target.target.node)
            if call.target is not None and call.target.target is not None
            else ""
        )
        if limit is not None and base == "self" and source.value(limit) is None:
            yield source.match(
                _RULE,
                call,
                "`max_retries=None` has this task tried again for ever, so one that can never succeed stays in the queue. Give it a number.",
                trace=(source.step(call, "retries without a limit"),),
                severity=Severity.WARNING,
            )


def _bull(speakers: Speakers) -> Iterator[Match]:
    sources = [source for source in speakers.sources if source.language == "javascript"]
    made = [(source, call, name) for source in sources for call, name in _queues(source)]
    tries = [(source, value) for source in sources for value in _attempts(source)]
    for source, value in tries:
        if re.search(r"Infinity|MAX_SAFE_INTEGER|MAX_VALUE", source.code.text(value.node)):
            yield source.match(
                _RULE,
                Expr("call", value.node, target=value),
                "These `attempts` never end, so a job that can never succeed is tried for ever. Give it a number and a `backoff`.",
                trace=(source.step(value, "sets attempts without end"),),
                severity=Severity.WARNING,
            )
    if not made or tries or any(re.search(r"\battempts\b", source.file.text) for source in sources):
        return
    source, call, _ = made[0]
    queues = ", ".join(dict.fromkeys(f"`{queue}`" for _, _, queue in made if queue))
    yield source.match(
        _RULE,
        call,
        f"Jobs of {queues or 'this queue'} are tried once, since nothing in the {len(sources)} files that speak to the queue sets `attempts`, so "
        "a database that is away for a second loses them. Set `defaultJobOptions: { attempts: 3, backoff: { type: 'exponential', delay: "
        "1000 } }`.",
        trace=tuple(source.step(call, f"makes the queue {name}") for source, call, name in made[:6]),
    )


def _queues(source: Source) -> Iterator[tuple[Expr, str]]:
    """The queues that a file makes or registers, by name."""
    if not _BULL.search(source.file.text):
        return
    for call in source.calls("Queue", "Bull"):
        if call.name == "new" and call.args and source.code.qualify(call.target).startswith("bull"):
            yield call, source.text(call.args[0])
    for call in source.calls("registerQueue", "registerQueueAsync"):
        names = [source.options(item).found.get("name") for item in call.args]
        yield call, ", ".join(source.text(name) for name in names if name is not None)


def _attempts(source: Source) -> Iterator[Expr]:
    if "attempts" not in source.file.text:
        return
    for literal in source.code.dicts:
        for key, value in literal.entries:
            if key is not None and key.kind == "text" and key.value == "attempts":
                yield value
