"""Fluentd's configuration, read strictly: elements in elements, and parameters.

https://docs.fluentd.org/configuration/config-file
"""

import re
from typing import NamedTuple


class Element(NamedTuple):
    name: str
    argument: str
    parameters: dict[str, str]
    children: list["Element"]

    @property
    def type(self) -> str:
        return self.parameters.get("@type", "")

    def named(self, name: str) -> list["Element"]:
        return [child for child in self.children if child.name == name]


def parse(text: str) -> Element:
    """The whole as an element; raises ValueError for what Fluentd would not take as it is meant."""
    stack = [Element("ROOT", "", {}, [])]
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        if line[: len(line) - len(line.lstrip())] != "  " * (len(stack) - (2 if stripped.startswith("</") else 1)):
            raise ValueError(f"line {number}: indented by another depth than its own")
        if opening := re.fullmatch(r"<([a-z_]+)(?: ([^<>]+))?>", stripped):
            element = Element(opening[1], opening[2] or "", {}, [])
            stack[-1].children.append(element)
            stack.append(element)
        elif stripped.startswith("</"):
            if len(stack) == 1 or stripped != f"</{stack.pop().name}>":
                raise ValueError(f"line {number}: {stripped} closes another element")
        else:
            _parameter(stack[-1], stripped, number)
    if len(stack) > 1:
        raise ValueError(f"<{stack[-1].name}> is not closed")
    return stack[0]


def _parameter(element: Element, line: str, number: int) -> None:
    name, _, value = line.partition(" ")
    if not re.fullmatch(r"@?[a-z0-9_]+", name) or not value or value != value.strip():
        raise ValueError(f"line {number}: no parameter: {line}")
    if name in element.parameters:
        raise ValueError(f"line {number}: {name} twice")
    if value[0] == '"':
        # Ruby is run only in double quotes: the environment is all that is asked for.
        if not re.fullmatch(r'"([^"\\#]|\\n|#\{ENV\[\'[A-Z0-9_]+\'\]\})*"', value):
            raise ValueError(f"line {number}: no text in quotes: {value}")
    elif " #" in value or "#{" in value:
        raise ValueError(f"line {number}: a comment behind a value: {value}")
    element.parameters[name] = value
