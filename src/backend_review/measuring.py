"""``eval-llm``: the pass, run over modules with planted bugs as it is run over anybody's code, and scored."""

from __future__ import annotations

import asyncio
import datetime
import hashlib
import importlib.metadata
import sys
from pathlib import Path

import msgspec

from backend_review import __version__
from backend_review.catalog import Catalog, load_catalog
from backend_review.config import Config
from backend_review.errors import UserError
from backend_review.resources import cache_dir, data_dir
from backend_review.review import Report, review
from backend_review.reviewer import prompt
from backend_review.reviewer import settings as own
from backend_review.reviewer.client import check_host, check_key, check_library
from backend_review.reviewer.conduct import Conditions, budget_of, conducted, prepare
from backend_review.reviewer.evaluation import report
from backend_review.reviewer.evaluation.cases import units
from backend_review.reviewer.evaluation.run import evaluate
from backend_review.reviewer.evaluation.score import Reviewed
from backend_review.reviewer.personas import DEFAULT, find_agents
from backend_review.states import Request

_AT_ONCE = 4
_MOST_FOR_ONE = 1.0  # US dollars; a case is a page of code


class Options(msgspec.Struct, frozen=True):
    """The options of ``eval-llm``, as given."""

    max_usd: float
    repeats: int = 3
    cases: int | None = None
    llm_model: str | None = None
    llm_effort: str | None = None
    no_verify: bool = False
    no_context: bool = False
    no_findings: bool = False
    offline: bool = False
    form: str = "markdown"
    output: str = "-"


def run(options: Options) -> None:
    """Measure, and write the figures. Raises UserError for what the person asking can mend."""
    conditions = _conditions(options)
    if not options.offline:
        check_library()
        check_key(conditions.access.key)
    catalog = load_catalog()
    agents = find_agents([], data_dir("agents"), None)
    folder = cache_dir() / "llm" / "evaluation"
    one_at_a_time = asyncio.Lock()  # parsers and caches of syntax are made for one review in a process

    async def reviewer(root: Path, repeat: int) -> Reviewed:
        ours = msgspec.structs.replace(conditions, cache=folder / str(repeat))
        async with one_at_a_time:
            done = await asyncio.to_thread(_by_rules, root, catalog)
        job = prepare(done, catalog, agents)
        if job is None:
            raise UserError("a case could not be read")
        made = await conducted(job, ours)
        return Reviewed(made, made.refuted)

    evaluation = asyncio.run(
        evaluate(
            reviewer,
            repeats=options.repeats,
            at_once=_AT_ONCE,
            max_usd=options.max_usd,
            only=units()[: options.cases] if options.cases else None,
            say=lambda text: print(text, file=sys.stderr),  # noqa: T201
        )
    )
    answered = {name for item in evaluation.runs for name in item.reviewed.review.answered_by}
    about = report.About(
        model=conditions.settings.model,
        date=datetime.datetime.now(datetime.timezone.utc).date().isoformat(),
        sdk=_version("anthropic"),
        tool=__version__,
        prompt=_prompt(),
        answered_by=tuple(sorted(answered)),
        options={
            "effort": conditions.settings.effort,
            "repeats": str(options.repeats),
            **{name: "yes" for name in ("no_verify", "no_context", "no_findings") if getattr(options, name)},
        },
        recorded=options.offline,
    )
    text = report.to_json(about, evaluation) if options.form == "json" else report.to_markdown(about, evaluation)
    if options.output == "-":
        sys.stdout.write(text)
        return
    try:
        Path(options.output).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UserError(f"--output: cannot write {options.output}: {error.strerror}") from error


def _conditions(options: Options) -> Conditions:
    settings = own.user_settings()
    settings = msgspec.structs.replace(
        settings,
        model=options.llm_model or settings.model,
        effort=options.llm_effort or settings.effort,
        max_usd=min(options.max_usd, _MOST_FOR_ONE),
        verify=settings.verify and not options.no_verify,
        agents=[DEFAULT],
    )
    settings = own.checked(settings, "command line")
    budget_of(settings)
    access = own.access(settings)
    check_host(access.base_url)
    without = {"summary"} | {name for name in ("context", "findings") if getattr(options, f"no_{name}")}
    return Conditions(settings, access, offline=options.offline, leave_out=frozenset(without))


def _by_rules(root: Path, catalog: Catalog) -> Report:
    return review(Request(root=root, paths=[root], known=catalog, catalog=catalog, config=Config(), jobs=1))


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def _prompt() -> str:
    """What stands for the texts that every request has in common."""
    return hashlib.sha256(Path(prompt.__file__).read_bytes()).hexdigest()[:12]
