"""Write rendered/, or say what would be written."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.loading import platforms
from generator.cli.options import DEFAULT, Environments, File, Files
from generator.cli.progress import tracked
from generator.errors import Exit, Refused, UsageError
from generator.platform.types.platform import Platform
from generator.write import Plan, abandoned, apply, exclusive, folder, plan


def command(
    files: Files = None,
    file: File = DEFAULT,
    environment: Environments = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 3 when something would change.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; show what would change.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace files that were edited by hand or are not ours.")
    ] = False,
    remove: Annotated[
        str | None, typer.Option(help="Remove what was rendered for an environment that is gone.", show_default=False)
    ] = None,
) -> int:
    """Write rendered/ beside platform.yaml: Terraform JSON and Flux manifests for every environment.

    Example: groundplan render --check
    """
    return max(_render(path, environment, check, diff, force, remove) for path in files or [file])


def _render(file: Path, names: list[str] | None, check: bool, diff: bool, force: bool, remove: str | None) -> Exit:
    _, found = platforms(file, None if remove else names)
    if remove is not None and remove in found:
        raise UsageError(f"{remove} is still declared in {file}; take it out there first")
    with exclusive(file, lambda: typer.echo("waiting for another groundplan in this folder", err=True)):
        plans = _plans(file, found, names, force, remove)
        _refuse(plans)
        if diff:
            _show(plans)
        if check or diff:
            return _stale(plans, quiet=diff) if check else Exit.OK
        for each in tracked(plans, "writing"):
            apply(each)
    _summarize(plans)
    return Exit.OK


def _plans(
    file: Path, found: dict[str, Platform], names: list[str] | None, force: bool, remove: str | None
) -> list[Plan]:
    from generator.render import render

    if remove is not None:
        if remove not in abandoned(file, found):
            raise UsageError(f"nothing of ours is in {folder(file, remove)}")
        return [plan(folder(file, remove), {}, force=force)]
    gone = [] if names else abandoned(file, found)
    if gone:
        more = "; ".join(f"run `groundplan render --remove {name}`" for name in gone)
        raise Refused(
            f"{', '.join(str(folder(file, name)) for name in gone)}: no environment of that name is left; {more}"
        )
    return [plan(folder(file, name), render(found[name]), force=force) for name in tracked(list(found), "rendering")]


def _refuse(plans: list[Plan]) -> None:
    refused = [f"{each.folder / refusal.path}: {refusal.reason}" for each in plans for refusal in each.refused]
    if refused:
        listed = "\n".join(f"  {line}" for line in refused)
        advice = "take the edits to platform.yaml or move the files away; `groundplan render --force` replaces them"
        raise Refused(f"nothing was written, since these are not as we left them:\n{listed}\n{advice}")


def _show(plans: list[Plan]) -> None:
    from generator.cli.unified import unified

    for each in plans:
        for path in each.changed:
            sys.stdout.write(unified(each, path))


def _stale(plans: list[Plan], quiet: bool) -> Exit:
    changed = [each.folder / path for each in plans for path in each.changed]
    changed += [each.folder / "groundplan.lock.json" for each in plans if not each.changed and not each.lock_is_current]
    if changed and not quiet:
        typer.echo("\n".join(f"stale: {path}" for path in changed))
        typer.echo(f"{len(changed)} files are stale; run `groundplan render`", err=True)
    return Exit.STALE if changed else Exit.OK


def _summarize(plans: list[Plan]) -> None:
    for each in plans:
        counts = {"created": each.created, "changed": each.replaced, "removed": each.deleted}
        said = ", ".join(f"{len(paths)} {word}" for word, paths in counts.items() if paths) or "unchanged"
        typer.echo(f"{each.folder}: {len(each.files)} files, {said}")
