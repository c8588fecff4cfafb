"""The text of a comment, with what finds it again and what says how new it is."""

import re
from typing import NamedTuple

_STAMP = re.compile(r"<!-- groundplan:run ([0-9]{1,18})\.([0-9]{1,18}) -->\s*\Z")
_CUT = "\n**Details are left out**: the comment would be longer than the service takes.\n"
_DETAILS = "\n<details>"


class Draft(NamedTuple):
    """What is to stand in a comment; `body` begins with its marker, a line that no other comment has."""

    body: str
    commit: str = ""
    run: tuple[int, int] = (0, 0)

    @property
    def marker(self) -> str:
        return self.body.partition("\n")[0]

    def room(self, limit: int) -> int:
        """Characters that a body may have, so that the whole has no more than `limit`."""
        return limit - len(self._end)

    def text(self, limit: int) -> str:
        """The whole comment in at most so many characters: what is folded goes first, then line by line."""
        room = self.room(limit)
        if len(self.body) <= room:
            return self.body + self._end
        lines = self.body.partition(_DETAILS)[0].splitlines(keepends=True)
        while lines and sum(map(len, lines)) > room - len(_CUT):
            lines.pop()
        return "".join(lines).rstrip("\n") + "\n" + _CUT + self._end

    def short(self) -> str:
        """Without anything that is folded, for a service that takes less than it says."""
        return self.text(len(self.body.partition(_DETAILS)[0]) + len(_CUT) + len(self._end) + 1)

    @property
    def _end(self) -> str:
        return f"\n<!-- groundplan:run {self.run[0]}.{self.run[1]} -->" if self.run[0] else ""


def stamped(text: str) -> tuple[int, int]:
    """Which run wrote a comment; zeros where it does not say."""
    found = _STAMP.search(text)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def same(one: str, other: str) -> bool:
    """Whether two comments say the same, whichever run wrote them and however the service keeps their lines."""
    return _kept(one) == _kept(other)


def _kept(text: str) -> str:
    return _STAMP.sub("", text.replace("\r\n", "\n")).rstrip()
