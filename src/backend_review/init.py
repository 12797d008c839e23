"""``backend-review init``: a project's configuration, hook, CI job and baseline, written where there are none yet.

What is there is never overwritten: a file that others share (``pyproject.toml``, ``.pre-commit-config.yaml``,
``.gitlab-ci.yml``) gets some lines at its end, after a yes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from backend_review import __version__
from backend_review.config import FILE_NAMES, load_config
from backend_review.errors import UserError
from backend_review.index.project import Project
from backend_review.index.syntax import LANGUAGES
from backend_review.model.unresolved import imported
from backend_review.project.files import collect
from backend_review.writing import Change, write_changes, write_whole

BASELINE = "backend-review-baseline.json"
_REPOSITORY = "https://github.com/backend-review/backend-review"
_NAMES = {"python": "Python", "javascript": "JavaScript", "typescript": "TypeScript", "go": "Go"}

_WORKFLOW = f"""\
name: backend-review
on: pull_request
permissions:
  contents: read
jobs:
  review:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: backend-review/backend-review@v{__version__}
"""
_HOOK = f"""\
- repo: {_REPOSITORY}
  rev: v{__version__}
  hooks:
    - id: backend-review
"""
_INCLUDE = f"""\
include:
  - remote: https://raw.githubusercontent.com/backend-review/backend-review/v{__version__}/ci/gitlab.yml
