"""The command line: arguments in, exit code out.

Exit codes: 0 nothing at or above ``--fail-on``; 1 findings; 2 wrong usage or configuration; 3 the review is incomplete.
Modules that cost time to import are imported by the command that needs them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from backend_review import __version__
from backend_review.errors import UserError

EXIT_FINDINGS, EXIT_USAGE, EXIT_INCOMPLETE = 1, 2, 3
FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit", "rdjson", "markdown", "html")
_LEVELS = ("error", "warning", "info")


class _DefaultCommand(click.Group):
    """A group whose first word may be a path: ``backend-review src/`` means ``backend-review check src/``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # Only --help and --version belong to the group itself; any other first word that is no command is for `check`.
        if not args or (args[0] not in self.commands and args[0] not in {"--help", "-h", "--version"}):
            args = ["check", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_DefaultCommand, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="backend-review %(version)s")
def cli() -> None:
    """Review backend code in Python, JavaScript/TypeScript and Go.

    `backend-review src/` reviews a folder; it is short for `backend-review check src/`.
    """


def _names(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> list[str]:
    return [name.strip() for value in values for name in value.split(",") if name.strip()]


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(FORMATS), help="Form of the report; may be repeated."
)
@click.option(
    "--output", "outputs", multiple=True, metavar="FILE",
    help="Where a report goes ('-': standard output); the first FILE is for the first --format, and so on.",
)  # fmt: skip
@click.option("--select", multiple=True, callback=_names, metavar="IDS", help="Only these rules or topics.")
@click.option("--ignore", multiple=True, callback=_names, metavar="IDS", help="Not these rules or topics.")
@click.option("--audience", type=click.Choice(["regular", "pedantic"]), help="pedantic: opinions and information too.")
@click.option("--min-confidence", type=click.Choice(["low", "medium", "high"]), help="Hide what is less certain.")
@click.option("--fail-on", type=click.Choice([*_LEVELS, "never"]), help="Lowest level that makes the exit code 1.")
@click.option("--diff", metavar="REF", help="Only what is new since the merge base with REF.")
@click.option("--staged", is_flag=True, help="Only what is new in what is staged for the next commit.")
@click.option("--baseline", type=click.Path(path_type=Path), metavar="FILE", help="Hide findings that FILE accepts.")
@click.option(
    "--write-baseline", type=click.Path(path_type=Path), metavar="FILE", help="Accept all of today's findings."
)
@click.option("--fix", is_flag=True, help="Mend what can be mended without changing what the program does.")
@click.option(
    "--unsafe-fixes", is_flag=True, help="Mend also what changes it: limits, expiries, formats (see --show-fixes)."
)
@click.option("--show-fixes", is_flag=True, help="Show the proven fixes, safe and unsafe, as diffs; write nothing.")
@click.option("--no-suppressions", is_flag=True, help="Show what comments, the baseline and --diff would hide.")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="Configuration file to use.")
@click.option("--stdin-filename", metavar="PATH", help="Review standard input as if it were this file.")
@click.option("--jobs", type=click.IntRange(1, 256), help="Processes of the engine (default: all cores).")
@click.option("--no-cross-file", is_flag=True, help="Follow input within functions only: quicker, and finds less.")
@click.option("--no-cache", is_flag=True, help="Neither read nor write cached work.")
@click.option("--stats", is_flag=True, help="Say what was reviewed, left out and hidden.")
@click.option("--strict", is_flag=True, help="Exit with 3 when any file could not be analysed whole.")
@click.option("--llm", is_flag=True, help="Let a model of Anthropic's comment too: this sends code (see --dry-run).")
@click.option(
    "--dry-run", is_flag=True, help="With --llm: say what would be sent, to whom and for how much; send nothing."
)
@click.option("--agent", multiple=True, metavar="PATH|NAME", help="With --llm: the reviewer to be (may be repeated).")
@click.option("--llm-model", metavar="ID", help="The model to ask.")
@click.option("--llm-effort", type=click.Choice(["low", "medium", "high", "xhigh", "max"]), help="How much it thinks.")
@click.option("--llm-max-usd", type=float, metavar="N", help="Most money to spend, in US dollars (default: 1).")
@click.option("--llm-max-tokens", type=int, metavar="N", help="Most tokens to spend, in and out.")
@click.option("--llm-max-requests", type=int, metavar="N", help="Most requests to send.")
@click.option("--llm-max-seconds", type=float, metavar="N", help="Longest time the model may take (default: 300).")
@click.option("--llm-no-verify", is_flag=True, help="Do not try to disprove its comments.")
@click.option("--llm-offline", is_flag=True, help="With --llm: only what earlier runs were answered; send nothing.")
@click.option("--llm-refresh", is_flag=True, help="With --llm: ask again for what was answered before.")
@click.option("--llm-required", is_flag=True, help="With --llm: exit with 3 when it did not review everything.")
@click.option(
    "--llm-requests", type=click.Path(path_type=Path), metavar="DIR", help="Where --dry-run writes the requests."
)
def check(paths: tuple[Path, ...], **options: Any) -> None:
    """Review files and folders (default: this folder)."""
    from backend_review import session

    sys.exit(session.check(list(paths), session.Options(**options)))


