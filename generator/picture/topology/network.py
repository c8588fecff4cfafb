"""The VPC as a picture: routes in the left gutter of every zone, the control plane's lines in the right one."""

from typing import NamedTuple

from generator.picture.svg import CHARACTER, Drawing
from generator.picture.topology.grid import Cell, Row, rows, vpc_addresses
from generator.platform.network.addresses import zone_name
from generator.platform.network.adopted import adopts, shared_nat
from generator.platform.network.ipv6_blocks import has_way_out
from generator.platform.network.placement import control_plane_zones
from generator.platform.types.platform import Platform

LEFT, LABELS, GUTTER, BETWEEN = 24.0, 200.0, 26.0, 16.0
HEAD, CHIP, ROW_GAP = 40.0, 22.0, 14.0
"""Heights: of a subnet's name and CIDR, of one thing in it, between two tiers."""


class _Layout(NamedTuple):
    """The left edges of zones, the tops of tiers, and the frame's top and bottom."""

    zones: dict[str, float]
    width: float
    tops: dict[str, float]
    heights: dict[str, float]
    top: float
    bottom: float

    @property
    def right(self) -> float:
        return max(self.zones.values()) + self.width + BETWEEN

    def middle(self, tier: str) -> float:
        return self.tops[tier] + self.heights[tier] / 2


def draw(drawing: Drawing, platform: Platform, y: float) -> float:
    """Draw the VPC below y; returns where it ends."""
    tiers = rows(platform)
    layout = _layout(platform, tiers, y + 74)
    _frames(drawing, platform, layout, y)
    for row in tiers:
        _labels(drawing, row, layout)
    _ways_out(drawing, platform, tiers, layout)
    _control_plane(drawing, platform, layout)
    for row in tiers:
        for zone, cell in row.cells.items():
            _cell(drawing, row, cell, layout.zones[zone] + GUTTER, layout)
    return layout.bottom + 76


def _layout(platform: Platform, tiers: list[Row], top: float) -> _Layout:
    cells = [cell for row in tiers for cell in row.cells.values()]
    longest = max(len(words) for cell in cells for words in (*cell.inhabitants, f"{cell.addresses} {cell.subnet.name}"))
    width = min(max(longest * CHARACTER + 34, 190.0), 330.0) + 2 * GUTTER
    start = LEFT + LABELS
    zones = {zone: start + index * (width + BETWEEN) for index, zone in enumerate(sorted(platform.vpc.zones))}
    tops, heights, y = {}, {}, top + 34
    for row in tiers:
        most = max((len(cell.inhabitants) + cell.nat for cell in row.cells.values()), default=0)
        tops[row.tier], heights[row.tier] = y, HEAD + most * CHIP + (6 if most else 0)
        y += heights[row.tier] + ROW_GAP
    return _Layout(zones, width, tops, heights, top, y)


def _frames(drawing: Drawing, platform: Platform, layout: _Layout, y: float) -> None:
    frame = layout.right - LEFT
    title = ", ".join(filter(None, (platform.name, platform.environment, platform.region, platform.vpc.id)))
    drawing.text(LEFT, y + 14, title, "title")
    drawing.box(LEFT, layout.top - 14, frame, layout.bottom - layout.top + 28, "frame", radius=10)
    drawing.text(LEFT, y + 36, f"VPC {vpc_addresses(platform)}", "bold", room=max(frame / 2 - 80, LABELS))
    for zone, x in layout.zones.items():
        drawing.box(x, layout.top, layout.width, layout.bottom - layout.top, "zone", radius=8)
        drawing.text(x + layout.width / 2, layout.top + 20, zone_name(platform, zone), "bold", anchor="middle")


def _labels(drawing: Drawing, row: Row, layout: _Layout) -> None:
    y = layout.tops[row.tier]
    drawing.text(LEFT + 14, y + 16, row.tier, "bold", room=LABELS - 20)
    drawing.text(LEFT + 14, y + 32, f"{row.kind}, {row.route}", "small faint", room=LABELS - 14)


def _cell(drawing: Drawing, row: Row, cell: Cell, x: float, layout: _Layout) -> None:
    y, width = layout.tops[row.tier], layout.width - 2 * GUTTER
    drawing.box(x, y, width, layout.heights[row.tier], f"box {row.kind}")
    drawing.text(x + 10, y + 16, cell.subnet.name, "bold", room=width - 20)
    drawing.text(x + 10, y + 31, cell.addresses, "small faint", room=width - 20)
    for index, words in enumerate((["NAT gateway"] if cell.nat else []) + cell.inhabitants):
        top = y + HEAD + index * CHIP
        drawing.box(x + 8, top, width - 16, CHIP - 4, "chip", radius=4)
        drawing.text(x + 16, top + 13, words, "small", room=width - 26)


def _ways_out(drawing: Drawing, platform: Platform, tiers: list[Row], layout: _Layout) -> None:
    public = [row for row in tiers if row.kind == "public"]
    private = [row for row in tiers if row.kind == "private"]
    shared = shared_nat(platform)
    if public or (shared and not adopts(platform)):
        _internet(drawing, public, layout)
    if private and shared:
        _shared_nat(drawing, shared, private, layout)
    sources = {zone: row.tier for row in tiers for zone, cell in row.cells.items() if cell.nat}
    for zone in layout.zones if sources else ():
        ends = _in_zone(private, zone)
        if ends:
            _nat(drawing, zone, zone if zone in sources else platform.vpc.zones[0], sources, ends, layout)
    if has_way_out(platform):
        _egress_only(drawing, layout)


