"""What a side of a comparison looks like."""

from generator.diff.side import Side


def drawn(side: Side, environment: str) -> str:
    """The topology of an environment as Mermaid text; empty where that side has none."""
    from generator.picture.topology.mermaid import report

    platform = side.platforms.get(environment)
    return report([platform]) if platform is not None else ""
