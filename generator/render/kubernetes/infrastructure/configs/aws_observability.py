"""The log router that is built into Fargate: what it sends to CloudWatch Logs.

https://docs.aws.amazon.com/eks/latest/userguide/fargate-logging.html
"""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.kubernetes.collectors.fargate import files
from generator.render.kubernetes.infrastructure.configs.namespaces import namespace
from generator.render.kubernetes.manifest import Manifest, platform_labels

NAMESPACE = "aws-observability"


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield the namespace and the ConfigMap that Fargate reads, where there is a profile and a log to send."""
    if platform.nodes.fargate is None or not (parts := files(platform)):
        return
    yield namespace(platform, NAMESPACE, "restricted", **{"aws-observability": "enabled"})
    yield {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": "aws-logging", "namespace": NAMESPACE, "labels": platform_labels(platform)},
        "data": {"flb_log_cw": "false", **parts},
    }
