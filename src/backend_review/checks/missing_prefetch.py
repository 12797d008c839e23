"""RabbitMQ consumers that acknowledge by themselves and take whatever is in the queue, all at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._brokers import Source
from backend_review.checks._rabbit import REPLIES, Rabbit
from backend_review.checks._rabbit_calls import Consume, is_exclusive
from backend_review.finding import Match
from backend_review.index.expressions import Expr, last_name

_RULE = "missing-prefetch"
_SET = ("basic_qos", "set_qos", "qos", "prefetch", "Qos", "QoS")
_OPENS = ("channel", "createChannel", "createConfirmChannel", "Channel")
_OPTION = re.compile(r"\bprefetch_?(?:[cC]ount|[lL]imit)\b")


def judge(backend: Backend) -> Iterator[Match]:
    """A match at each consumer whose channel has no limit, and at each limit that is none."""
    rabbit = Rabbit(backend)
    anywhere = False
    for source in rabbit.sources:
        for call in source.calls(*_SET):
            if _is_limit(source, call):
                anywhere = True
                count = _count(source, call)
                if count is not None and source.value(count) == 0:
                    yield _unlimited(source, call)
        anywhere = anywhere or _OPTION.search(source.file.text) is not None
    for consumer in rabbit.consumers:
        if consumer.manual and not _limited(consumer, anywhere):
            yield _match(rabbit, consumer)


def _is_limit(source: Source, call: Expr) -> bool:
    if source.language == "go":
        return len(call.args) == 3
    return bool(call.args) or bool(call.named) or bool(call.entries)


def _count(source: Source, call: Expr) -> Expr | None:
    """The number of messages that a call allows: pika's comes second, as the protocol has it."""
    if source.language == "python":
        given = source.given(call).found.get("prefetch_count")
        if given is None and last_name(call.target) == "basic_qos" and len(call.args) > 1:
            return call.args[1]
        if given is None and last_name(call.target) == "set_qos" and call.args:
            return call.args[0]
        return given
    return call.args[0] if call.args else None


def _limited(consumer: Consume, anywhere: bool) -> bool:
    source = consumer.source
    if REPLIES.search(source.text(consumer.queue)) or is_exclusive(source, consumer.queue):
        return True
    if any(_is_limit(source, call) for call in source.calls(*_SET)):
        return True
    opens = consumer.own or next(source.calls(*_OPENS), None) is not None
    return anywhere and not opens  # the channel comes from a file that may have set it


def _match(rabbit: Rabbit, consumer: Consume) -> Match:
    source = consumer.source
    queue = source.text(consumer.queue)
    named = f"The consumer of `{queue}`" if queue and len(queue) < 60 and "\n" not in queue else "This consumer"
    looked = (
        f"none of the {len(rabbit.sources)} files that speak to RabbitMQ sets"
        if len(rabbit.sources) > 1
        else "nothing sets"
    )
    return source.match(
        _RULE,
        consumer.call,
        f"{named} acknowledges by itself and {looked} a prefetch limit for its channel, so the broker hands it the whole queue at "
        f"once: memory grows, and other consumers get nothing. Set one before consuming: {consumer.how}.",
        trace=(source.step(consumer.call, "consumes with manual acknowledgement"),),
    )


def _unlimited(source: Source, call: Expr) -> Match:
    return source.match(
        _RULE,
        call,
        f"A prefetch count of 0 in `{last_name(call.target)}` means no limit, so the broker hands the consumer the whole queue at "
        "once. Give it the number of messages that it can work on at a time.",
        trace=(source.step(call, "takes the limit off"),),
    )
