"""kapitan with a kadet component."""

import shutil

from benchmarks import ROOT
from benchmarks.competitors import Work
from benchmarks.competitors.objects import handed_over
from benchmarks.installed import python
from benchmarks.timing import Unavailable

NAME = "kapitan, kadet"
VERSION = "0.36.3"
MOST = 1_000
PROGRAM = ROOT / "benchmarks" / "programs" / "kapitan_kadet.py"
TARGET = """\
parameters:
  target_name: bench
  kapitan:
    vars:
      target: bench
    compile:
    - input_type: kadet
      output_type: yaml
      output_path: .
      input_paths: [components/bench]
"""


def commands(work: Work) -> list[list[str]]:
    if work.services > MOST and not work.large:
        raise Unavailable("takes minutes; --large runs it")
    kapitan = python("kapitan", VERSION) / "kapitan"
    handed_over(work)
    (work.folder / "inventory" / "targets").mkdir(parents=True)
    (work.folder / "inventory" / "targets" / "bench.yml").write_text(TARGET)
    (work.folder / "inventory" / "classes").mkdir()
    (work.folder / "components" / "bench").mkdir(parents=True)
    shutil.copy(PROGRAM, work.folder / "components" / "bench" / "__init__.py")
    return [[str(kapitan), "compile", "--output-path", "out"]]
