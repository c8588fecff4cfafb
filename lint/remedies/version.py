"""The next Kubernetes version: EKS takes one minor version at a time."""

from datetime import date

from generator.platform.cluster.versions import calendar, next_version
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix


def upgraded(platform: Platform, today: date) -> Fix | None:
    """Upgrades the control plane by one; None where that version is no better, for its standard support ends too."""
    following = next_version(platform.cluster.version)
    support = calendar().versions.get(following)
    if support is None or support.end_standard is None:
        return None
    lasts = (support.end_standard - today).days > platform.lint.parameters.days_before_end
    return Fix(following, field="version", node=platform.cluster) if lasts else None
