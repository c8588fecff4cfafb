"""cdk8s in its own language."""

from benchmarks import ROOT
from benchmarks.competitors import Work
from benchmarks.competitors.objects import handed_over
from benchmarks.installed import NODE, node_modules

NAME = "cdk8s, JavaScript"
PACKAGES = ("cdk8s@2.70.106", "constructs@10.8.1")
PROGRAM = ROOT / "benchmarks" / "programs" / "cdk8s_javascript.js"


def commands(work: Work) -> list[list[str]]:
    modules = f"NODE_PATH={node_modules(*PACKAGES)}"
    return [["env", modules, str(NODE), str(PROGRAM), str(handed_over(work)), str(work.folder / "out")]]
