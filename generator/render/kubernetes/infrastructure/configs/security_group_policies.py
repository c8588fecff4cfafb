"""Which security groups the pods of a service have.

Not beside the service: its pods get their groups when they are made, so the policy must be there before.
https://docs.aws.amazon.com/eks/latest/userguide/sg-pods-example-deployment.html
"""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.bridge import CLUSTER_SECURITY_GROUP_ID
from generator.render.kubernetes.manifest import Manifest, labels, selector


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield a SecurityGroupPolicy for each service that has security groups."""
    if platform.cni.security_groups_for_pods == "off":
        return
    cluster = [CLUSTER_SECURITY_GROUP_ID] if platform.cni.cluster_security_group else []
    for name, service in sorted(platform.services.items()):
        if service.security_groups:
            yield {
                "apiVersion": "vpcresources.k8s.aws/v1beta1",
                "kind": "SecurityGroupPolicy",
                "metadata": {"name": name, "namespace": service.namespace, "labels": labels(platform, name)},
                "spec": {
                    "podSelector": {"matchLabels": selector(name)},
                    "securityGroups": {"groupIds": [*cluster, *sorted(set(service.security_groups))]},
                },
            }
