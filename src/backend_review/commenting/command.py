"""``backend-review comment --github``: a report in, comments on a pull request out."""

from __future__ import annotations

import os
import re
import sys

import msgspec

from backend_review.catalog import load_catalog
from backend_review.commenting.context import Target, find_target
from backend_review.commenting.github import GitHub
from backend_review.commenting.markers import NAME
from backend_review.commenting.plan import Plan, plan, summarise
from backend_review.commenting.report import Report, read_report
from backend_review.commenting.sender import Outcome, carry_out
from backend_review.commenting.state import PullRequest
from backend_review.commenting.texts import Link
from backend_review.commenting.transport import ApiError, ForbiddenError, Transport, checked_token
from backend_review.errors import UserError
from backend_review.escaping import visible
from backend_review.pages import rule_url

EXIT_DONE, EXIT_INCOMPLETE = 0, 3
_SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


class Options(msgspec.Struct, frozen=True):
    """The options as given. The token is none of them: it comes from the environment alone."""

    report: str
    github: bool = False
    repository: str | None = None
    pull_request: int | None = None
    api_url: str | None = None
    commit: str | None = None
    name: str = "default"
    max_comments: int = 30
    max_wait: float = 120.0
    forbidden_exit_code: int = EXIT_INCOMPLETE
    dry_run: bool = False


def comment(options: Options) -> int:
    """Comment, and return the exit code. Raises UserError for wrong usage."""
    if not options.github:
        raise UserError("comment: say where", "add --github")
    if not NAME.fullmatch(options.name):
        raise UserError("--id takes letters, digits, '_' and '.'")
    if options.commit is not None and not _SHA.fullmatch(options.commit):
        raise UserError("--commit takes the whole id of a commit")
    target = find_target(os.environ, options.repository, options.pull_request, options.api_url, options.commit)
    token = checked_token(os.environ.get("GITHUB_TOKEN", ""))
    if not token and not options.dry_run:
        raise UserError("comment: GITHUB_TOKEN is not set", "in GitHub Actions: env: GITHUB_TOKEN: ${{ github.token }}")
    report = read_report(options.report)
    transport = Transport(target.api, token, most_wait=options.max_wait)
    try:
        return _comment(report, target, options, transport)
    except ForbiddenError as error:
        _print_findings(report, transport)
        where = f"{target.repository}#{target.number}"
        _say(transport, f"the token may not comment on {where} ({error}); not all was posted")
        why = "a job needs 'permissions: pull-requests: write'; jobs of pull requests from forks may only read"
        if target.fork:
            why = "this pull request is from a fork, and its jobs get a token that may only read"
        _say(transport, f"  hint: {why}")
        return options.forbidden_exit_code
    except ApiError as error:
        _print_findings(report, transport)
        _say(transport, f"GitHub: {error}; not all was posted")
        return EXIT_INCOMPLETE


def _comment(report: Report, target: Target, options: Options, transport: Transport) -> int:
    github = GitHub(transport, target.graphql, target.repository, target.number)
    head = github.head()
    if target.head and target.head != head:
        _say(transport, f"the pull request has moved on to {head}; the review of that commit comments")
        return EXIT_DONE
    pull = github.state(head, options.name, may_write=not options.dry_run)
    if not pull.me and not options.dry_run:
        _say(transport, "GitHub does not say whose token this is: earlier comments are left as they are")
    link = _links()
    made = plan(report, pull, options.name, options.max_comments, link)
    if options.dry_run:
        sys.stdout.write(transport.redact(_described(report, pull, made, link)))
        return EXIT_DONE
    _say(transport, _told(carry_out(report, pull, made, github, link), made))
    return EXIT_DONE


def _links() -> Link:
    """Addresses of the pages of shipped rules."""
    rules = load_catalog().rules
    return lambda rule: rule_url(rules[rule]) if rule in rules else None


def _told(outcome: Outcome, made: Plan) -> str:
    parts = [
        (outcome.posted, "posted"),
        (outcome.rewritten, "updated"),
        (made.kept - len(made.rewrites), "left as they are"),
        (outcome.resolved, "resolved"),
        (outcome.marked, "marked as fixed"),
        (len(outcome.refused), "moved to the summary: GitHub did not take their lines"),
        (made.later, "left for the next run"),
    ]
    comments = ", ".join(f"{count} {what}" for count, what in parts if count > 0) or "none"
    return f"comments: {comments}; summary: {'written' if outcome.summary else 'as it was'}"


def _described(report: Report, pull: PullRequest, made: Plan, link: Link) -> str:
    """What would be sent, as text."""
    lines = [f"would be posted on pull request {pull.number} at {made.commit}:", ""]
    if made.review is not None:
        lines += [f"-- review with {len(made.review.comments)} line comments"]
        for item in made.review.comments:
            place = item.anchor
            lines += [f"-- comment on {place.path}:{place.start}-{place.line}", item.body]
    lines += [f"-- new text for comment {item.comment.id}\n{item.body}" for item in made.rewrites]
    lines += [f"-- resolve comment {item.comment.id} on {item.comment.path}" for item in made.settled]
    written = summarise(report, pull, made, (), link)
    if written is not None:
        lines += [f"-- new text for summary {written.id}" if written.id else "-- new summary", written.body]
    if len(lines) == 2:
        lines += ["nothing"]
    return "\n".join(visible(line) for text in lines for line in text.split("\n")) + "\n"


def _print_findings(report: Report, transport: Transport) -> None:
    """The findings, one a line, for whoever reads the job's log."""
    for finding in report.findings:
        text = f"{finding.path}:{finding.start.line}:{finding.start.column}: {finding.severity.value} {finding.rule}: "
        sys.stdout.write(transport.redact(visible(text + " ".join(finding.message.split()))) + "\n")
    sys.stdout.flush()


def _say(transport: Transport, text: str) -> None:
    sys.stderr.write(transport.redact(f"backend-review: {visible(text)}\n"))
