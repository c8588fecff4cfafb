from collections.abc import Iterator

from generator.platform.cluster.versions import calendar, minor
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule(
    "UPG-004",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html",
    also=("checkov:CKV_AWS_339",),
)
def version_unknown(platform: Platform) -> Iterator[Violation]:
    """The Kubernetes version is newer than our calendar.

    EKS may offer it by now; nothing here can say until when. The message names the day of the calendar that we ship.

    Bad:

        cluster: {version: "1.99"}

    Good:

        cluster: {version: "1.36"}
    """
    version = platform.cluster.version
    known = calendar().versions
    if version not in known and minor(version) > min(map(minor, known)):
        message = (
            f"{version} is not in our calendar of {calendar().as_of}; see that EKS offers it, or update groundplan"
        )
        yield Violation(platform.cluster, "version", message)
