"""The annotated samples under ``rules/*/*/samples``: reading their marks, and reviewing them all in one run.

A comment ``ruleid: <id>[, <id>…]`` says that the next line of code has these findings, by default where the rule is one
for everybody; ``ok: <id>`` says that the rule stays quiet there; ``pedantic: <id>`` says that it speaks, but only to
those who asked for opinions.
``todoruleid:`` and ``todook:`` mark known gaps, with the reason after the ids in brackets.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from backend_review.catalog import Catalog, load_catalog
from backend_review.config import Config
from backend_review.engines.prefilter import can_match
from backend_review.errors import UserError
from backend_review.finding import Audience, Finding, Severity
from backend_review.project.files import find_project_root
from backend_review.review import Report, Request, review

RULES = Path(__file__).resolve().parent.parent / "rules"
_MARK = re.compile(r"(?:#|//|/\*|<!--|--)\s*(ruleid|ok|pedantic|todoruleid|todook):\s*([\w-]+(?:\s*,\s*[\w-]+)*)")

# What a sample's file name may be made of: <stack>[-<stack>…][-<word>].<suffix>; the first word is a stack.
STACKS = set(
    """
    fastapi flask django drf starlette aiohttp tornado wsgi python express nestjs fastify koa hono node
    nethttp gin echo chi fiber golang dbapi psycopg asyncpg sqlalchemy sqlmodel pymongo motor beanie
    mongoengine pg mysql2 sqlite knex sequelize typeorm prisma drizzle mongoose mongodb sqlx pgx gorm
    mongodriver pika aiopika celery kafkapython confluentkafka aiokafka redis amqplib kafkajs bullmq ioredis
    amqp091 kafkago sarama goredis pyjwt jose authlib jsonwebtoken golangjwt passport requests httpx axios
    fetch got undici boto3 config apollo yoga mercurius gqlgen graphene strawberry ariadne pothos
    """.split()
)


@dataclass
class Marks:
    """What a sample says of its lines: line → rule ids."""

    expected: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    quiet: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    pedantic: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    todo_expected: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    todo_quiet: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))


def read_marks(text: str) -> Marks:
    """The marks of a sample; marks on consecutive lines all speak of the first line after them."""
    marks = Marks()
    kinds = {
        "ruleid": marks.expected,
        "ok": marks.quiet,
        "pedantic": marks.pedantic,
        "todoruleid": marks.todo_expected,
        "todook": marks.todo_quiet,
    }
    pending: list[tuple[str, set[str]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        found = _MARK.search(line)
        if found:
            pending.append((found.group(1), {name.strip() for name in found.group(2).split(",")}))
            continue
        for kind, ids in pending:
            kinds[kind][number] |= ids
        pending = []
    return marks


def sample_files(rule: Path) -> list[Path]:
    """The sample files of a rule folder."""
    return sorted(path for path in (rule / "samples").rglob("*") if path.is_file())


def rule_folders() -> list[Path]:
    """All rule folders."""
    return sorted(path.parent for path in RULES.glob("*/*/rule.yaml"))


def review_all(root: Path, tree: Path, catalog: Catalog) -> Report:
    """Every finding of these rules below a folder, pedantic ones too."""
    config = Config(audience=Audience.PEDANTIC)
    return review(Request(root=root, paths=[tree], known=catalog, catalog=catalog, config=config))


def model_rules() -> set[str]:
    """The rules that ask the backend model: each of their sample folders is a project of its own."""
    return {rule.id for rule in load_catalog().rules.values() if rule.model}


def pattern_rules() -> set[str]:
    """The rules whose samples are files: those that have patterns or a check; the model's have none unless they say."""
    return {rule.id for rule in load_catalog().rules.values() if rule.variants or rule.check or not rule.model}


def review_projects(folder: Path, rule: str) -> list[str]:
    """Review each sample project of a model rule with that rule alone; a line for each disagreement with the marks."""
    catalog = load_catalog().select([rule], [])
    complaints = []
    for project in sorted(path for path in (_folder_of(rule) / "samples").iterdir() if path.is_dir()):
        target = folder / rule / project.name
        shutil.copytree(project, target)
        (target / "pyproject.toml").write_text("", encoding="utf-8")
        report = review_all(target, target, catalog)
        complaints += [f"{rule}/{project.name}/{line}" for line in compare(target, report.findings, {rule})]
        complaints += [f"{rule}/{project.name}: {problem.message}" for problem in report.problems]
    return complaints


def _folder_of(rule: str) -> Path:
    return next(path for path in rule_folders() if path.name == rule)


