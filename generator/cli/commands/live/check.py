"""Ask AWS whether the platform can be made there."""

from datetime import date, datetime
from importlib import import_module
from typing import Annotated

import typer

from generator.cli.asking import DEFAULT, coloured, styled
from generator.cli.loading import platforms
from generator.cli.options import Environments, File, Profile, Role
from generator.cli.output import say
from generator.errors import Exit
from lint.report import formats, plain
from lint.rule import ERROR


def command(  # noqa: PLR0913, PLR0917 - the signature is the options
    file: File = DEFAULT,
    environment: Environments = None,
    profile: Profile = None,
    role: Role = None,
    format: Annotated[str, typer.Option(metavar="|".join(formats()), help="How findings are printed.")] = "text",
    today: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day to judge by.", show_default="today")
    ] = None,
) -> int:
    """Ask AWS what no file says: quotas, zones, what exists already, what is on offer. Reads, and changes nothing.

    Exit 1 when something is found, 5 when nothing could be read.

    Example: groundplan live check --environment production --profile shop-production
    """
    from generator.live.account import account
    from generator.live.check import check
    from generator.live.session import Way

    source, found = platforms(file, environment)
    way = Way(profile, role)
    accounts = {name: account(way, each.region, each.account) for name, each in found.items()}
    checked = check(source, found, accounts, today.date() if today else date.today())  # noqa: DTZ011
    for missing in checked.unread:
        say(f"{missing.environment}: {missing.rule} was not asked: {missing.reason}", error=True)
    report = import_module(f"lint.report.{format}").report
    say(report([checked.result], styled if coloured() else plain), end="")
    if len(checked.unread) == len(checked.result.rules) * len(accounts):
        return Exit.TOOL_FAILED
    return Exit.FINDINGS if checked.result.failing(ERROR) else Exit.OK
