"""DNS in the cluster."""

from typing import Any

from generator.platform.cluster.dns import dns_pods
from generator.platform.cluster.system_pods import core_dns, has_core_dns, system_profile
from generator.platform.types.addons import CoreDns, ReplicaRange
from generator.platform.types.platform import Platform
from generator.render.terraform.block import json_text
from generator.render.terraform.eks_addons.addon import Addon
from generator.render.terraform.eks_addons.placing import placing

CONTROL_PLANE = {"key": "node-role.kubernetes.io/control-plane", "effect": "NoSchedule"}
PODS = {"k8s-app": "kube-dns"}


def addon(platform: Platform) -> Addon | None:
    """CoreDNS runs on nodes, so it comes after them; Fargate takes its pods only when they are marked for it.

    A node of Auto Mode answers its own pods.

    https://docs.aws.amazon.com/eks/latest/userguide/fargate-getting-started.html
    """
    if not has_core_dns(platform):
        return None
    spec = platform.addons.coredns
    return Addon("coredns", spec.version, configuration=json_text(_configuration(platform, spec)))


def _configuration(platform: Platform, spec: CoreDns) -> dict[str, Any]:
    on_fargate = system_profile(platform, core_dns(platform)) is not None
    pods = dns_pods(platform, on_fargate)
    values: dict[str, Any] = {
        "corefile": _corefile(spec),
        "resources": {"limits": {"memory": spec.memory}, "requests": {"cpu": "100m", "memory": spec.memory}},
        "podDisruptionBudget": {"enabled": True, "maxUnavailable": 1},
    }
    if isinstance(pods, ReplicaRange):
        values["autoScaling"] = {"enabled": True, "minReplicas": pods.min, "maxReplicas": pods.max}
    else:
        values["replicaCount"] = pods
    if on_fargate:
        return values | {"computeType": "Fargate"}
    return values | placing(spec, CONTROL_PLANE) | {"topologySpreadConstraints": _spread()}


def _spread() -> list[dict[str, Any]]:
    """Over zones and nodes: a resolver takes 1024 packets a second of each network interface."""
    return [
        {
            "maxSkew": 1,
            "topologyKey": key,
            "whenUnsatisfiable": "ScheduleAnyway",
            "labelSelector": {"matchLabels": PODS},
        }
        for key in ("topology.kubernetes.io/zone", "kubernetes.io/hostname")
    ]


def _corefile(spec: CoreDns) -> str:
    """EKS' own, but that a pod that ends answers for 30 s more, while kube-proxies learn of it; and the other domains.

    https://docs.aws.amazon.com/eks/latest/best-practices/scale-cluster-services.html
    https://coredns.io/plugins/forward/
    """
    own = [
        ".:53 {",
        "    errors",
        "    health {",
        "        lameduck 30s",
        "    }",
        "    ready",
        "    kubernetes cluster.local in-addr.arpa ip6.arpa {",
        "        pods insecure",
        "        fallthrough in-addr.arpa ip6.arpa",
        "    }",
        "    prometheus :9153",
        "    forward . /etc/resolv.conf",
        "    cache 30",
        "    loop",
        "    reload",
        "    loadbalance",
        "}",
    ]
    for domain, servers in sorted(spec.forward.items()):
        own += [f"{domain}:53 {{", "    errors", "    cache 30", f"    forward . {' '.join(servers)}", "}"]
    return "\n".join(own) + "\n"
