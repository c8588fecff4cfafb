"""Templates in a loop, the templates made of our own render of one service: nothing is checked, only written."""

import json
from pathlib import Path

from benchmarks import ROOT
from benchmarks.competitors import Work
from benchmarks.platforms import namespace, service
from benchmarks.timing import PYTHON

NAME = "jinja2 in a loop"
PROGRAM = ROOT / "benchmarks" / "programs" / "jinja2_loop.py"
SAMPLE = 5


def commands(work: Work) -> list[list[str]]:
    templates, values = work.folder / "templates", work.folder / "values.json"
    templates.mkdir()
    holes = {value: f"{{{{ {key} }}}}" for key, value in _values(SAMPLE, work.services).items()}
    for file in (work.apps / service(SAMPLE)).iterdir():
        (templates / file.name).write_text(_with_holes(file, holes))
    values.write_text(json.dumps([_values(index, work.services) for index in range(work.services)]))
    return [[*PYTHON, str(PROGRAM), str(templates), str(values), str(work.folder / "out")]]


def _with_holes(file: Path, holes: dict[str, str]) -> str:
    text = file.read_text()
    for value, hole in holes.items():
        text = text.replace(value, hole)
    return text


def _values(index: int, services: int) -> dict[str, str]:
    caller, callee = (index - 1) % services, (index + 1) % services
    return {
        "name": service(index),
        "namespace": namespace(index),
        "caller": service(caller),
        "caller_namespace": namespace(caller),
        "callee": service(callee),
        "callee_namespace": namespace(callee),
    }
