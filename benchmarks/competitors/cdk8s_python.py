"""cdk8s by its Python binding."""

from benchmarks import ROOT
from benchmarks.competitors import Work
from benchmarks.competitors.objects import handed_over
from benchmarks.installed import NODE, python

NAME = "cdk8s, Python"
VERSION = "2.70.115"
PROGRAM = ROOT / "benchmarks" / "programs" / "cdk8s_python.py"


def commands(work: Work) -> list[list[str]]:
    programs = python("cdk8s", VERSION)
    path = f"PATH={NODE.parent}:/usr/bin:/bin"
    return [["env", path, str(programs / "python"), str(PROGRAM), str(handed_over(work)), str(work.folder / "out")]]
