"""The pass: units → requests → answers → comments that were checked → a review of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from backend_review.agents import Agent, ChecklistItem
from backend_review.backend import Backend
from backend_review.catalog import Catalog
from backend_review.finding import Finding
from backend_review.project.source import SourceFile
from backend_review.reviewer import comments as placing
from backend_review.reviewer import suggestions
from backend_review.reviewer.anchor import anchor
from backend_review.reviewer.answers import Answer, Asked, read
from backend_review.reviewer.asking import Asker
from backend_review.reviewer.comments import Placed
from backend_review.reviewer.context import context_of, findings_in
from backend_review.reviewer.outcome import Kind
from backend_review.reviewer.personas import asked_about, persona_of
from backend_review.reviewer.prompt import Writer
from backend_review.reviewer.result import CONFIDENCES, Comment, ModelReview, NotReviewed, Span, Verdict
from backend_review.reviewer.settings import Settings, patterns
from backend_review.reviewer.short_answers import Judged, read_summary, read_verdicts
from backend_review.reviewer.units import Plan, Unit, plan

AT_ONCE = 4
_MATERIAL_FINDINGS = 200
_DROPPED_TOO_MANY = 0.2


class Job(msgspec.Struct, frozen=True):
    """What the pass is given: copies of the finished review, and ways to ask about the code.

    ``base`` has the files as they were, by their present paths, when only a change is reviewed. ``look`` runs the
    rules over one file that exists in memory only.
    """

    files: Sequence[SourceFile]
    base: Mapping[str, SourceFile] | None
    findings: tuple[Finding, ...]
    catalog: Catalog
    agents: Sequence[Agent]
    backend: Callable[[], Backend]
    look: Callable[[SourceFile], list[Finding] | None]


class Request(msgspec.Struct, frozen=True):
    """A request of the first kind: what is sent, and what its answer must fit."""

    pack: Sequence[Unit]
    context: str
    body: dict[str, Any]
    receipt: str
    checklist: Sequence[ChecklistItem]
    findings: dict[str, Finding]


class Pass:
    """One run of the pass over a job."""

    def __init__(
        self,
        job: Job,
        settings: Settings,
        writer: Writer,
        say: Callable[[str], None] = lambda _: None,
        leave_out: frozenset[str] = frozenset(),
    ) -> None:
        """``leave_out``: what the model is not told (``context``, ``findings``) or asked for (``summary``)."""
        self.leave_out = leave_out
        self.job = job
        self.settings = settings
        self.writer = writer
        self.say = say
        self.plan: Plan = plan(job.files, job.base, settings.never_send, patterns(settings))
        self.review = ModelReview(model=settings.model, agents=tuple(agent.name for agent in job.agents))
        self.review.units = len(self.plan.units)
        self.review.lines = sum(len(unit.lines) for unit in self.plan.units)
        self.review.not_reviewed = list(self.plan.not_sent)
        self.review.left_out = self.plan.left_out
        self._done = 0
        self._dropped_of = 0
        self._context: dict[str, str] = {}

    def requests(self) -> list[Request]:
        """The requests of the first kind, in order: what a dry run shows."""
        return [self._request(pack) for pack in self.plan.packs]

    def _request(self, pack: Sequence[Unit]) -> Request:
        told = () if "findings" in self.leave_out else findings_in(self.job.findings, pack)
        found = {f"F{number}": item for number, item in enumerate(told, 1)}
        checklist = asked_about(self.job.agents, self.job.catalog, pack)
        context = self._context_of(pack)
        body, receipt = self.writer.review(pack, context, checklist, list(found.items()), persona_of(self.job.agents))
        return Request(pack, context, body, receipt, checklist, found)

    def _context_of(self, pack: Sequence[Unit]) -> str:
        name = pack[0].id
        if "context" in self.leave_out:
            return ""
        if name not in self._context:
            try:
                self._context[name] = context_of(self.job.backend(), pack)
            except Exception as error:  # the model of hostile code may fail: the code itself is still reviewed
                self._warn(f"the backend was not understood, so less is told beside the code: {type(error).__name__}")
                self._context[name] = ""
        return self._context[name]

    def _warn(self, text: str) -> None:
        if text not in self.review.warnings:
            self.review.warnings.append(text)

    async def run(self, asker: Asker) -> ModelReview:
        """Ask for everything, and say what came of it."""
        try:
            reviewed = await self._reviewed(asker)
            self._publish(await self._refuted(reviewed, asker))
            if self._done and "summary" not in self.leave_out:
                await self._summarise(asker)
        finally:
            self.review.usage = asker.usage
            self.review.answered_by = sorted(asker.answered_by)
            self.review.warnings += [text for text in asker.warnings if text not in self.review.warnings]
            self.review.status = self._status()
            await asker.close()
        return self.review

    def _status(self) -> str:
        if not self.plan.packs:
            return "skipped" if not self.review.not_reviewed else "partial"
        if not self._done:
            return "failed"
        return "partial" if self.review.not_reviewed else "complete"

    async def _reviewed(self, asker: Asker) -> list[tuple[Request, list[Placed]]]:
        """The comments of each request. The first goes alone: a wrong key or an unknown model ends the pass there."""
        limit = asyncio.Semaphore(AT_ONCE)

        async def one(pack: Sequence[Unit]) -> list[tuple[Request, list[Placed]]]:
            async with limit:
                return await self._pack(pack, asker, may_split=True)

        first, rest = self.plan.packs[:1], self.plan.packs[1:]
        results = [await one(pack) for pack in first]
        results += await asyncio.gather(*(one(pack) for pack in rest))
        return [item for result in results for item in result]

    async def _pack(self, pack: Sequence[Unit], asker: Asker, may_split: bool) -> list[tuple[Request, list[Placed]]]:
        request = self._request(pack)
        asked = Asked(
            receipt=request.receipt,
            units=frozenset(unit.id for unit in pack),
            checklist=tuple(item.id for item in request.checklist),
            findings=frozenset(request.findings),
        )
        got = await asker.ask(request.body, lambda text: read(text, asked))
        if got.answer is not None:
            self._done += len(pack)
            self.say(f"{self._done} of {self.review.units} parts read by the model, ${asker.usage.usd:.2f}")
            return [(request, self._placed(got.answer, request))]
        halves = _halves(pack) if may_split and got.kind is Kind.TRUNCATED else []
        if halves:
            return [item for half in halves for item in await self._pack(half, asker, may_split=False)]
        reason = got.kind.value + (f": {got.detail}" if got.detail else "")
        self.review.not_reviewed += [NotReviewed(unit.path, reason, *unit.span) for unit in pack]
        return []

    def _placed(self, answer: Answer, request: Request) -> list[Placed]:
        self.review.dropped.update(answer.problems)
        units = {unit.id: unit for unit in request.pack}
        placed = []
        for raw in answer.comments:
            self._dropped_of += 1
            item = placing.place(raw, units, request.findings, self.review.dropped)
            if item is not None:
                placed.append(item)
        worst = [item for item in request.findings.values() if item.severity.value == "error"]
        if worst and answer.coverage and set(answer.coverage.values()) == {"no_issue"}:
            paths = ", ".join(sorted({item.path for item in worst}))
            self._warn(
                f"the model found nothing at all in {paths}, where a rule found an error: do not rely on it there"
            )
        if answer.instructions_seen:
            paths = ", ".join(
                sorted({units[item.unit_id].path for item in answer.instructions_seen if item.unit_id in units})
            )
            if paths:
                self._warn(f"text that speaks to a reviewer stands in {paths}")
        placed = placing.once(placed, self.review.hidden)
        return placing.worth_showing(placed, self.job.base is not None, self.settings.show_low, self.review.hidden)

    async def _refuted(self, reviewed: list[tuple[Request, list[Placed]]], asker: Asker) -> list[Placed]:
        """The comments that nothing disproved. Those that only add to a finding are told apart before."""
        wanted = []
        for request, placed in reviewed:
            claims = []
            for item in placed:
                finding = placing.folded(item.comment, self.job.findings)
                if finding is None:
                    claims.append(item)
                else:
                    self._note(msgspec.structs.replace(item.comment, finding=finding.fingerprint))
            wanted.append((request, claims))
        if not self.settings.verify:
            return [item for _, claims in wanted for item in claims]
        limit = asyncio.Semaphore(AT_ONCE)

        async def one(request: Request, claims: list[Placed]) -> list[Placed]:
            async with limit:
                return await self._refute(request, claims, asker) if claims else []

        results = await asyncio.gather(*(one(request, claims) for request, claims in wanted))
        return [item for result in results for item in result]

    def _note(self, comment: Comment) -> None:
        """Keep what adds to a finding: one note for each, the one most worth showing."""
        known = next((note for note in self.review.notes if note.finding == comment.finding), None)
        self.review.hidden["more than are shown"] += int(known is not None)
        if known is None or placing.rank(comment) > placing.rank(known):
            self.review.notes = [note for note in self.review.notes if note is not known] + [comment]

    async def _refute(self, request: Request, claims: list[Placed], asker: Asker) -> list[Placed]:
        named = {f"C{number}": item for number, item in enumerate(claims, 1)}
        body, receipt = self.writer.refute(
            request.pack,
            request.context,
            [(name, item.unit.id, item.quote, _claim(item.comment)) for name, item in named.items()],
            self.settings.verify_model,
        )
        got = await asker.ask(body, lambda text: read_verdicts(text, receipt, named))
        verdicts: Mapping[str, Judged] = got.answer or {}
        units = {unit.id: unit for unit in request.pack}
        kept = []
        for name, item in named.items():
            judged = verdicts.get(name)
            comment = item.comment
            if judged is None:
                kept.append(item)  # not verified, and shown as such
                continue
            if judged.verdict == "refuted":
                unit = units.get(judged.unit_id)
                if unit is not None and isinstance(anchor(judged.quote, 0, placing.shown(unit)), Span):
                    self.review.hidden["disproved by the second reading"] += 1
                    self.review.refuted.append(comment)
                    continue
                comment = msgspec.structs.replace(comment, verdict=Verdict.CANNOT_TELL, confidence=CONFIDENCES[0])
            else:
                comment = msgspec.structs.replace(comment, verdict=Verdict(judged.verdict))
            kept.append(msgspec.structs.replace(item, comment=comment))
        return kept

    def _publish(self, placed: list[Placed]) -> None:
        by_path = {file.path: file for file in self.job.files}
        rules = {finding.fingerprint: finding.rule for finding in self.job.findings}
        for item in placing.few(placed, self.review.hidden):
            comment = item.comment
            if item.replacement.strip("\n"):
                file = by_path[comment.span.path]
                made = suggestions.check(
                    file, comment.span, item.replacement, rules.get(comment.finding, ""), self.job.look
                )
                comment = (
                    msgspec.structs.replace(comment, suggestion=made)
                    if isinstance(made, str)
                    else msgspec.structs.replace(comment, unproven=made.value)
                )
            self.review.comments.append(comment)
        self.review.notes.sort(key=lambda note: (note.span, note.category))
        lost = sum(self.review.dropped.values())
        if self._dropped_of and lost > _DROPPED_TOO_MANY * self._dropped_of:
            self._warn(
                f"{lost} of {self._dropped_of} comments were dropped because what they say of the code is not there"
            )

    async def _summarise(self, asker: Asker) -> None:
        findings = {f"F{number}": item for number, item in enumerate(self.job.findings[:_MATERIAL_FINDINGS], 1)}
        body, receipt = self.writer.summary(self._material(findings))
        got = await asker.ask(body, lambda text: read_summary(text, receipt, findings))
        if got.answer is None:
            self._warn(f"no summary: {got.kind.value}")
            return
        groups = tuple(
            msgspec.structs.replace(group, findings=tuple(findings[name].fingerprint for name in group.findings))
            for group in got.answer.groups
        )
        self.review.summary = msgspec.structs.replace(got.answer, groups=groups)

    def _material(self, findings: Mapping[str, Finding]) -> str:
        changed = []
        for unit in self.plan.units:
            first, last = unit.span
            changed.append(f"- {unit.path}:{first}-{last}, {len(unit.changed)} changed lines")
            changed += [
                f"    {unit.lines[number].strip()[:160]}"
                for number in sorted(unit.changed)
                if unit.lines[number][:1].strip() and unit.lines[number].strip()
            ][:20]
        told = [
            f"- {name}: {item.path}:{item.start.line} [{item.rule}, {item.severity.value}] "
            f"{' '.join(item.message.split())}"
            for name, item in findings.items()
        ]
        said = [
            f"- {item.span.path}:{item.span.start} [{item.category}, {item.severity}, {item.confidence}] "
            f"{item.title}: {item.body}"
            for item in [*self.review.comments, *self.review.notes]
        ]
        missing = [f"- {item.path}: {item.reason}" for item in self.review.not_reviewed]
        return "\n".join(
            [
                "Code:", *changed, "", "Findings of the rules:", *(told or ["(none)"]), "", "Comments:",
                *(said or ["(none)"]), "", "Not reviewed:", *(missing or ["(nothing)"]),
            ]
        )  # fmt: skip


def _claim(comment: Comment) -> str:
    return f"[{comment.category}, {comment.severity}] {comment.title}. {comment.body} {comment.reasoning}".strip()


def _halves(pack: Sequence[Unit]) -> list[list[Unit]]:
    """A pack in two: by units, or the lines of its one unit; nothing when it cannot be made smaller."""
    if len(pack) > 1:
        middle = len(pack) // 2
        return [list(pack[:middle]), list(pack[middle:])]
    unit = pack[0]
    numbers = sorted(unit.lines)
    if len(numbers) < 2:
        return []
    middle = len(numbers) // 2
    return [
        [
            msgspec.structs.replace(
                unit,
                id=f"{unit.id}{letter}",
                lines={number: unit.lines[number] for number in part},
                changed=unit.changed & set(part),
            )
        ]
        for letter, part in (("a", numbers[:middle]), ("b", numbers[middle:]))
    ]