@cli.command("comment")
@click.option("--github", is_flag=True, help="On a pull request on GitHub; the token is GITHUB_TOKEN's.")
@click.option("--report", required=True, metavar="FILE", help="A report in JSON ('-': standard input).")
@click.option("--repository", metavar="OWNER/NAME", help="The repository (in GitHub Actions: the job's).")
@click.option("--pull-request", type=click.IntRange(1), metavar="N", help="Its number (in Actions: the event's).")
@click.option("--api-url", metavar="URL", help="The API of a server of your own (in Actions: the job's).")
@click.option("--commit", metavar="SHA", help="The head that was reviewed; when it is no longer, nothing is posted.")
@click.option("--id", "name", default="default", metavar="NAME", help="Tells several reviews of one request apart.")
@click.option("--max-comments", type=click.IntRange(0, 100), default=30, show_default=True, help="New ones in a run.")
@click.option("--max-wait", type=float, default=120.0, show_default=True, help="Seconds to wait for rate limits.")
@click.option(
    "--forbidden-exit-code", type=click.IntRange(0, 125), default=3, show_default=True,
    help="The exit code when the token may not comment, as in a pull request from a fork.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what would be posted; post nothing.")
def comment_command(**options: Any) -> None:
    """Post a report's findings as comments on a pull request, and keep them up to date."""
    from backend_review.commenting import command

    sys.exit(command.comment(command.Options(**options)))


@cli.command("eval-llm")
@click.option(
    "--max-usd", type=float, required=True, metavar="N", help="Most money to spend on all of it, in US dollars."
)
@click.option(
    "--repeats", type=click.IntRange(1, 20), default=3, show_default=True, help="How often each case is read."
)
@click.option("--cases", type=click.IntRange(1), metavar="N", help="Only the first N of the cases.")
@click.option("--llm-model", metavar="ID", help="The model to measure.")
@click.option("--llm-effort", type=click.Choice(["low", "medium", "high", "xhigh", "max"]), help="How much it thinks.")
@click.option("--no-verify", is_flag=True, help="Without the request that tries to disprove comments.")
@click.option("--no-context", is_flag=True, help="Without routes, tables and signatures beside the code.")
@click.option("--no-findings", is_flag=True, help="Without the findings of the rules.")
@click.option("--offline", is_flag=True, help="Replay what earlier runs were answered; send nothing.")
@click.option("--format", "form", type=click.Choice(["markdown", "json"]), default="markdown")
@click.option("--output", default="-", metavar="FILE", help="Where the figures go (default: standard output).")
def eval_llm(**options: Any) -> None:
    """Measure a model's comments on bugs that were planted: this sends those cases, and costs money."""
    from backend_review import measuring

    measuring.run(measuring.Options(**options))


@cli.command("inventory")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "openapi", "html"]), default="text")
@click.option("--output", default="-", metavar="FILE", help="Where it goes (default: standard output).")
@click.option("--tables", is_flag=True, help="The tables instead of the routes.")
def inventory_command(paths: tuple[Path, ...], form: str, output: str, tables: bool) -> None:
    """List the routes of the backend: handlers, guards, limits, schemas, and the code that proves them."""
    from backend_review.inventory import inventory

    inventory(list(paths), form, output, tables)


@cli.command()
@click.option("--topic", help="Only the rules of this topic.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--export", type=click.Path(path_type=Path), metavar="DIR", help="Write plain Semgrep files to DIR.")
def rules(topic: str | None, form: str, export: Path | None) -> None:
    """List the rules, or export them for Semgrep."""
    from backend_review import pages
    from backend_review.catalog import load_catalog

    catalog = load_catalog()
    if export:
        click.echo(f"{pages.export_rules(catalog, export)} patterns written to {export}")
        return
    if topic and topic not in catalog.topics():
        raise _unknown("topic", topic, catalog.topics())
    chosen = [rule for rule in catalog.rules.values() if topic in (None, rule.topic)]
    click.echo(pages.rules_as_json(chosen) if form == "json" else pages.rules_as_text(chosen))


