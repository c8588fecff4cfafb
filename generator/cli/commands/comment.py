"""Keep one comment on a pull request."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from generator.cli.asking import DEFAULT
from generator.cli.options import Base, Environments, File, Head, Policy, Rules, Today
from generator.cli.own_rules import loaded
from generator.forge.services import names


class When(StrEnum):
    changes = "changes"
    always = "always"


def command(  # noqa: PLR0913, PLR0917 - the signature is the options
    base: Base = None,
    head: Head = None,
    file: File = DEFAULT,
    environment: Environments = None,
    service: Annotated[
        str | None,
        typer.Option(metavar="|".join(names()), help="Without it, the one whose runner this is.", show_default=False),
    ] = None,
    api_url: Annotated[str, typer.Option(help="The service's API, where it is your own.", show_default=False)] = "",
    repository: Annotated[
        str, typer.Option(metavar="OWNER/NAME", help="Whose pull request it is.", show_default=False)
    ] = "",
    number: Annotated[int, typer.Option(min=0, help="Number of the pull request.", show_default=False)] = 0,
    commit: Annotated[
        str, typer.Option(help="What is judged; nothing is written once the head is another.", show_default=False)
    ] = "",
    report_url: Annotated[str, typer.Option(help="A page that the comment links to.", show_default="the run")] = "",
    when: Annotated[When, typer.Option(help="Make a first comment where something changes, or always.")] = When.changes,
    status: Annotated[bool, typer.Option("--status", help="Set the commit's status too.")] = False,
    check_run: Annotated[bool, typer.Option("--check-run", help="Make a check run with annotations too.")] = False,
    require_post: Annotated[
        bool, typer.Option("--require-post", help="Fail (5) where the comment cannot be written.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the comment, and ask no service.")] = False,
    today: Today = None,
    rules: Rules = None,
    policy: Policy = None,
) -> int:
    """Say on the pull request what its change of platform.yaml will do, in one comment that is kept up to date.

    The token is GROUNDPLAN_TOKEN, else the service's own (GITHUB_TOKEN, GH_TOKEN; GITLAB_TOKEN). Exit 2 where the
    head is no valid platform, 5 where the service fails and there is no summary of a step to write to instead.

    Example: groundplan comment --dry-run main
    """
    from generator.cli.commenting import Options, comment
    from generator.cli.policy import policy as mandatory
    from generator.diff.comparison import compare
    from generator.diff.side import sides

    options = Options(
        service=service,
        api_url=api_url,
        repository=repository,
        number=number,
        commit=commit,
        report_url=report_url,
        always=when is When.always,
        status=status,
        check_run=check_run,
        require_post=require_post,
        dry_run=dry_run,
    )
    day = today.date() if today else date.today()  # noqa: DTZ011
    with loaded(rules):
        judge = mandatory(policy) if policy else None
        return comment(options, lambda: compare(*sides(file, base, head), day, environment, judge))