def _in_zone(rows: list[Row], zone: str) -> list[str]:
    """The tiers with a subnet in a zone."""
    return [row.tier for row in rows if zone in row.cells]


def _internet(drawing: Drawing, public: list[Row], layout: _Layout) -> None:
    """From the internet to its gateway, and from there down the left gutter of every zone to each public subnet."""
    y, centre = layout.top - 14, (layout.right + LEFT) / 2
    drawing.box(centre - 70, y - 42, 140, 20, "box public", radius=10)
    drawing.text(centre, y - 28, "internet", "small", anchor="middle")
    drawing.path(f"M {centre:.1f} {y - 22:.1f} V {y:.1f}", "route public")
    if public:
        _down(drawing, public, layout, (centre, y + 7), ("public", GUTTER / 2 - 4))
    drawing.box(centre - 58, y - 10, 116, 20, "box public", radius=4)
    drawing.text(centre, y + 4, "internet gateway", "small", anchor="middle")


def _egress_only(drawing: Drawing, layout: _Layout) -> None:
    """The gateway of private subnets' IPv6, on the frame: its routes are those of NAT, and drawn once."""
    words = "egress-only gateway"
    width, y = len(words) * CHARACTER + 16, layout.top - 14
    drawing.box(layout.right - width - 8, y - 10, width, 20, "box private", radius=4)
    drawing.text(layout.right - width / 2 - 8, y + 4, words, "small", anchor="middle")


def _shared_nat(drawing: Drawing, words: str, private: list[Row], layout: _Layout) -> None:
    """From NAT that lies in no subnet drawn here to each private subnet."""
    y, left = layout.top - 14, (layout.right + LEFT) / 2 + 78
    width = len(words) * CHARACTER + 24
    _down(drawing, private, layout, (left + width / 2, y + 11), ("private", GUTTER / 2 + 4))
    drawing.box(left, y - 10, width, 20, "box private", radius=4)
    drawing.text(left + width / 2, y + 4, words, "small", anchor="middle")


def _down(
    drawing: Drawing, rows: list[Row], layout: _Layout, start: tuple[float, float], style: tuple[str, float]
) -> None:
    """From a point above all zones down the left gutter of each to its subnets; `style` is a kind and its lane."""
    (x, y), (kind, lane) = start, style
    tiers = {left: found for zone, left in layout.zones.items() if (found := _in_zone(rows, zone))}
    ends = [left + lane for left in tiers] + [x]
    drawing.path(f"M {min(ends):.1f} {y:.1f} H {max(ends):.1f}", f"route {kind}")
    for left, found in tiers.items():
        drawing.path(f"M {left + lane:.1f} {y:.1f} V {layout.middle(found[-1]):.1f}", f"route {kind}")
        for tier in found:
            drawing.path(f"M {left + lane:.1f} {layout.middle(tier):.1f} H {left + GUTTER:.1f}", f"route {kind}")


def _nat(  # noqa: PLR0913, PLR0917 - a line has two ends
    drawing: Drawing, zone: str, gateway: str, sources: dict[str, str], private: list[str], layout: _Layout
) -> None:
    """From a NAT gateway down the left gutter of a zone to each private subnet there."""
    tier, shift = sources[gateway], GUTTER / 2 + 4
    start, bus = layout.zones[gateway] + shift, layout.zones[zone] + shift
    chip = layout.tops[tier] + HEAD + CHIP / 2 - 2
    drawing.path(f"M {layout.zones[gateway] + GUTTER + 8:.1f} {chip:.1f} H {start:.1f}", "route private")
    across = layout.tops[tier] + layout.heights[tier] + ROW_GAP / 2
    drawing.path(
        f"M {start:.1f} {chip:.1f} V {across:.1f} H {bus:.1f} V {layout.middle(private[-1]):.1f}", "route private"
    )
    for each in private:
        drawing.path(f"M {bus:.1f} {layout.middle(each):.1f} H {layout.zones[zone] + GUTTER:.1f}", "route private")


def _control_plane(drawing: Drawing, platform: Platform, layout: _Layout) -> None:
    """From the control plane, which lies in a VPC of AWS, up the right gutter of every zone to its interfaces."""
    tier, y = platform.cluster.subnets, layout.bottom + 44
    centre = (layout.right + LEFT) / 2
    zones = control_plane_zones(platform)
    buses = {zone: x + layout.width - GUTTER / 2 for zone, x in layout.zones.items() if zone in zones}
    ends = [*buses.values(), centre]
    drawing.path(f"M {min(ends):.1f} {y - 12:.1f} H {max(ends):.1f}", "route edge")
    drawing.path(f"M {centre:.1f} {y - 12:.1f} V {y:.1f}", "route edge")
    for bus in buses.values():
        drawing.path(f"M {bus:.1f} {y - 12:.1f} V {layout.middle(tier):.1f} h {-GUTTER / 2:.1f}", "route edge")
    words = f"EKS {platform.cluster.version} control plane, in a VPC of AWS; {_reached(platform)}"
    width = len(words) * CHARACTER + 24
    drawing.box(centre - width / 2, y, width, 24, "box")
    drawing.text(centre, y + 16, words, "small", anchor="middle")


def _reached(platform: Platform) -> str:
    endpoint = platform.cluster.endpoint
    ways = [word for word, open_ in (("private", endpoint.private), ("public", endpoint.public)) if open_]
    return f"{' and '.join(ways) or 'no'} endpoint"
