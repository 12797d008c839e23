"""What would be sent, to whom, and for how much: said without sending anything."""

from __future__ import annotations

import json
from pathlib import Path

from backend_review.errors import UserError
from backend_review.reviewer.budget import estimate_tokens
from backend_review.reviewer.cache import AnswerCache, write_private
from backend_review.reviewer.conduct import Conditions, price_of, writer_of
from backend_review.reviewer.outcome import Tokens
from backend_review.reviewer.prompt import MAX_ANSWER_TOKENS
from backend_review.reviewer.run import Job, Pass

_LISTED = 40
_USUAL_ANSWER = 4_000  # tokens of answer and thought, for the estimate; the budget reserves the most there can be


def dry_run(job: Job, conditions: Conditions, folder: Path) -> str:
    """Write the exact requests of the first kind into a folder and describe them. Raises UserError when it cannot.

    What checks the comments and writes the summary depends on the answers: it is estimated only.
    """
    settings = conditions.settings
    run = Pass(job, settings, writer_of(conditions))
    requests = run.requests()
    cache = AnswerCache(conditions.cache / "answers" if conditions.cache else None, conditions.refresh)
    price = price_of(settings)
    lines = [
        f"host      {conditions.access.base_url}",
        f"model     {settings.model}, effort {settings.effort}",
        f"agents    {', '.join(agent.name for agent in job.agents)}",
        f"requests  {len(requests)}, and up to {len(requests) + 1} more to check comments and to sum up",
    ]
    tokens = kept = 0
    usd = 0.0
    for number, request in enumerate(requests, 1):
        needed = estimate_tokens(request.body)
        tokens += needed
        if cache.get(request.body) is not None:
            kept += 1
        else:
            usd += price.usd(Tokens(needed, _USUAL_ANSWER)) + price.usd(Tokens(needed, _USUAL_ANSWER // 2))
        text = json.dumps(request.body, indent=2, ensure_ascii=False)
        try:
            write_private(folder / f"request-{number:03}.json", text.encode("utf-8", errors="replace"))
        except OSError as error:
            raise UserError(f"--llm-requests: cannot write into {folder}: {error.strerror}") from error
    most = sum(price.usd(Tokens(estimate_tokens(request.body), MAX_ANSWER_TOKENS)) for request in requests)
    lines += [
        f"tokens    about {tokens:,} in (an estimate: {len(run.plan.units)} parts, {run.review.lines:,} lines)",
        f"price     about ${usd:.2f}, at most ${min(settings.max_usd, most * 2):.2f}; "
        f"the cap is ${settings.max_usd:.2f}",
    ]
    if kept:
        lines.append(f"kept      {kept} of the answers are in the cache and cost nothing")
    lines.append(f"written   {folder}")
    lines.append("")
    lines.append("files")
    by_path: dict[str, int] = {}
    for unit in run.plan.units:
        by_path[unit.path] = by_path.get(unit.path, 0) + len(unit.lines)
    lines += [f"  {path}: {count} lines" for path, count in list(by_path.items())[:_LISTED]]
    if len(by_path) > _LISTED:
        lines.append(f"  and {len(by_path) - _LISTED} more")
    if run.review.left_out:
        lines.append(run.review.left_out_text)
    if run.plan.not_sent:
        lines.append("not sent")
        lines += [f"  {item.path}: {item.reason}" for item in run.plan.not_sent[:_LISTED]]
    return "\n".join(lines) + "\n"
