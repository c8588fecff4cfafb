from collections.abc import Iterator
from datetime import date

from generator.platform.cluster.versions import calendar, next_version
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies.version import upgraded
from lint.rule import WARNING, dated_rule


@dated_rule("UPG-003", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html")
def version_ends_soon(platform: Platform, today: date) -> Iterator[Violation]:
    """Support of the Kubernetes version ends within 60 days.

    With supportType standard AWS then upgrades the control plane by itself; with extended the price rises to
    sixfold, and a year later AWS upgrades it all the same. An upgrade of your own, with the nodes, takes days of
    preparation.

    Bad:

        cluster: {version: "1.34"}

    Good:

        cluster: {version: "1.35"}
    """
    version, soon = platform.cluster.version, platform.lint.parameters.days_before_end
    support = calendar().versions.get(version)
    ends = {"standard": support.end_standard, "extended": support.end_extended} if support else {}
    for kind, end in ends.items():
        if end is not None and 0 <= (end - today).days <= soon and platform.cluster.support_type in {kind, "extended"}:
            days = (end - today).days
            message = f"{kind} support of {version} ends in {days} days, on {end}; upgrade to {next_version(version)}"
            yield Violation(platform.cluster, "version", message, upgraded(platform, today))
