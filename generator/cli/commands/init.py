"""Begin a repository."""

import sys
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from generator.errors import Exit, UsageError
from generator.init.answers import answered, unanswered
from generator.init.content import PLATFORM, content, presets, services, wanted
from generator.init.write import Written, write
from generator.platform.document.repository import root as repository_root
from generator.platform.document.source import Source
from generator.platform.load import InvalidPlatform, load


def command(  # noqa: PLR0913, PLR0917 - the signature is the options
    folder: Annotated[Path, typer.Argument(help="The repository's root.")] = Path(),
    preset: Annotated[
        str | None, typer.Option(help=f"What the platform is like: {', '.join(presets())}. Without it, minimal.")
    ] = None,
    ci: Annotated[
        str | None, typer.Option(help=f"Whose CI: {', '.join(services())}, none. Without it, told by the repository.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="The platform's name; else the folder's.")] = None,
    account: Annotated[str | None, typer.Option(help="The AWS account's id.")] = None,
    region: Annotated[str | None, typer.Option(help="The AWS region.")] = None,
    repository: Annotated[str | None, typer.Option(help="The repository's URL for Flux; else origin's.")] = None,
    administrator: Annotated[str | None, typer.Option(help="The ARN of the role that administers the cluster.")] = None,
    bucket: Annotated[str | None, typer.Option(help="The S3 bucket of Terraform's state.")] = None,
    mirror: Annotated[str | None, typer.Option(help="private: the registry that images come from.")] = None,
) -> int:
    """Write a platform.yaml to start from, and the files that check it in every commit and pull request.

    What is there stays as it is. Asks on a terminal for what no option says; elsewhere that is an error.

    Example: groundplan init --preset production --account 111122223333 --region eu-west-1
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder; make it first, or name another one")
    given = {
        "name": name,
        "account": account,
        "region": region,
        "repository": repository,
        "administrator": administrator,
        "bucket": bucket,
        "mirror": mirror,
    }
    asks = sys.stdin.isatty() and sys.stdout.isatty()
    asked = f"What it is like ({', '.join(presets())})"
    chosen = _known(preset or (_asked(asked, "minimal") if asks else "minimal"), presets(), "--preset")
    missing = list(unanswered(given, folder, wanted(chosen)))
    if missing and not asks:
        raise UsageError(f"give {', '.join(f'--{key}' for key in missing)}: nobody is here to be asked")
    answers = answered(given, folder, wanted(chosen), _asked if asks else lambda _, suggestion: suggestion or "")
    files = content(chosen, _service(ci, answers.repository), answers)
    _must_be_valid(files[PLATFORM])
    _tell(folder, files, write(folder, files))
    return Exit.OK


def _known(word: str, words: list[str], option: str) -> str:
    if word not in words:
        raise UsageError(f"{option} `{word}` is not known; there are {', '.join(words)}")
    return word


def _asked(question: str, suggestion: str | None) -> str:
    return str(typer.prompt(question, default=suggestion))


def _service(ci: str | None, repository: str) -> str | None:
    """Whose continuous integration: as asked for, else by the repository's host."""
    if ci is not None:
        return None if ci == "none" else _known(ci, services(), "--ci")
    host = repository.partition("://")[2].partition("/")[0]
    return next((name for name in services() if name in host), None)


def _must_be_valid(text: str) -> None:
    """What was answered is in the file, so what is wrong there is wrong with an answer."""
    try:
        load(Source(PLATFORM, text))
    except InvalidPlatform as error:
        said = [f"{'.'.join(map(str, problem.place))}: {problem.message}" for problem in error.problems]
        raise UsageError("nothing is written, since the answers make no valid platform:\n" + "\n".join(said)) from None


def _tell(folder: Path, files: dict[str, str], written: Written) -> None:
    for path in written.made:
        typer.echo(f"made {folder / path}")
    for path in written.extended:
        typer.echo(f"added lines to {folder / path}")
    for path in written.left:
        typer.echo(f"left {folder / path} as it is; groundplan would have written:\n\n{files[path]}")
    step = "" if folder.resolve() == Path.cwd() else f"cd {quote(str(folder))} && "
    if (root := repository_root(folder / PLATFORM)) and root.resolve() != folder.resolve():
        rest = ", ".join(path for path in files if path != PLATFORM)
        typer.echo(
            f"{folder} is not the root of its repository: move {rest} there, and name the file in them", err=True
        )
    typer.echo(f"next: {step}groundplan schema > platform.schema.json && groundplan lint && groundplan render")
