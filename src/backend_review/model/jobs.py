"""What runs without a request: tasks of queues, consumers of messages, what a clock calls, commands.

Celery, dramatiq, RQ, huey, taskiq, arq and APScheduler, Django's commands · NestJS's processors, schedules and event
handlers, Bull, BullMQ, kafkajs, amqplib, node-cron, agenda · robfig/cron, gocron, asynq, sarama.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Function, Module, Statement
from backend_review.model.evaluator import Evaluator
from backend_review.model.routes import Place
from backend_review.model.values import Callee, Kind, Thing, options

_ROLES = {"production", "script"}
_MOST = 400
# What a decorator that makes a task is called, in files that speak of such a library.
_TASK = re.compile(r"^(?:shared_task|task|periodic_task|db_task|db_periodic_task|actor|job|scheduled_job|cron|broker)$")
_QUEUES = re.compile(r"\b(?:celery|dramatiq|huey|django_rq|rq|apscheduler|taskiq|arq|procrastinate)\b", re.IGNORECASE)
_COMMAND = re.compile(r"(?:^|\.)(?:BaseCommand|LabelCommand|AppCommand|NoArgsCommand)$")
_TASK_CLASS = re.compile(r"^celery\b.*Task$|^luigi\.Task$|^dramatiq\.\w*Actor$")
_MARKS = {
    *("Process", "Cron", "Interval", "Timeout", "EventPattern", "MessagePattern", "OnEvent", "RabbitSubscribe"),
    *("RabbitRPC", "SqsMessageHandler", "OnQueueEvent", "Subscribe"),
}
# JavaScript and Go: the function or class that is given what to run, by the library that the file must speak of.
_GIVEN = {
    "Worker": "bullmq",
    "process": "bull|kue|bee-queue",
    "consume": "amqp|rabbit|aio_?pika",
    "basic_consume": "pika",
    "run": "kafkajs|[kK]afka",
    "schedule": "node-cron|cron",
    "scheduleJob": "node-schedule",
    "CronJob": "cron",
    "Cron": "croner",
    "define": "agenda",
    "work": "pg-boss|pgboss|[bB]oss",
    "AddFunc": "cron",
    "AddJob": "cron",
    "Do": "gocron",
    "NewTask": "gocron",
    "HandleFunc": "asynq",
    "async_task": "django_q",
    "AsyncTask": "django_q",
    "add_job": "apscheduler",
    "enqueue": "rq",
    "add_task": "BackgroundTasks",
    "Thread": "threading",
}
_SPEAKS = {name: re.compile(rf"(?i)\b(?:{words})|['\"/](?:{words})") for name, words in _GIVEN.items()}
# Those that are given messages of others.
_MESSAGES = {
    "Process",
    "EventPattern",
    "MessagePattern",
    "RabbitSubscribe",
    "RabbitRPC",
    "SqsMessageHandler",
    "Subscribe",
}
_CONSUMES = {"Worker", "process", "consume", "basic_consume", "run", "work", "HandleFunc"}
_HANDLERS = {"eachMessage", "eachBatch"}
_CALLS = re.compile(rf"\b(?:{'|'.join(_GIVEN)})\(")


@dataclass(frozen=True, slots=True)
class Job:
    """A function that something else than a request starts: ``name`` as people call it."""

    name: str
    place: Place
    function: Function
    message: bool = False  # it is given a message that came over a queue
    by_hand: bool = False  # somebody runs it at a command line


def jobs(evaluator: Evaluator) -> list[Job]:
    """The jobs of a project, each function once."""
    found: dict[int, Job] = {}
    for module in evaluator.project.modules():
        if module.file.role not in _ROLES:
            continue
        for job in (*_declared(module), *_given(evaluator, module)):
            found.setdefault(job.function.node.id, job)
            if len(found) >= _MOST:
                return list(found.values())
    for kind in list(evaluator.kinds.values()):
        for job in _of_class(kind):
            found.setdefault(job.function.node.id, job)
    return list(found.values())[:_MOST]


def _declared(module: Module) -> Iterator[Job]:
    """Python: ``@shared_task`` above a function or a method."""
    if module.language != "python" or _QUEUES.search(module.file.text) is None:
        return
    for function in _functions(module.body):
        for expr in function.decorators:
            target = expr.target if expr.kind == "call" and expr.target is not None else expr
            if target.kind in {"name", "attr"} and _TASK.search(target.name):
                yield _job("task", function)
                break


def _functions(body: list[Statement]) -> Iterator[Function]:
    for statement in body:
        if statement.function is not None:
            yield statement.function
        if statement.klass is not None:
            yield from statement.klass.methods.values()


def _job(what: str, function: Function, name: str = "", message: bool = False) -> Job:
    title = f"{what} `{name or function.name or 'function'}`"
    return Job(title, Place(function.module.path, function.line), function, message)


def _of_class(kind: Kind) -> Iterator[Job]:
    """Classes that a library calls a method of: Django's commands, Celery's tasks, NestJS's processors."""
    if kind.klass.module.file.role not in _ROLES:
        return
    methods = kind.klass.methods
    libraries = kind.libraries() if kind.klass.module.language == "python" else []
    if any(_COMMAND.search(name) for name in libraries) and "handle" in methods:
        command = kind.klass.module.path.rpartition("/")[2].removesuffix(".py")
        yield replace(_job("command", methods["handle"], command), by_hand=True)
    elif any(_TASK_CLASS.search(name) for name in libraries) and "run" in methods:
        yield _job("task", methods["run"], kind.klass.name)
    if kind.klass.module.language != "javascript":
        return
    if any(_decorator(expr) == "Processor" for expr in kind.klass.decorators) and "process" in methods:
        yield _job("job", methods["process"], f"{kind.klass.name}.process", True)
    for name, method in methods.items():
        mark = next((found for expr in method.decorators if (found := _decorator(expr)) in _MARKS), "")
        if mark:
            yield _job(f"@{mark}", method, f"{kind.klass.name}.{name}", mark in _MESSAGES)


def _decorator(expr: Expr) -> str:
    return expr.target.name if expr.kind == "call" and expr.target is not None else expr.name


def _given(evaluator: Evaluator, module: Module) -> Iterator[Job]:
    """``new Worker("mail", async job => …)``, ``consumer.run({ eachMessage })``, ``c.AddFunc("@daily", clean)``."""
    if _CALLS.search(module.file.text) is None:
        return
    for call in module.calls_in(module.tree.root_node):
        name = call.target.name if call.target is not None else ""
        speaks = _SPEAKS.get(name)
        if speaks is None or speaks.search(module.file.text) is None:
            continue
        given = [*call.args, *call.named.values()]
        for item in call.args:
            given += [value for key, value in item.entries if key is not None and key.value in _HANDLERS]
        for item in given:
            function = _function(evaluator, module, item)
            if function is not None:
                texts = [str(arg.value) for arg in call.args if arg.kind == "text"]
                yield _job("job", function, " ".join(texts[:1] or [function.name or name]), name in _CONSUMES)


def _function(evaluator: Evaluator, module: Module, expr: Expr) -> Function | None:
    if expr.kind == "func":
        return module.function_of(expr)
    if expr.kind not in {"name", "attr"}:
        return None
    scope = evaluator.scope_of(module.path)
    value = evaluator.evaluate(expr, scope) if scope is not None else None
    for item in options(value) if value is not None else ():
        if isinstance(item, Callee):
            return item.function
        if isinstance(item, Thing) and item.kind is not None:
            held = item.kind.attributes.get("ProcessTask") or item.kind.attributes.get("Run")
            if isinstance(held, Callee):
                return held.function
    return None
