"""Proves a rendered environment with tools that we did not write: kubeconform, and Terraform or OpenTofu."""

from collections.abc import Collection
from pathlib import Path

from generator.verify.report import Problem, Report, Unchecked

__all__ = ["Problem", "Report", "Unchecked", "verify"]

ROOTS = ("terraform", "bootstrap")


def verify(folder: Path, kubernetes_version: str, values: Collection[str]) -> Report:
    """Check one environment's folder (`rendered/production`), for Kubernetes `1.36` or the like.

    `values` are the names that Flux may substitute.

    Raises UsageError where nothing is rendered there, and ToolFailed where kubeconform cannot be had.
    """
    from generator.errors import UsageError
    from generator.verify.kubeconform import check_manifests
    from generator.verify.substitution import check_substitution
    from generator.verify.terraform import check_root

    parts = [name for name in ("kubernetes", *ROOTS) if (folder / name).is_dir()]
    if not parts:
        raise UsageError(f"nothing is rendered in {folder}: run `groundplan render`")
    report = Report()
    for name in ("kubernetes", *ROOTS):
        part = folder / name
        if name not in parts:
            report += Report(unchecked=(Unchecked(str(part), "it is not rendered"),))
        elif name == "kubernetes":
            report += check_manifests(part, kubernetes_version)
            report += check_substitution(part, values)
        else:
            report += check_root(part)
    return report
