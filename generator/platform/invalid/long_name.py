"""A name that leaves no room for what Kubernetes puts behind it."""

from collections.abc import Iterator

from generator.platform.services.workloads import kind_of
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation

LONGEST = {"CronJob": 52, "StatefulSet": 52}
"""Of a CronJob the time of a run comes behind the name, of a StatefulSet the hash of a version, both in 63 characters.
https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
https://github.com/kubernetes/kubernetes/issues/64023"""


def check(platform: Platform) -> Iterator[Violation]:
    """Yield services whose name is too long for their kind, and parts whose joined name is too long."""
    for name, service in platform.services.items():
        longest = LONGEST.get(kind_of(service))
        if longest is not None and len(name) > longest:
            message = f"the name of a {service.kind} has at most {longest} characters, and {name} has {len(name)}"
            yield Violation(service, "kind", message)
