"""Text that others wrote as CommonMark that shows it and does nothing else.

Inside code nothing is interpreted, but code must not end early; outside of it nothing may become HTML, a mention, a
reference to an issue, a link or a marker. https://spec.commonmark.org/0.31.2/ and https://github.github.com/gfm/
"""

import re
from itertools import groupby

LINE = 300
"""Characters of a line."""
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+.!|~$:-])")
_ZERO_WIDTH = "\u200b"


def visible(text: str) -> str:
    """Without control characters, those that turn the direction of text, and those that nobody sees."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _INVISIBLE.sub("\ufffd", text.encode("utf-8", "replace").decode())


def _plain(text: str) -> str:
    """What may stand in code: a search for a marker must not find one that is only shown."""
    return visible(text).replace("<!--", f"<!{_ZERO_WIDTH}--")


def words(text: str) -> str:
    """Prose in one line: nothing in it is HTML, a mention, a link, emphasis or a cell's end."""
    line = " ".join(visible(text).split()) or "(nothing)"
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = line.replace("@", f"@{_ZERO_WIDTH}")
    line = re.sub(r"(#|GH-|gh-)(?=\d)", rf"\1{_ZERO_WIDTH}", line)
    line = re.sub(r"(?i)(https?|ftp|www)(?=[:.])", rf"\1{_ZERO_WIDTH}", line)
    return _SPECIAL.sub(r"\\\1", line)


def prose(text: str) -> str:
    """Words of ours, and what others wrote among them: what is between backticks is code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return words(text)
    return "".join(code(part) if number % 2 else _between(part) for number, part in enumerate(parts))


def _between(part: str) -> str:
    if not part.strip():
        return part and " "
    before, after = (" " if edge.isspace() else "" for edge in (part[0], part[-1]))
    return f"{before}{words(part)}{after}"


def code(text: str, width: int = LINE) -> str:
    """Inline code in one line, cut where it is long; a pipe in it ends no cell of a table."""
    line = cut(" ".join(_plain(text).split()), width) or " "
    ticks = "`" * (_run(line) + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{ticks}{pad}{line}{pad}{ticks}"


def cell(text: str, width: int = LINE) -> str:
    """Inline code for a cell of a table: GitHub splits cells at a pipe even inside code, but for an escaped one.

    A backslash before the pipe would escape the escape, so that such code has another bar instead.
    """
    return code(text, width).replace("\\|", "\\\u2223").replace("|", "\\|")


def fence(lines: list[str], language: str) -> str:
    """A block of code that nothing in it ends: its fence is longer than any run of backticks inside."""
    body = [cut(_plain(line).replace("\n", "\u240a")) for line in lines]
    ticks = "`" * max(3, max(map(_run, body), default=0) + 1)
    return "\n".join([f"{ticks}{language}", *body, ticks])


def link(shown: str, url: str) -> str:
    """A link to a web page; whatever might end it early is percent-encoded. Raises ValueError for anything else.

    https://spec.commonmark.org/0.31.2/#link-destination
    """
    if not url.startswith(("https://", "http://")):
        raise ValueError(url)
    return f"[{words(shown)}](<{''.join(map(_of_url, url))}>)"


def _of_url(character: str) -> str:
    if character.isascii() and (character.isalnum() or character in "-._~:/?#[]@!$&*+,;=%"):
        return character
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))


def cut(line: str, width: int = LINE) -> str:
    """A line of at most so many characters."""
    return line if len(line) <= width else f"{line[: width - 1]}…"


def _run(text: str) -> int:
    """The longest run of backticks."""
    return max((len(list(group)) for key, group in groupby(text) if key == "`"), default=0)
