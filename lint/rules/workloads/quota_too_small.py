from collections.abc import Iterator

from generator.platform.containers import pod_request
from generator.platform.quantities import MIB, millicores, size
from generator.platform.replicas import most
from generator.platform.service_load_balancers import load_balancer
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from generator.platform.workloads import runs
from lint.rule import ERROR, rule


@rule("WRK-056", ERROR, "https://kubernetes.io/docs/concepts/policy/resource-quotas/")
def quota_too_small(platform: Platform) -> Iterator[Violation]:
    """The services of a namespace ask for more than its quota allows.

    The pods that come last are refused, silently for whoever looks at the Deployment alone. Counted are services at
    their most; a rolling update wants some more.

    Bad:

        namespaces: {shop: {quota: {cpu: "1"}}}
        services: {web: {replicas: 4, resources: {cpu: 500m}}}

    Good:

        namespaces: {shop: {quota: {cpu: "4"}}}
        services: {web: {replicas: 4, resources: {cpu: 500m}}}
    """
    for name, settings in platform.namespaces.items():
        quota = settings.quota
        if quota is None:
            continue
        services = [service for service in platform.services.values() if service.namespace == name and runs(service)]
        pods = [(most(platform, service), pod_request(service)) for service in services]
        cpu, memory = sum(n * pod.cpu for n, pod in pods), sum(n * pod.memory for n, pod in pods)
        if quota.cpu is not None and cpu > millicores(quota.cpu):
            yield Violation(quota, "cpu", f"services of {name} ask for {cpu:f}m at their most; raise it")
        if quota.memory is not None and memory > size(quota.memory):
            yield Violation(quota, "memory", f"services of {name} ask for {memory // MIB}Mi at their most; raise it")
        if quota.pods is not None and sum(n for n, _ in pods) > quota.pods:
            yield Violation(quota, "pods", f"services of {name} are {sum(n for n, _ in pods)} at their most; raise it")
        balancers = sum(load_balancer(service) is not None for service in services)
        if quota.load_balancers is not None and balancers > quota.load_balancers:
            yield Violation(quota, "load_balancers", f"services of {name} have {balancers}; raise it")
