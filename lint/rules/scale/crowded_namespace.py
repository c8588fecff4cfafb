from collections import Counter
from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule

CALLED = {"ClusterIP", "ExternalName", "Headless", "LoadBalancer", "NodePort"}


@rule("SCA-001", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/scale-workloads.html")
def crowded_namespace(platform: Platform) -> Iterator[Violation]:
    """A namespace has more than 500 Services.

    AWS advises no more; Kubernetes itself is tested with 5,000 in a namespace, and 10,000 in all. Whatever lists the
    Services of a namespace gets longer with each: quotas, controllers, and the rules that kube-proxy writes on every
    node. Set lint.parameters.servicesPerNamespace where another number is right.

    Bad:

        lint: {parameters: {servicesPerNamespace: 1}}
        services: {api: {namespace: shop, image: "public.ecr.aws/nginx/nginx:1.29"}}

    Good:

        lint: {parameters: {servicesPerNamespace: 1}}
        services: {api: {namespace: orders, image: "public.ecr.aws/nginx/nginx:1.29"}}
    """
    most = platform.lint.parameters.services_per_namespace
    counts = Counter(service.namespace for service in platform.services.values() if service.expose.type in CALLED)
    for namespace, count in sorted(counts.items()):
        if count > most:
            yield Violation(platform, "services", f"{namespace} has {count} Services, more than {most}; divide it")
