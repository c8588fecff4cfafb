from collections.abc import Iterator

from generator.platform.services.containers import every_container
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule

IMAGES = ("kubernetesui/", "/kubernetes-dashboard")
"""Of its releases, and of those before 2.0."""


@rule("PSS-022", ERROR, "https://github.com/kubernetes-retired/dashboard", also=("checkov:CKV_K8S_33",))
def abandoned_dashboard(platform: Platform) -> Iterator[Violation]:
    """A service is the Kubernetes Dashboard, which nobody maintains.

    Its project ended in January 2026: what is found in it from then on stays open. It acts in the cluster for whoever
    reaches it, which has made it the way into clusters before. EKS shows workloads in the AWS console; Headlamp is its
    successor.

    Bad:

        services: {web: {image: "docker.io/kubernetesui/dashboard-web:1.7.0"}}

    Good:

        services: {web: {image: "ghcr.io/headlamp-k8s/headlamp:v0.43.0"}}
    """
    for name, container in every_container(platform):
        if any(part in (container.image or "") for part in IMAGES):
            message = f"{name} is the Kubernetes Dashboard, which ended in January 2026; remove it"
            yield Violation(container, "image", message)
