"""A runner of GitHub Actions as far as a composite action needs one: expressions, and commands in what is printed.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

import os
import re
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

_EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")
_NEW = re.compile(r"\s*::([\w-]+)[^:]*::(.*)")
_OLD = re.compile(r"##\[([\w-]+)[^\]]*\](.*)")


class Command(NamedTuple):
    """What a line of output makes the runner do."""

    name: str
    said: str


def commands(output: str) -> list[Command]:
    """The commands in what a step prints: those that begin a line, and the older ones anywhere in it."""
    found, word = [], ""
    for line in output.splitlines():
        if word:
            word = "" if line.strip() == f"::{word}::" else word
            continue
        command = _NEW.match(line) or _OLD.search(line)
        if command and command[1] == "stop-commands":
            word = command[2].strip()
        elif command:
            found.append(Command(command[1], command[2]))
    assert not word, "commands were never started again"
    return found


class Runner:
    """Steps that run scripts, in a checkout; `values` are what expressions mean, `outputs` those of the steps."""

    def __init__(self, folder: Path, temporary: Path, values: dict[str, str], environment: dict[str, str]) -> None:
        self.folder, self.temporary, self.values = folder, temporary, values
        self.environment = environment
        self.outputs: dict[str, dict[str, str]] = {}
        self.printed: dict[str, str] = {}
        self.codes: dict[str, int] = {}

    def run(self, step: dict[str, Any]) -> None:
        """Run a step of bash; its name is where its output is kept."""
        assert "${{" not in step["run"]
        name = step.get("id", step.get("name", ""))
        written = self.temporary / f"output-{name}"
        written.touch()
        environment = {key: self._meant(value) for key, value in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self._meant(step.get("working-directory", str(self.folder))),
            env={"PATH": os.environ["PATH"], "HOME": str(self.temporary), "RUNNER_TEMP": str(self.temporary)}
            | self.environment
            | environment
            | {"GITHUB_OUTPUT": str(written)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.printed[name], self.codes[name] = done.stdout, done.returncode
        lines = [line.partition("=") for line in written.read_text().splitlines()]
        self.outputs[name] = {key: value for key, _, value in lines}

    def _meant(self, text: str) -> str:
        return _EXPRESSION.sub(lambda found: self._value(found[1]), str(text))

    def _value(self, expression: str) -> str:
        step = re.fullmatch(r"steps\.(\w+)\.outputs\.([\w-]+)", expression)
        if step:
            return self.outputs.get(step[1], {}).get(step[2], "")
        return self.values[expression]
