from collections.abc import Iterator

from generator.platform.services.replicas import most
from generator.platform.services.workloads import runs
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.platform.types.workload import Autoscaling
from generator.platform.violation import Violation
from lint.rule import INFO, rule


@rule(
    "WRK-055",
    INFO,
    "https://docs.aws.amazon.com/eks/latest/best-practices/tenant-isolation.html",
    also=("hardeneks:ensure_namespace_quotas_exist",),
)
def namespace_without_quota(platform: Platform) -> Iterator[Violation]:
    """Several namespaces share the nodes, and one of them may grow until it has them all.

    An autoscaler that measures the wrong thing, or runs of a job that pile up, leave the other namespaces without room,
    and make nodes until somebody sees the bill. A quota ends that at its namespace. One namespace alone needs none, nor
    does one whose services run a fixed number of pods.

    Bad:

        addons: {metrics-server: {}}
        services:
          web: {replicas: {min: 2, max: 40}}
          report: {namespace: batch, image: "public.ecr.aws/nginx/nginx:1.29"}

    Good:

        addons: {metrics-server: {}}
        services:
          web: {replicas: {min: 2, max: 40}}
          report: {namespace: batch, image: "public.ecr.aws/nginx/nginx:1.29"}
        namespaces: {shop: {quota: {cpu: "20", memory: 40Gi, pods: 60}}}
    """
    bounded = {name for name, settings in platform.namespaces.items() if settings.quota is not None}
    if len({service.namespace for service in platform.services.values() if runs(service)}) < 2:
        return
    for name, service in platform.services.items():
        if service.namespace not in bounded and (grown := _grown(platform, service)):
            message = f"{name} may grow to {grown}, and take the nodes from other namespaces; give its own a quota"
            yield Violation(service, "namespace", message)


def _grown(platform: Platform, service: Service) -> str | None:
    """What a service may become; None where that is what it is."""
    if isinstance(service.replicas, Autoscaling):
        return f"{most(platform, service)} pods"
    return "any number of runs" if service.cron and service.cron.concurrency_policy == "Allow" else None
