"""Prove what is rendered with other people's tools."""

from pathlib import Path

import typer

from generator.cli.asking import DEFAULT
from generator.cli.loading import platforms
from generator.cli.options import Environments, File, Files
from generator.cli.progress import tracked
from generator.errors import Exit
from generator.platform.gitops.bridge import value_names
from generator.verify import Report, verify
from generator.write import folder


def command(files: Files = None, file: File = DEFAULT, environment: Environments = None) -> int:
    """Check rendered/ with kubeconform (strict, offline) and terraform validate.

    Example: groundplan verify --environment production
    """
    return max(_verify(path, environment) for path in files or [file])


def _verify(file: Path, names: list[str] | None) -> Exit:
    _, found = platforms(file, names)
    report = Report()
    for name in tracked(list(found), "verifying"):
        report += verify(folder(file, name), found[name].cluster.version, value_names(found[name]))
    for problem in report.problems:
        line = f":{problem.line}" if problem.line else ""
        typer.echo(f"{problem.path}{line}: error: {problem.message}")
    for unchecked in report.unchecked:
        typer.echo(f"not checked: {unchecked.what}: {unchecked.reason}")
    checked = f"{report.manifests} manifests and {len(report.roots)} Terraform roots"
    missed = f"; {len(report.unchecked)} parts not checked" if report.unchecked else ""
    typer.echo(f"{file}: {len(report.problems)} problems in {checked}{missed}")
    return Exit.FINDINGS if report.problems else Exit.OK
