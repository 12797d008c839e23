"""RabbitMQ queues that are gone when the broker restarts, and messages that durable queues lose then."""

from __future__ import annotations

from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._rabbit import FLEETING, REPLIES, Rabbit
from backend_review.checks._rabbit_calls import Publish, Queue
from backend_review.finding import Confidence, Match

_RULE = "transient-queue"
_DURABLE = {"python": "`durable=True`", "javascript": "`{ durable: true }`", "go": "`true` for `durable`"}


def judge(backend: Backend) -> Iterator[Match]:
    """A match at each declaration of a shared queue that is not durable, and at each message to a durable one that is not."""
    rabbit = Rabbit(backend)
    for queue in rabbit.queues:
        if queue.durable is False and _shared(queue):
            yield _queue(queue)
    durable = next((queue for queue in rabbit.queues if queue.durable and queue.passive is False), None)
    if durable is None:
        return
    for message in rabbit.messages:
        if message.persistent is False and not rabbit.is_fleeting(message):
            yield _message(message, durable)


def _shared(queue: Queue) -> bool:
    """Whether several consumers, one after the other, take work from a queue."""
    if queue.exclusive is not False or queue.auto_delete is not False or queue.passive is not False:
        return False
    return queue.named and not REPLIES.search(queue.shown) and not FLEETING.search(queue.shown)


def _queue(queue: Queue) -> Match:
    source = queue.source
    name = f"`{queue.shown}`"
    return source.match(
        _RULE,
        queue.call,
        f"The queue {name} is not durable, so it and all that waits in it are gone when the broker restarts. "
        f"Declare it with {_DURABLE[source.language]}, here and wherever else it is declared, and publish persistent messages.",
        trace=(source.step(queue.call, f"declares {name}, not durable"),),
    )


def _message(message: Publish, durable: Queue) -> Match:
    source = message.source
    written = source.code.text(message.key.node) if message.key is not None else ""
    what = f"The message to `{written}`" if written and len(written) < 60 else "This message"
    return source.match(
        _RULE,
        message.call,
        f"{what} is not persistent, so a durable queue such as `{durable.shown}` comes back empty when the broker restarts. "
        f"Publish it with {message.how}.",
        trace=(
            durable.source.step(durable.call, f"declares `{durable.shown}`, durable"),
            source.step(message.call, "publishes a message that is kept in memory only"),
        ),
        confidence=Confidence.MEDIUM,
    )
