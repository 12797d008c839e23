"""The model pass as it is asked for on the command line: settings and caps, known before anything runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from backend_review.agents import Agent
from backend_review.errors import UserError
from backend_review.project import git
from backend_review.review import Report
from backend_review.reviewer.result import ModelReview
from backend_review.states import Request

if TYPE_CHECKING:
    from backend_review.reviewer.conduct import Conditions

_REPLACES = {
    "llm_model": "model", "llm_effort": "effort", "llm_max_usd": "max_usd", "llm_max_tokens": "max_tokens",
    "llm_max_requests": "max_requests", "llm_max_seconds": "max_seconds",
}  # fmt: skip

_ONLY_WITH_IT = (
    "dry_run", "agent", "llm_no_verify", "llm_offline", "llm_refresh", "llm_required", "llm_requests", *_REPLACES,
)  # fmt: skip


def wanted(options: Any) -> Conditions | None:
    """The conditions of the pass; None when it is not asked for. Raises UserError for what cannot be right.

    Only the command line and the user's own configuration are asked, never the project's.
    """
    from backend_review.reviewer import settings as own

    settings = own.user_settings()
    if not options.llm and not settings.enabled:
        for name in _ONLY_WITH_IT:
            if getattr(options, name):
                raise UserError(f"--{name.replace('_', '-')} is about the model pass", "add --llm")
        return None
    from backend_review.reviewer.client import check_host
    from backend_review.reviewer.conduct import Conditions, budget_of

    given = {field: value for name, field in _REPLACES.items() if (value := getattr(options, name)) is not None}
    settings = msgspec.structs.replace(
        settings,
        **given,
        agents=[*settings.agents, *options.agent],
        verify=settings.verify and not options.llm_no_verify,
    )
    settings = own.checked(settings, "command line")
    budget_of(settings)
    access = own.access(settings)
    check_host(access.base_url)
    return Conditions(settings, access, offline=options.llm_offline, refresh=options.llm_refresh)


def agents(request: Request, conditions: Conditions) -> list[Agent]:
    """The reviewers that the model is to be. Raises UserError for one that cannot be had."""
    from backend_review.reviewer.personas import find_agents

    return find_agents(conditions.settings.agents, request.root, _earlier(request))


def described(
    report: Report, request: Request, conditions: Conditions, reviewers: list[Agent], folder: Path | None
) -> str:
    """What the pass would send; the requests are written into the folder."""
    from backend_review.reviewer.conduct import prepare, requests_folder
    from backend_review.reviewer.dry_run import dry_run

    job = prepare(report, request.catalog, reviewers)
    return dry_run(job, conditions, folder or requests_folder()) if job is not None else "nothing to send\n"


def run(report: Report, request: Request, conditions: Conditions, reviewers: list[Agent]) -> ModelReview:
    """Run the pass over a finished review."""
    from backend_review.reporters import progress
    from backend_review.reviewer.conduct import conduct, prepare

    job = prepare(report, request.catalog, reviewers)
    if job is None:
        return ModelReview(status="failed", warnings=["the review did not come to the code"])
    with progress() as say:
        return conduct(job, conditions, say)


def _earlier(request: Request) -> Callable[[str], bytes | None] | None:
    """How to read a file of the base; None when there is no base."""
    if request.diff is None:
        return None
    ref = request.diff

    def read(path: str) -> bytes | None:
        return git.read_file(request.root, git.merge_base(request.root, ref), path)

    return read
