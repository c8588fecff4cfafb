"""Mermaid flowcharts: the only place that writes their syntax.

https://mermaid.js.org/syntax/flowchart.html
"""

from typing import Literal

_BRACKETS = {"box": ("[", "]"), "pill": ("([", "])"), "hexagon": ("{{", "}}"), "store": ("[(", ")]")}
Shape = Literal["box", "pill", "hexagon", "store"]


class Ids:
    """Short ids for the things of a page, in the order in which they are named first."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def __call__(self, thing: str) -> str:
        return self.known.setdefault(thing, f"n{len(self.known)}")


def quoted(label: str) -> str:
    """A label in quotes, as text: entity codes for what Mermaid or HTML would read.

    https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
    """
    return f'"{"".join(map(_character, label))}"'


def _character(character: str) -> str:
    return f"#{ord(character)};" if character in '"&<>#`' or not character.isprintable() else character


def node(identity: str, label: str, shape: Shape = "box") -> str:
    """A thing."""
    start, end = _BRACKETS[shape]
    return f"  {identity}{start}{quoted(label)}{end}"


def edge(start: str, end: str, label: str = "") -> str:
    """An arrow between the ids of two things."""
    return f"  {start} -->{f'|{quoted(label)}|' if label else ''} {end}"


def comment(words: str) -> str:
    """A line for readers of the text."""
    return f"  %% {words}"


def subgraph(identity: str, label: str, lines: list[str]) -> list[str]:
    """Things in a frame."""
    return [f"  subgraph {identity}[{quoted(label)}]", *(f"  {line}" for line in lines), "  end"]


def chart(direction: Literal["LR", "TB"], lines: list[str]) -> str:
    """A flowchart."""
    return "\n".join([f"flowchart {direction}", *lines]) + "\n"
