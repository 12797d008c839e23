"""Messages that a consumer rejects for good in a project where nothing keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._rabbit import Rabbit
from backend_review.checks._rabbit_calls import Reject, speaks
from backend_review.finding import Match

_RULE = "missing-dead-letter"
_KEPT = re.compile(
    r"(?i)dead[-_. ]?letter|\bdlx\b|\bdlq\b|\bdlt\b|[-_.](?:dlx|dlq)\b|\b(?:dlx|dlq)[-_.]|parking[-_ ]?lot|poison[-_ ]?(?:queue|message)"
)
# The message is put elsewhere before it is thrown away.
_MOVED = re.compile(
    r"(?i)basic_publish\(|\.publish\w*\(|sendToQueue\(|\.send\(|\w*(?:save|store|insert|record|persist|archive|mark)\w*_?(?:fail|error|dead|poison)\w*\("
)


def judge(backend: Backend) -> Iterator[Match]:
    """A match at the first message that each file throws away, when the project has no dead-letter exchange."""
    rabbit = Rabbit(backend)
    thrown: dict[str, list[Reject]] = {}
    for rejection in rabbit.rejections:
        source = rejection.source
        declared = [queue.exclusive for queue in rabbit.queues if queue.source is source]
        if declared and all(declared):
            continue  # queues of this consumer alone, gone when it is
        if rejection.requeue is False and not _MOVED.search(source.around(rejection.call.node)):
            thrown.setdefault(source.file.path, []).append(rejection)
    if not thrown or rabbit.says(_KEPT):
        return
    for found in thrown.values():
        first, *others = sorted(found, key=lambda rejection: rejection.call.node.start_byte)
        yield _match(rabbit, first, others)


def _match(rabbit: Rabbit, first: Reject, others: list[Reject]) -> Match:
    source = first.source
    again = f" (as {len(others)} more in this file do)" if others else ""
    if first.message == "`process`":
        what = f"When the handler fails, {first.message} rejects the message without requeueing it"
    else:
        what = f"This {first.message} throws the message away"
    files = len([item for item in rabbit.sources if speaks(item)])
    return source.match(
        _RULE,
        first.call,
        f"{what}{again}, and no queue declared in the {files or len(rabbit.sources)} files that speak to RabbitMQ has a dead-letter "
        "exchange, so it is gone for good. Declare the queue with `x-dead-letter-exchange` and bind a queue that somebody looks at.",
        trace=tuple(source.step(item.call, "rejects a message for good") for item in (first, *others[:4])),
    )
