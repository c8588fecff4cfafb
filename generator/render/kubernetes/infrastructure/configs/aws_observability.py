"""The log router that is built into Fargate: what it sends to CloudWatch Logs.

https://docs.aws.amazon.com/eks/latest/userguide/fargate-logging.html
"""

from collections.abc import Iterator

from generator.platform.log_routes import collected, container_log_group
from generator.platform.types.platform import Platform
from generator.render.kubernetes.infrastructure.configs.namespaces import namespace
from generator.render.kubernetes.manifest import Manifest, platform_labels
from generator.render.text import text

NAMESPACE = "aws-observability"


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield the namespace and the ConfigMap that Fargate reads, where there is a profile and a log to send."""
    if platform.nodes.fargate is None or not collected(platform):
        return
    values = {"region": platform.region, "log_group": container_log_group(platform)}
    yield namespace(platform, NAMESPACE, "restricted", **{"aws-observability": "enabled"})
    yield {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": "aws-logging", "namespace": NAMESPACE, "labels": platform_labels(platform)},
        "data": {
            "flb_log_cw": "false",
            "filters.conf": text("fargate_filters.conf"),
            "output.conf": text("fargate_output.conf", **values),
            "parsers.conf": text("fargate_parsers.conf"),
        },
    }
