"""Asynq's inspector, which lists what is in the queues. https://pkg.go.dev/github.com/hibiken/asynq#Inspector

``inspector.ListPendingTasks(queue, asynq.PageSize(20), asynq.Page(1))``: without an option it gives thirty.
"""

from __future__ import annotations

from backend_review.model.libraries import Rule
from backend_review.model.uses import Use, does, makes, table
from backend_review.model.values import Unknown, Value

_ASYNQ = "github.com/hibiken/asynq"
INSPECTOR = "asynq.Inspector"
TYPES = {f"{_ASYNQ}.Inspector": INSPECTOR}


def _page(use: Use) -> Value:
    use.emit("read_many", use.method.removeprefix("List"), "parameter" if len(use.args) > 1 else "constant")
    return Unknown()


def _all(use: Use) -> Value:
    use.emit("read_many", use.method)
    return Unknown()


RULES: dict[str, Rule] = {
    f"{_ASYNQ}.NewInspector": makes(INSPECTOR, "connect"),
    **table(
        INSPECTOR,
        "ListPendingTasks ListActiveTasks ListScheduledTasks ListRetryTasks ListArchivedTasks ListCompletedTasks "
        "ListAggregatingTasks ListSchedulerEnqueueEvents",
        _page,
    ),
    **table(INSPECTOR, "Queues Groups Servers SchedulerEntries", _all),
    **table(INSPECTOR, "GetQueueInfo GetTaskInfo", does("read_one")),
    **table(INSPECTOR, "DeleteQueue DeleteTask", does("delete")),
}
