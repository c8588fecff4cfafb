from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from generator.platform.workloads import runs
from lint.rule import INFO, rule


@rule("WRK-055", INFO, "https://docs.aws.amazon.com/eks/latest/best-practices/tenant-isolation.html")
def namespace_without_quota(platform: Platform) -> Iterator[Violation]:
    """Several namespaces share the nodes, and one of them may take them all.

    An autoscaler, a job that starts too often or a wrong number of replicas in one namespace leaves the others without
    room, and makes nodes until somebody sees the bill. A quota ends that at its namespace. One namespace alone needs
    none.

    Bad:

        services: {report: {namespace: batch, image: "public.ecr.aws/nginx/nginx:1.29"}}
        namespaces: {shop: {quota: {cpu: "20", memory: 40Gi}}}

    Good:

        services: {report: {namespace: batch, image: "public.ecr.aws/nginx/nginx:1.29"}}
        namespaces:
          shop: {quota: {cpu: "20", memory: 40Gi}}
          batch: {quota: {cpu: "4", memory: 8Gi}}
    """
    used = sorted({service.namespace for service in platform.services.values() if runs(service)})
    open_ = [name for name in used if name not in platform.namespaces or platform.namespaces[name].quota is None]
    if len(used) > 1 and open_:
        message = f"{', '.join(open_)} may take all of the nodes from the others; give each a quota"
        yield Violation(platform, "namespaces" if platform.namespaces else "services", message)
