"""Compare what runs in AWS with what is declared."""

from importlib import import_module
from typing import Annotated

import typer

from generator.cli.asking import DEFAULT
from generator.cli.loading import platforms
from generator.cli.options import Environments, File, Profile, Role
from generator.cli.output import say
from generator.errors import Exit


def _format(word: str) -> str:
    from generator.live.report import formats

    if word not in formats():
        raise typer.BadParameter(f"`{word}` is none of {', '.join(formats())}")
    return word


def command(
    file: File = DEFAULT,
    environment: Environments = None,
    profile: Profile = None,
    role: Role = None,
    format: Annotated[str, typer.Option(metavar="json|text", parser=_format, help="How it is printed.")] = "text",
) -> int:
    """Tell where AWS is not as the file says, in the words of the file. Reads, and changes nothing.

    What autoscalers own and what the file leaves to AWS is not compared. Exit 1 when something differs, 5 when nothing
    could be read.

    Example: groundplan live drift --environment production --profile shop-production
    """
    from generator.live.account import account
    from generator.live.drift import aspects, compare
    from generator.live.session import Way

    source, found = platforms(file, environment)
    way = Way(profile, role)
    accounts = {name: account(way, each.region, each.account) for name, each in found.items()}
    compared = compare(source, found, {**accounts})
    for missing in compared.unread:
        say(f"{missing.environment}: {missing.rule} was not wholly read: {missing.reason}", error=True)
    say(import_module(f"generator.live.report.{format}").report(compared), end="")
    if compared.found:
        return Exit.FINDINGS
    return Exit.TOOL_FAILED if len(compared.unread) == len(aspects()) * len(accounts) else Exit.OK
