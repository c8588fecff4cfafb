"""A comparison on its way to a pull request."""

import os
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from generator.cli.output import say
from generator.diff.change import Action
from generator.diff.comparison import Comparison
from generator.diff.report.commonmark import visible
from generator.diff.report.markdown import report
from generator.diff.report.phrases import counted
from generator.diff.report.sections import CHARACTERS
from generator.errors import Exit, ToolFailed, UsageError
from generator.forge.client import Forbidden
from generator.forge.context import Context, address
from generator.forge.draft import Draft
from generator.forge.posting import post
from generator.forge.request import Annotation, Request, Verdict
from generator.forge.services import names, running, service
from generator.forge.summary import summarised
from generator.platform.document.repository import from_root
from lint.report.github import LEVELS, command

_DESTRUCTIVE = {Action.DESTROY, Action.REPLACE}
_GRAVE = {*_DESTRUCTIVE, Action.REFUSE}
_LONGEST = 1_000_000
_MOST = 9
"""Warnings that a step shows are ten, and one says why there is no comment."""


class Options(NamedTuple):
    """What was asked for; empty where the runner's environment is to say it."""

    service: str | None = None
    api_url: str = ""
    repository: str = ""
    number: int = 0
    commit: str = ""
    report_url: str = ""
    always: bool = False
    status: bool = False
    check_run: bool = False
    require_post: bool = False
    dry_run: bool = False


def comment(options: Options, compared: Callable[[], Comparison]) -> Exit:
    """Compare, and write what is found; returns the worst exit code."""
    if options.report_url:
        address(options.report_url, "--report-url")
    if options.dry_run:
        comparison = _named(compared(), options.commit)
        limit = service(options.service).LIMIT if options.service else CHARACTERS
        say(_draft(comparison, Context(commit=options.commit, url=options.report_url), limit).text(limit))
        return _exit(comparison)
    name, context = _context(options, os.environ)
    comparison = _named(compared(), context.commit)
    try:
        draft = _draft(comparison, context, service(name).LIMIT)
        _publish(service(name).open_request(context), draft, comparison, context, options)
    except ToolFailed as error:
        _instead(comparison, context, options, error)
    return _exit(comparison)


def _named(comparison: Comparison, commit: str) -> Comparison:
    """Whoever reads a comment knows no work tree: what is judged there is the pull request's head."""
    head = comparison.head
    in_work_tree = head.file is not None and head.revision is None
    return comparison._replace(head=head._replace(label=commit[:12])) if commit and in_work_tree else comparison


def _draft(comparison: Comparison, context: Context, limit: int) -> Draft:
    """The comment for a service that takes so many characters."""
    draft = Draft("", context.commit, context.run)
    return draft._replace(body=report(comparison, context.url, draft.room(limit)))


def _exit(comparison: Comparison) -> Exit:
    if not comparison.head.problems:
        return Exit.OK
    # Of the file itself nothing is said here: a runner takes some lines for commands.
    say("groundplan: the head is not a valid platform; `groundplan lint` says where", error=True)
    return Exit.INVALID


def _context(options: Options, environment: Mapping[str, str]) -> tuple[str, Context]:
    """The service and what is known of the pull request: an option is worth more than the environment."""
    name = options.service or running(environment)
    if name not in names():
        raise UsageError(f"no CI service is known here; give --service ({' or '.join(names())}), or --dry-run")
    found: Context = service(name).context(environment)
    if options.number and options.number != found.number:
        # What this run is of is not what another pull request is at.
        found = found._replace(commit="", run=(0, 0), fork=False)
    found = found._replace(
        api=options.api_url or found.api,
        repository=options.repository or found.repository,
        number=options.number or found.number,
        commit=options.commit or found.commit,
        url=options.report_url or (found.url if found.url.startswith(("https://", "http://")) else ""),
    )
    if (options.status or options.check_run) and not found.commit:
        raise UsageError("--status and --check-run need to know of which commit: give --commit")
    return name, found


def _publish(request: Request, draft: Draft, comparison: Comparison, context: Context, options: Options) -> None:
    say(post(request, draft, create=options.always or _matters(comparison)))
    if options.status:
        request.status(verdict(comparison, context.url), draft.commit)
    if options.check_run:
        request.check_run(verdict(comparison, context.url), draft.commit)


def _matters(comparison: Comparison) -> bool:
    findings = comparison.findings
    return bool(comparison.edits or comparison.notes or findings.new or findings.gone or _changes(comparison))


def _instead(comparison: Comparison, context: Context, options: Options, error: ToolFailed) -> None:
    """The step's summary and annotations; raises the error where nobody would see the report."""
    carried = summarised(os.environ, _draft(comparison, context, _LONGEST).text(_LONGEST))
    if options.require_post or not (carried or (context.fork and isinstance(error, Forbidden))):
        raise error
    if not carried:
        say(f"no comment: {error}", error=True)
        return
    say(command("warning", f"no comment, see the summary of this step: {error}", title="groundplan"))
    for note in _grave(comparison):
        say(command("warning", note.message, file=note.path, line=str(note.line), title=note.title))


def verdict(comparison: Comparison, url: str) -> Verdict:
    """What the commit is told: neutral where something is not to be undone, failure where it may not be merged."""
    changes = _changes(comparison)
    destructive = sum(action in _DESTRUCTIVE for _, action, _ in changes)
    failing = comparison.head.problems or any(str(each.severity) == "error" for each in comparison.findings.new)
    notes = (*_problems(comparison), *_findings(comparison), *_grave(comparison))
    conclusion = "failure" if failing else "neutral" if any(_grave(comparison)) else "success"
    counts = [f"{destructive} destructive"] if destructive else []
    counts += [counted(len(comparison.findings.new), "new finding")] if comparison.findings.new else []
    title = " · ".join(
        ["not a valid platform"] if comparison.head.problems else [*counts, counted(len(changes), "change")]
    )
    name = " ".join(["groundplan", visible(_path(comparison)), *comparison.only])[:100]
    return Verdict(name, conclusion, title, report(comparison, url), url, notes)


def _changes(comparison: Comparison) -> list[tuple[str, Action, str]]:
    return [(name, change.action, change.name) for name, found in comparison.environments.items() for change in found]


def _path(comparison: Comparison) -> str:
    source = comparison.head.source or comparison.base.source
    return from_root(source.name) if source else "platform.yaml"


def _problems(comparison: Comparison) -> Iterator[Annotation]:
    for each in comparison.head.problems.problems if comparison.head.problems else ():
        yield Annotation(_path(comparison), each.span.line, "failure", "invalid", visible(each.message))


def _findings(comparison: Comparison) -> Iterator[Annotation]:
    levels = {"error": "failure", "warning": "warning", "notice": "notice"}
    for each in comparison.findings.new:
        title = f"{each.rule.name} [{each.rule.id}]" if each.rule else "invalid"
        level = levels[LEVELS[str(each.severity)]]
        yield Annotation(_path(comparison), each.span.line, level, title, visible(each.message))


def _grave(comparison: Comparison) -> Iterator[Annotation]:
    """What cannot be undone, locks out, is refused, replaced or destroyed."""
    doors = [f"{name}: {visible(said)}" for name, found in comparison.warnings.items() for said in found]
    gone = [
        f"{action.capitalize()} {visible(name)} in {environment}"
        for environment, action, name in _changes(comparison)
        if action in _GRAVE
    ]
    for said in [*doors, *gone][:_MOST]:
        yield Annotation(_path(comparison), 1, "warning", "groundplan", said)