@cli.command()
@click.argument("rule_id", metavar="ID")
@click.option("--format", "form", type=click.Choice(["text", "markdown"]), default="text")
def explain(rule_id: str, form: str) -> None:
    """Show a rule's page: why it matters, bad and good code, limits."""
    from backend_review import pages
    from backend_review.catalog import load_catalog

    catalog = load_catalog()
    if rule_id not in catalog.rules:
        raise _unknown("rule", rule_id, catalog.rules)
    page = pages.rule_page(catalog.rules[rule_id])
    if form == "markdown":
        click.echo(page)
    else:
        pages.print_markdown(page)


@cli.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def checklist(form: str) -> None:
    """Print the reviewer's checklist, and what holds each item."""
    from backend_review import pages
    from backend_review.agents import load_agent
    from backend_review.catalog import load_catalog
    from backend_review.resources import data_dir

    agent = load_agent(data_dir("agents") / "backend-developer.md")
    catalog = load_catalog()
    click.echo(pages.checklist_as_json(agent, catalog) if form == "json" else pages.checklist_as_text(agent, catalog))


@cli.command(hidden=True)
@click.argument("checkout", type=click.Path(path_type=Path), default=Path())
def docs(checkout: Path) -> None:
    """Write the generated pages of a checkout: docs/rules and the topics' README files."""
    from backend_review import pages
    from backend_review.agents import load_agent
    from backend_review.catalog import load_catalog

    agent = load_agent(checkout / "agents" / "backend-developer.md")
    click.echo(f"{pages.write_pages(load_catalog(checkout / 'rules'), agent, checkout)} pages written")


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=Path())
@click.option("--yes", is_flag=True, help="Add to files that are there without asking.")
@click.option("--baseline/--no-baseline", default=None, help="Accept today's findings, so that only new ones are told.")
@click.option("--ci", type=click.Choice(["auto", "github", "gitlab", "none"]), default="auto", help="The job to write.")
@click.option("--hook/--no-hook", default=True, help="The entry for pre-commit.")
def init(folder: Path, yes: bool, baseline: bool | None, ci: str, hook: bool) -> None:
    """Set a project up: configuration, pre-commit hook, CI job, a baseline if wanted; overwrites nothing."""
    from backend_review import init as setting_up
    from backend_review import session
    from backend_review.project.files import find_project_root

    asks = sys.stdin.isatty() and not yes
    root = find_project_root([folder])
    stack = setting_up.detect(root)
    click.echo(f"{root.name}: {stack.told()}")
    if baseline is None:
        baseline = asks and click.confirm("Accept today's findings in a baseline?", default=False)

    def may(step: setting_up.Step) -> bool:
        return yes or (asks and click.confirm(f"Add {step.what} to {step.path.relative_to(root)}?", default=True))

    steps = setting_up.plan(root, stack, baseline, ci, hook)
    setting_up.carry_out(steps, may, click.echo, root)
    if not steps:
        click.echo("nothing to write: all of it is there")
    if baseline and not (root / setting_up.BASELINE).exists():
        session.check([root], session.Options(write_baseline=root / setting_up.BASELINE))


@cli.command("new-rule")
@click.argument("name", metavar="TOPIC/RULE-ID")
@click.option("--check", "as_check", is_flag=True, help="A Python check instead of Semgrep patterns.")
@click.option("--in", "folder", type=click.Path(path_type=Path), default=Path(), help="The checkout (default: here).")
def new_rule(name: str, as_check: bool, folder: Path) -> None:
    """Make the folder of a new rule, samples first."""
    from backend_review import scaffold

    for path in scaffold.new_rule(folder, name, as_check):
        click.echo(f"wrote {path}")


def _unknown(kind: str, name: str, known: Any) -> UserError:
    from backend_review.errors import did_you_mean

    return UserError(f"unknown {kind} '{name}'", did_you_mean(name, known) or "see 'backend-review rules'")


def main() -> NoReturn:
    """Run the command line and leave with its exit code; no traceback reaches a user for what they can mend."""
    try:
        sys.exit(cli(standalone_mode=False))
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_USAGE)
    except UserError as error:
        click.echo(f"backend-review: {error.message}", err=True)
        if error.hint:
            click.echo(f"  hint: {error.hint}", err=True)
        sys.exit(EXIT_USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("backend-review: interrupted", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader (head, less) has gone; Python would complain once more at shutdown.
        sys.stderr.close()
        sys.exit(EXIT_USAGE)
