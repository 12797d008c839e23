"""Running the pass for a finished review, so that whatever happens to it happens to it alone."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from backend_review.agents import Agent
from backend_review.catalog import Catalog
from backend_review.errors import UserError
from backend_review.finding import Finding
from backend_review.project.source import SourceFile
from backend_review.resources import cache_dir
from backend_review.review import Material, Report
from backend_review.reviewer.asking import Asker
from backend_review.reviewer.budget import Budget, Price, Prices
from backend_review.reviewer.cache import AnswerCache, installation_key
from backend_review.reviewer.client import ApiTransport, check_host, check_key, check_library
from backend_review.reviewer.outcome import Tokens, Transport
from backend_review.reviewer.prompt import Writer
from backend_review.reviewer.result import ModelReview, NotReviewed
from backend_review.reviewer.run import Job, Pass
from backend_review.reviewer.settings import Access, Settings


class Conditions(msgspec.Struct, frozen=True):
    """How a run of the pass is asked for: ``offline`` answers from the cache only, ``refresh`` asks for everything."""

    settings: Settings
    access: Access
    offline: bool = False
    refresh: bool = False
    cache: Path | None = None
    leave_out: frozenset[str] = frozenset()


def prepare(report: Report, catalog: Catalog, agents: Sequence[Agent]) -> Job | None:
    """The job for the pass; None when the review did not come to the code."""
    material = report.material
    if material is None:
        return None
    return Job(
        files=material.changed,
        base=material.base,
        findings=tuple(report.findings),
        catalog=catalog,
        agents=agents,
        backend=material.backend,
        look=lambda file: _look(material, file),
    )


def _look(material: Material, file: SourceFile) -> list[Finding] | None:
    """What the rules say of a file; None when they did not look at all of it."""
    inspection = material.look([file])
    blind = any(path in {"", file.path} for path, _ in inspection.blind())
    return None if blind else inspection.findings


def writer_of(conditions: Conditions) -> Writer:
    """What writes the requests of this installation."""
    settings = conditions.settings
    return Writer(settings.model, settings.effort, installation_key(conditions.cache))


def price_of(settings: Settings) -> Price:
    """What the dearest of the models of a pass costs. Raises UserError when that is not known."""
    own = {} if settings.price is None else {settings.model: msgspec.structs.asdict(settings.price)}
    prices = Prices.load(own)
    found = []
    for model in dict.fromkeys([settings.model, settings.verify_model or settings.model]):
        price = prices.of(model)
        if price is None:
            raise UserError(
                f"the price of '{model}' is not known, so no cap on money would hold",
                "set price = {input = ..., output = ...}, US dollars per million tokens, in your own configuration",
            )
        found.append(price)
    return max(found, key=lambda price: price.usd(Tokens(input=1000, output=1000)))


def budget_of(settings: Settings) -> Budget:
    """The caps of the settings. Raises UserError for a model of unknown price."""
    return Budget(settings.max_usd, settings.max_tokens, settings.max_requests, price_of(settings))


def conduct(job: Job, conditions: Conditions, say: Callable[[str], None] = lambda _: None) -> ModelReview:
    """Run the pass. Never raises for what goes wrong in it: that is in the review, as what was not reviewed."""
    started: list[Pass] = []
    try:
        return asyncio.run(conducted(job, conditions, say, started))
    except KeyboardInterrupt:
        review = started[0].review if started else ModelReview(model=conditions.settings.model)
        _failed(review, started[0] if started else None, "interrupted")
        return review


async def conducted(
    job: Job, conditions: Conditions, say: Callable[[str], None] = lambda _: None, started: list[Pass] | None = None
) -> ModelReview:
    """The same within a running event loop; ``started`` takes the pass, for those who may be interrupted."""
    settings = conditions.settings
    review = ModelReview(status="failed", model=settings.model)
    run: Pass | None = None
    try:
        run = Pass(job, settings, writer_of(conditions), say, conditions.leave_out)
        if started is not None:
            started.append(run)
        review = run.review
        asker = Asker(
            None if conditions.offline else lambda: _connect(conditions, say),
            AnswerCache(conditions.cache / "answers" if conditions.cache else None, conditions.refresh),
            budget_of(settings),
        )
        await run.run(asker)
    except UserError as error:
        _failed(review, run, f"{error.message}{f' ({error.hint})' if error.hint else ''}")
    except Exception as error:  # whatever it is: the review by the rules stands
        _failed(review, run, f"the pass itself failed: {type(error).__name__}")
    review.host = check_host(conditions.access.base_url)
    return review


def _failed(review: ModelReview, run: Pass | None, reason: str) -> None:
    """Say of everything that has no answer yet that it was not reviewed; half-checked comments are not shown."""
    known = {(item.path, item.start, item.end) for item in review.not_reviewed}
    review.comments, review.notes, review.summary = [], [], None
    for unit in run.plan.units if run is not None else ():
        if (unit.path, *unit.span) not in known:
            review.not_reviewed.append(NotReviewed(unit.path, reason, *unit.span))
    review.status = "failed"
    review.warnings.append(reason)


def _connect(conditions: Conditions, say: Callable[[str], None]) -> Transport:
    check_library()
    check_key(conditions.access.key)
    deadline = time.monotonic() + conditions.settings.max_seconds
    return ApiTransport(conditions.access.key, conditions.access.base_url, deadline=deadline, say=say)


def requests_folder() -> Path:
    """Where a dry run writes the requests, when nothing else is said."""
    return cache_dir() / "llm" / "requests"