"""


class Stack(msgspec.Struct, frozen=True):
    """What a project is made of: files by language, and the web frameworks it imports."""

    languages: dict[str, int]
    frameworks: Sequence[str]
    github: bool
    gitlab: bool

    def told(self) -> str:
        """One line for people."""
        counts = sorted(self.languages.items(), key=lambda item: -item[1])
        files = ", ".join(f"{_NAMES[name]} ({count} file{'s' * (count != 1)})" for name, count in counts)
        return (files or "no code that is reviewed here") + (
            f"; {', '.join(self.frameworks)}" if self.frameworks else ""
        )


class Step(msgspec.Struct, frozen=True):
    """Something to write: a file of its own, or lines at the end of one (``before`` is its content then).

    ``by_hand`` says what to put where in a file that is not understood well enough to be written to.
    """

    path: Path
    text: str
    what: str
    before: bytes | None = None
    by_hand: bool = False


def detect(root: Path) -> Stack:
    """The stack of the project below a folder, from its files alone; nothing of it is run."""
    files = collect(root, [root], load_config(root, root).config.exclude).files
    languages = Counter(file.language for file in files if file.language in LANGUAGES and file.role != "frontend")
    frameworks = imported(list(Project(files).modules()), known=True)
    hosts = (root / ".git" / "config").read_text(errors="replace") if (root / ".git" / "config").is_file() else ""
    gitlab = (root / ".gitlab-ci.yml").exists() or "gitlab" in hosts
    github = (root / ".github").is_dir() or "github.com" in hosts
    return Stack(dict(languages), sorted(frameworks), github, gitlab)


def plan(root: Path, stack: Stack, baseline: bool, ci: str, hook: bool) -> list[Step]:
    """What there is to write; nothing for what the project has already."""
    steps = [_configuration(root, baseline)]
    if hook:
        steps.append(_hook(root))
    if ci == "github" or (ci == "auto" and (stack.github or not stack.gitlab)):
        steps.append(_workflow(root))
    if ci == "gitlab" or (ci == "auto" and stack.gitlab):
        steps.append(_gitlab(root))
    return [step for step in steps if step is not None]


def _settings(root: Path, baseline: bool, toml: bool) -> str:
    """The settings worth a line of their own: most projects need none."""
    settings = {"fail-on": "warning"} | ({"baseline": BASELINE} if baseline else {})
    if toml:
        return "".join(f'{key} = "{value}"\n' for key, value in settings.items())
    head = f"# Settings: {_REPOSITORY}#what-it-does\n"
    return head + "".join(f"{key}: {value}\n" for key, value in settings.items())


def _configuration(root: Path, baseline: bool) -> Step | None:
    loaded = load_config(root, root)
    if loaded.path is not None:
        if baseline and loaded.config.baseline is None:
            return Step(loaded.path, f"baseline: {BASELINE}", "the setting", by_hand=True)
        return None
    manifest = root / "pyproject.toml"
    if manifest.is_file():
        before = manifest.read_bytes()
        text = f"[tool.backend-review]\n{_settings(root, baseline, toml=True)}"
        return _added(manifest, before, f"\n{text}", "the configuration, a table of its own")
    return Step(root / FILE_NAMES[0], _settings(root, baseline, toml=False), "the configuration")


def _hook(root: Path) -> Step | None:
    path = root / ".pre-commit-config.yaml"
    alone = f"repos:\n{_indented(_HOOK, 2)}\n"
    if not path.exists():
        return Step(path, alone, "the pre-commit hook")
    before = path.read_bytes()
    text = before.decode("utf-8", errors="replace")
    if "backend-review" in text:
        return None
    keys = re.findall(r"(?m)^([\w-]+):", text)
    margins = {len(found) for found in re.findall(r"(?m)^( *)- +repo:", text)}
    if keys[-1:] == ["repos"] and len(margins) == 1:
        # The list is the last thing in the file: one more item at its end, as far in as the others.
        step = _added(path, before, f"{_indented(_HOOK, margins.pop())}\n", "the hook, one more of its repos")
        if _is_a_repo(text + step.text):
            return step
    return Step(path, alone, "the hook, among its repos", by_hand=True)


def _is_a_repo(text: str) -> bool:
    """Whether the hook is one of the repos of a configuration: what looks like a list may be the end of a text."""
    import yaml  # late, as the configuration does

    try:
        read = yaml.safe_load(text)
    except yaml.YAMLError:
        return False
    repos = read.get("repos") if isinstance(read, dict) else None
    last = repos[-1] if isinstance(repos, list) and repos else None
    return isinstance(last, dict) and last.get("repo") == _REPOSITORY


def _workflow(root: Path) -> Step | None:
    folder = root / ".github" / "workflows"
    there = list(folder.glob("*.y*ml")) if folder.is_dir() else []
    if any(b"backend-review/backend-review" in path.read_bytes() for path in there):
        return None
    return Step(folder / "backend-review.yml", _WORKFLOW, "the workflow for pull requests")


def _gitlab(root: Path) -> Step | None:
    path = root / ".gitlab-ci.yml"
    if not path.exists():
        return Step(path, _INCLUDE, "the job for merge requests")
    before = path.read_bytes()
    if b"backend-review" in before:
        return None
    if re.search(rb"(?m)^include:", before):
        return Step(path, _INCLUDE, "the job, among its includes", by_hand=True)
    return _added(path, before, f"\n{_INCLUDE}", "the job for merge requests, an include")


def _added(path: Path, before: bytes, text: str, what: str) -> Step:
    """Lines at the end of a file, with the file's own line ends."""
    if before and not before.endswith(b"\n"):
        text = f"\n{text}"
    return Step(path, text.replace("\n", "\r\n") if b"\r\n" in before else text, what, before)


def carry_out(steps: Sequence[Step], may: Callable[[Step], bool], say: Callable[[str], None], root: Path) -> None:
    """Write what is new; add to files that are there where ``may`` says so. Each step is told, done or not.

    Raises UserError when a file cannot be written.
    """
    for step in steps:
        name = step.path.relative_to(root).as_posix()
        if step.by_hand:
            say(f"to do    {name} is yours: put {step.what} into it\n{_indented(step.text, 11)}")
        elif step.before is None:
            if step.path.exists():
                say(f"kept     {name}, which is there already")
                continue
            _write_new(step)
            say(f"wrote    {name}: {step.what}")
        elif may(step):
            change = Change(step.before, step.before + step.text.encode())
            refused = write_changes({step.path: change}).refused
            if refused:
                raise UserError(f"{name} was not changed: {refused[step.path]}")
            say(f"added to {name}: {step.what}")
        else:
            say(f"left     {name} as it is; {step.what} would be\n{_indented(step.text, 11)}")


def _write_new(step: Step) -> None:
    try:
        step.path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(step.path, step.text.encode())
    except OSError as error:
        raise UserError(f"cannot write {step.path}: {error.strerror}") from error


def _indented(text: str, width: int) -> str:
    return "\n".join(f"{' ' * width}{line}".rstrip() for line in text.strip("\r\n").splitlines())
