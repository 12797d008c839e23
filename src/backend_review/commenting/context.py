"""Which pull request: from options, or from what GitHub Actions says about the job.

https://docs.github.com/en/actions/reference/variables-reference
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from backend_review.commenting.transport import checked_base
from backend_review.errors import UserError

_REPOSITORY = re.compile(r"[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}")
_REF = re.compile(r"refs/pull/(\d{1,12})/(?:merge|head)")
_LARGEST_EVENT = 25 * 1024 * 1024
PUBLIC = "https://api.github.com"


class Target(msgspec.Struct, frozen=True):
    """A pull request. ``head`` is the commit that the report is about, "" when nobody says."""

    api: str
    repository: str
    number: int
    head: str = ""
    fork: bool = False

    @property
    def graphql(self) -> str:
        """GraphQL's address: beside REST on github.com, next to it on a server of one's own."""
        return f"{self.api.removesuffix('/v3')}/graphql"


def find_target(
    environment: Mapping[str, str], repository: str | None, number: int | None, api: str | None, commit: str | None
) -> Target:
    """The pull request that is meant. Raises UserError when nothing says which."""
    base = checked_base(api or environment.get("GITHUB_API_URL") or PUBLIC, "--api-url" if api else "GITHUB_API_URL")
    name = repository or environment.get("GITHUB_REPOSITORY", "")
    if not _REPOSITORY.fullmatch(name) or ".." in name:
        what = f"'{name[:100]}' is not OWNER/NAME" if name else "no repository"
        raise UserError(f"comment: {what}", "give --repository OWNER/NAME, or run it in GitHub Actions")
    event = _event(environment.get("GITHUB_EVENT_PATH", ""))
    pull = _pull_of(event)
    if number is None:
        number = _number(pull) or _number(event.get("issue"))
    if number is None and (found := _REF.fullmatch(environment.get("GITHUB_REF", ""))):
        number = int(found.group(1))
    if number is None:
        raise UserError("comment: no pull request", "give --pull-request N, or run it for the event pull_request")
    same = _number(pull) == number
    head = _inside(pull, "head", "sha") if same else None
    fork = _inside(pull, "head", "repo", "full_name") if same else None
    return Target(
        api=base,
        repository=name,
        number=number,
        head=commit or (head if isinstance(head, str) else ""),
        fork=isinstance(fork, str) and fork.lower() != name.lower(),
    )


def _event(path: str) -> dict[str, Any]:
    """What set the job off; {} when there is no file or it holds something else."""
    if not path:
        return {}
    try:
        with Path(path).open("rb") as file:
            event = msgspec.json.decode(file.read(_LARGEST_EVENT))
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return {}
    return event if isinstance(event, dict) else {}


def _pull_of(event: dict[str, Any]) -> Any:
    """The pull request of an event; of ``workflow_run`` where it names exactly one."""
    listed = _inside(event, "workflow_run", "pull_requests")
    if isinstance(listed, list) and len(listed) == 1:
        return listed[0]
    return event.get("pull_request")


def _number(item: Any) -> int | None:
    number = _inside(item, "number")
    return number if isinstance(number, int) and not isinstance(number, bool) and number > 0 else None


def _inside(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value
