"""What Flux substitutes in rendered manifests: every `${...}` must be a value that the bootstrap root writes."""

from collections.abc import Collection
from pathlib import Path

from generator.platform.gitops.substitution import refusals
from generator.verify.report import Problem, Report

SUBSTITUTED = ("apps", "infrastructure")
"""The folders whose Kustomizations substitute; those of Flux' own objects do not."""


def check_substitution(folder: Path, known: Collection[str]) -> Report:
    """Check every manifest below `folder`, given the names of the values."""
    files = [file for part in SUBSTITUTED for file in sorted((folder / part).rglob("*.yaml"))]
    found = ((file, refusal) for file in files for refusal in refusals(file.read_text(errors="replace"), known))
    return Report(problems=tuple(Problem(file, refusal.line, refusal.reason) for file, refusal in found))