def review_samples(folder: Path, only: list[str] | None = None) -> Report:
    """Copy the samples of all rules (or of those named) into a folder, a sub-folder a rule, and review them in one run.

    All rules run over all samples, so that one rule firing on another's innocent line is seen. Rules that ask the
    backend model are not among them: a heap of samples is no backend.
    """
    model, files = model_rules(), pattern_rules()
    for rule in rule_folders():
        if (only is None or rule.name in only) and rule.name in files and (rule / "samples").is_dir():
            shutil.copytree(rule / "samples", folder / rule.name, ignore=_folders if rule.name in model else None)
    (folder / "pyproject.toml").write_text("")
    rules = load_catalog().select([], model - files).rules
    alone = {name: msgspec.structs.replace(rule, model=False) for name, rule in rules.items()}
    return review_all(folder, folder, Catalog(alone))


def _folders(folder: str, names: list[str]) -> set[str]:
    """The folders among names: the projects of a rule that has patterns, too."""
    return {name for name in names if (Path(folder) / name).is_dir()}


def compare(folder: Path, findings: list[Finding], rules: set[str] | None = None) -> list[str]:
    """Where findings and marks disagree, a line each; ``rules`` narrows the question to these rules."""
    actual: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    shown: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for finding in findings:
        actual[finding.path][finding.start.line].add(finding.rule)
        if finding.audience is Audience.REGULAR and finding.severity is not Severity.INFO:
            shown[finding.path][finding.start.line].add(finding.rule)
    told = load_catalog().rules.values()
    regular = {rule.id for rule in told if rule.audience is Audience.REGULAR and rule.severity is not Severity.INFO}
    wrong = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        marks = read_marks(path.read_text(encoding="utf-8", errors="replace"))
        lines = {*actual[name], *marks.expected, *marks.pedantic, *marks.todo_expected, *marks.todo_quiet}
        for line in sorted(lines):
            found, expected = actual[name][line], marks.expected[line] | marks.pedantic[line]
            loud = marks.pedantic[line] & shown[name][line]
            quiet = marks.expected[line] & regular & (found - shown[name][line])
            surplus = found - expected - marks.todo_quiet[line]
            solved = (marks.todo_expected[line] & found) | (marks.todo_quiet[line] - found)
            wrongs = {"missed": expected - found, "surplus": surplus - solved, "todo solved": solved, "too loud": loud,
                      "too quiet": quiet}  # fmt: skip
            for kind, ids in wrongs.items():
                wrong.extend(f"{name}:{line}: {kind}: {rule}" for rule in sorted(ids) if not rules or rule in rules)
    return wrong


def without_token(names: list[str]) -> list[str]:
    """The variants that the engine would have to run on every file, because no literal word narrows them down."""
    variants = [
        variant for rule in load_catalog().rules.values() if not names or rule.id in names for variant in rule.variants
    ]
    return [item.id for item in variants if not item.rendered and can_match(item.semgrep, set())]


def review_tree(tree: Path, names: list[str]) -> Report:
    """Review a real project with some rules (all when none is named)."""
    return review_all(find_project_root([tree]), tree, load_catalog().select(names, []))


def main(arguments: list[str]) -> int:
    """``samples.py [RULE…]`` compares marks; ``--tokens [RULE…]``; ``--on FOLDER [RULE…]`` lists real findings."""
    if arguments[:1] == ["--tokens"]:
        bare = without_token(arguments[1:])
        print(*(f"no token: {name}" for name in bare), sep="\n")
        return 1 if bare else 0
    if arguments[:1] == ["--on"]:
        report = review_tree(Path(arguments[1]), arguments[2:])
        for finding in report.findings:
            print(f"{finding.path}:{finding.start.line}: {finding.severity.value} {finding.rule}: {finding.message}")
            print("    " + finding.snippet.replace("\n", "\n    "))
        print(*report.problems, sep="\n")
        print(f"{len(report.findings)} findings in {report.files} files")
        return 0
    names = arguments or None
    with tempfile.TemporaryDirectory() as temporary:
        report = review_samples(Path(temporary), names)
        complaints = compare(Path(temporary), report.findings, set(names) if names else None)
        for rule in sorted(model_rules()):
            if names is None or rule in names:
                complaints += review_projects(Path(temporary) / "projects", rule)
    for problem in report.problems:
        print(f"problem: {problem.what}: {problem.message} {problem.path or ''}")
    for gap in report.not_analysed:
        print(f"not analysed: {gap.path}:{gap.line or ''} {gap.reason}")
    print(*complaints, sep="\n")
    print(f"{len(complaints)} disagreements, {len(report.findings)} findings in {report.files} files")
    return 1 if complaints or report.problems else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except UserError as error:
        sys.exit(f"{error.message} ({error.hint})" if error.hint else error.message)
