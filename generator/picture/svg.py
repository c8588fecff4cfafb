"""SVG: the only place that writes its syntax, and the look that all pictures share."""

from typing import Any

STYLE = """
svg { font: 12px ui-sans-serif, system-ui, "Segoe UI", "DejaVu Sans", Arial, sans-serif; }
.page { fill: #ffffff; } text { fill: #1f2328; } .faint { fill: #59636e; } .bold { font-weight: 600; }
.title { font-size: 18px; font-weight: 600; } .small { font-size: 11px; } .bad { fill: #c9262c; font-weight: 600; }
.frame { fill: none; stroke: #8c959f; } .zone { fill: #f6f8fa; stroke: #d1d9e0; } .track { fill: #eaeef2; }
.box { fill: #ffffff; stroke: #8c959f; } .chip { fill: #eaeef2; stroke: none; } .edge { fill: none; stroke: #6e7781; }
.public { stroke: #1a7f37; } .private { stroke: #0969da; } .isolated { stroke: #8c959f; }
.route { fill: none; stroke-width: 1.5; } .limit { stroke: #c9262c; stroke-width: 2; } .tick { stroke: #1f2328; }
.label { paint-order: stroke; stroke: #ffffff; stroke-width: 4px; }
.c0 { fill: #0969da; } .c1 { fill: #8250df; } .c2 { fill: #1a7f37; } .c3 { fill: #9fd3aa; } .c4 { fill: #bc4c00; }
.c5 { fill: #bf8700; } .c6 { fill: #1b7c83; } .c7 { fill: #57606a; } .c8 { fill: #bf3989; }
@media (prefers-color-scheme: dark) {
  .page { fill: #0d1117; } text { fill: #f0f6fc; } .faint { fill: #9198a1; } .bad { fill: #ff7b72; }
  .frame { stroke: #656c76; } .zone { fill: #151b23; stroke: #3d444d; } .track { fill: #212830; }
  .box { fill: #0d1117; stroke: #656c76; } .chip { fill: #262c36; } .edge { stroke: #9198a1; }
  .public { stroke: #3fb950; } .private { stroke: #4493f8; } .isolated { stroke: #656c76; }
  .limit { stroke: #ff7b72; } .tick { stroke: #f0f6fc; } .label { stroke: #0d1117; }
  .c0 { fill: #4493f8; } .c1 { fill: #ab7df8; } .c2 { fill: #3fb950; } .c3 { fill: #1f5a2c; } .c4 { fill: #db6d28; }
  .c5 { fill: #d29922; } .c6 { fill: #39c5cf; } .c7 { fill: #9198a1; } .c8 { fill: #f778ba; }
}
"""
CHARACTER = 6.8
"""The width of a character of 12 px, on the safe side."""


class Drawing:
    """A picture of boxes, lines and text; lengths are in px from the top left corner."""

    def __init__(self, title: str) -> None:
        from xml.etree import ElementTree as ET

        self._make = ET.SubElement
        self._root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img"})
        self._add("title").text = _allowed(title)
        self._add("style").text = STYLE
        self._page = self._add("rect", class_="page")
        self.width = self.height = 0.0

    def _add(self, tag: str, **attributes: Any) -> Any:
        named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        return self._make(self._root, tag, {key: _value(value) for key, value in named.items() if value is not None})

    def _reach(self, x: float, y: float) -> None:
        self.width, self.height = max(self.width, x), max(self.height, y)

    def box(  # noqa: PLR0913 - where, how large and how
        self, x: float, y: float, width: float, height: float, kind: str, *, radius: float = 6
    ) -> None:
        """A rectangle of a kind of the style sheet."""
        self._reach(x + width, y + height)
        self._add("rect", x=x, y=y, width=width, height=height, rx=radius or None, class_=kind)

    def text(  # noqa: PLR0913 - where, what and how
        self, x: float, y: float, words: str, kind: str = "", *, room: float | None = None, anchor: str | None = None
    ) -> None:
        """One line, its baseline at y; what is longer than `room` px is cut, and whole in a tooltip."""
        shown = _allowed(words) if room is None else shortened(_allowed(words), room)
        if anchor is None:
            self._reach(x + len(shown) * CHARACTER, y + 4)
        element = self._add("text", x=x, y=y, class_=kind or None, text_anchor=anchor)
        element.text = shown
        if shown != words:
            tooltip = self._make(element, "title")
            tooltip.text = _allowed(words)

    def path(self, points: str, kind: str, *, arrow: bool = False) -> None:
        """A line, as SVG's path has it: `M 0 0 L 10 10`."""
        self._add("path", d=points, class_=kind, marker_end="url(#arrow)" if arrow else None)

    def arrows(self) -> None:
        """Define the head of arrows; call it before the first."""
        marker = self._add("marker", id="arrow", viewBox="0 0 8 8", refX=7, refY=4, markerWidth=7, markerHeight=7)
        marker.set("orient", "auto")
        self._make(marker, "path", {"d": "M0 0 L8 4 L0 8 z", "class": "c7"})

    def xml(self, margin: float = 24) -> str:
        """The file."""
        from xml.etree import ElementTree as ET

        width, height = self.width + margin, self.height + margin
        self._page.attrib |= {"width": "100%", "height": "100%"}
        self._root.attrib |= {
            "viewBox": f"0 0 {_value(width)} {_value(height)}",
            "width": _value(width),
            "height": _value(height),
        }
        ET.indent(self._root, " ")
        return ET.tostring(self._root, encoding="unicode") + "\n"


def shortened(words: str, room: float) -> str:
    """As much of a line as has room."""
    most = max(int(room / CHARACTER), 1)
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _value(value: Any) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def _allowed(words: str) -> str:
    """Without the characters that XML has no way to say.

    https://www.w3.org/TR/xml/#charsets
    """
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in words)
