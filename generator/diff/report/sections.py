"""What lies folded below a comment's table: cut between objects, never inside one."""

from typing import NamedTuple

CHARACTERS = 65_000
"""GitHub refuses more than 65,536, and something may come below."""
BYTES = 200_000
"""Where fewer characters are taken than these: https://github.com/orgs/community/discussions/27190"""


class Section(NamedTuple):
    """A title that nobody else wrote, and what is below it, piece by piece; what is bulky gets what others leave."""

    title: str
    pieces: list[str]
    between: str = "\n"
    bulky: bool = False

    def text(self) -> str:
        """The section as HTML that holds CommonMark: the blank lines are what makes it so."""
        body = self.between.join(self.pieces)
        return f"<details><summary>{self.title}</summary>\n\n{body}\n\n</details>\n"


_FRAME = len(Section("", [""]).text().encode()) + 200


def fitting(sections: list[Section], before: str, characters: int = CHARACTERS) -> list[Section]:
    """The pieces, in order, for which there is room after the text that comes before them."""
    room = characters - len(before), max(characters, BYTES) - len(before.encode())
    kept: dict[int, list[str]] = {}
    for index, section in sorted(enumerate(sections), key=lambda each: each[1].bulky):
        room = room[0] - _FRAME, room[1] - _FRAME
        kept[index], room = _fitting(section, room)
    return [section._replace(pieces=kept[index]) for index, section in enumerate(sections) if kept[index]]


def _fitting(section: Section, room: tuple[int, int]) -> tuple[list[str], tuple[int, int]]:
    """The pieces of one section for which there is room, in characters and in bytes, and what these leave of it."""
    (characters, size), kept = room, []
    for piece in section.pieces:
        needs = len(piece) + len(section.between), len(piece.encode()) + len(section.between)
        if needs[0] <= characters and needs[1] <= size:
            characters, size = characters - needs[0], size - needs[1]
            kept.append(piece)
    return kept, (characters, size)
