"""kubectl kustomize, which builds what we have rendered."""

import shutil

from benchmarks.competitors import Work
from benchmarks.timing import Unavailable

NAME = "kubectl kustomize"
MOST = 100
"""Services that it builds in seconds: its time grows with the square of the number of objects."""


def commands(work: Work) -> list[list[str]]:
    if shutil.which("kubectl") is None:
        raise Unavailable("kubectl is not on PATH")
    if work.services > MOST and not work.large:
        raise Unavailable("takes minutes; --large runs it")
    shutil.copytree(work.apps, work.folder / "apps")
    lines = [f"- {folder.name}" for folder in sorted(work.apps.iterdir())]
    kustomization = work.folder / "apps" / "kustomization.yaml"
    kustomization.write_text("\n".join(["resources:", *lines, ""]))
    return [["kubectl", "kustomize", "--output", str(work.folder / "out" / "all.yaml"), str(kustomization.parent)]]
