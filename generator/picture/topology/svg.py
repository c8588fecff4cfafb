"""The topology as a picture: the VPC by zones and tiers, and below it who calls whom."""

from generator.picture.svg import Drawing
from generator.picture.topology import calls, network, workloads
from generator.platform.types.platform import Platform


def report(platforms: list[Platform]) -> str:
    """One picture of all platforms, one below the other."""
    drawing = Drawing(", ".join(f"{platform.name}, {platform.environment}" for platform in platforms))
    drawing.arrows()
    y = 20.0
    for platform in platforms:
        y = network.draw(drawing, platform, y)
        y = workloads.draw(drawing, calls(platform), y) + 40
    return drawing.xml()
