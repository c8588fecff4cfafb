"""What the controllers have in common that are proxies in the cluster, behind an NLB: one release for each class."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.platform.services.containers import pod_ports
from generator.platform.services.draining import GRACE_PERIOD, PRE_STOP
from generator.platform.services.ingress_controllers import (
    ABILITIES,
    NAMESPACE,
    hosts,
    pod_labels,
    replicas,
    tls_secret,
)
from generator.platform.services.load_balancers import needs_controller
from generator.platform.services.replicas import measures
from generator.platform.types.container import Resources
from generator.platform.types.ingress import ControllerName, IngressClass
from generator.platform.types.platform import Platform
from generator.platform.types.workload import Autoscaling
from generator.render.kubernetes.helm import helm_release, repository
from generator.render.kubernetes.infrastructure.controllers import aws_load_balancer_controller
from generator.render.kubernetes.ingress import nlb
from generator.render.kubernetes.manifest import Manifest, platform_labels
from generator.render.kubernetes.policy import apis, pods, service_pods, tcp
from generator.render.pins import chart


class Proxy(NamedTuple):
    """A proxy: its name in the language, that of its chart's repository in the cluster, its HTTP and HTTPS ports."""

    name: ControllerName
    source: str
    ports: tuple[int, int]


ROLLOUT: Manifest = {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": "25%", "maxUnavailable": 0}}

_RESOURCES = {"cpu": "CPU", "memory": "Memory"}

DRAINING: Manifest = {
    "lifecycle": {"preStop": {"sleep": {"seconds": PRE_STOP}}},
    "terminationGracePeriodSeconds": GRACE_PERIOD,
}
"""A pod goes on until the load balancer sends it nothing more."""


def peers(platform: Platform, name: str) -> list[Manifest]:
    """The pods of a class, as those who call services."""
    return [pods(NAMESPACE, pod_labels(name, platform.ingress.classes[name]))]


def resources(class_: IngressClass, cpu: str, memory: str) -> Manifest:
    """Requests and limits: what the class says, else what is given here."""
    wanted = class_.resources or Resources(cpu, memory)
    return {
        "requests": {"cpu": wanted.cpu, "memory": wanted.memory},
        "limits": {"memory": wanted.memory_limit or wanted.memory},
    }


def autoscaling(class_: IngressClass, **unset: int) -> Manifest | None:
    """The part of a chart's values for its HorizontalPodAutoscaler, where the number of pods is not fixed.

    `unset` is what the chart must be given for what is not looked at, since it has a default of its own.
    """
    count = replicas(class_)
    if not isinstance(count, Autoscaling):
        return None
    window = count.scale_down_after_seconds
    return {
        "enabled": True,
        "minReplicas": count.min,
        "maxReplicas": count.max,
        **unset,
        **{f"target{_RESOURCES[name]}UtilizationPercentage": use for name, use in measures(count).items()},
        "behavior": None if window is None else {"scaleDown": {"stabilizationWindowSeconds": window}},
    }


def spread(name: str, class_: IngressClass) -> list[Manifest]:
    """Pods of a class over zones and nodes: the load balancer sends nothing to other zones than its own."""
    keys = ("topology.kubernetes.io/zone", "kubernetes.io/hostname")
    return [
        {
            "maxSkew": 1,
            "topologyKey": key,
            "whenUnsatisfiable": "ScheduleAnyway",
            "labelSelector": {"matchLabels": pod_labels(name, class_)},
        }
        for key in keys
    ]


def install(
    platform: Platform, proxy: Proxy, classes: dict[str, IngressClass], values: dict[str, Manifest]
) -> Iterator[Manifest]:
    """Yield the chart's repository, and each class' release and policy; `values` are by the name of the class.

    Helm waits for the load balancer's address, and so for the controller that makes it.
    """
    chart_name = ABILITIES[proxy.name].chart
    pinned = chart(platform, chart_name)
    yield repository(platform, proxy.source, pinned)
    maker = {"name": aws_load_balancer_controller.NAME, "namespace": aws_load_balancer_controller.NAMESPACE}
    first = [maker] if needs_controller(platform) else None
    for name, class_ in classes.items():
        yield helm_release(
            platform,
            name,
            proxy.source,
            pinned.version,
            of=chart_name,
            namespace=NAMESPACE,
            dependsOn=first,
            values=values[name],
        )
        if platform.cni.network_policy != "off":
            yield _policy(platform, proxy, name, class_)


def _policy(platform: Platform, proxy: Proxy, name: str, class_: IngressClass) -> Manifest:
    """The load balancer, or those who call through it, to the proxy; from it to its services and the Kubernetes API."""
    ports = sorted({proxy.ports[listener.tls] for listener in nlb.listeners(class_)})
    ingress = [{"from": nlb.callers(platform, class_), "ports": tcp(*ports)}]
    return policy(platform, name, ingress, [apis(platform), *backends(platform, name)])


def policy(platform: Platform, name: str, ingress: list[Manifest], egress: list[Manifest]) -> Manifest:
    """The policy of the pods of a class, which the namespace's own closes otherwise but for DNS."""
    found = pod_labels(name, platform.ingress.classes[name])
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": {
            "name": f"{name}-controller",
            "namespace": NAMESPACE,
            "labels": {**found, **platform_labels(platform)},
        },
        "spec": {
            "podSelector": {"matchLabels": found},
            "policyTypes": ["Ingress", "Egress"],
            "ingress": ingress,
            "egress": egress,
        },
    }


def certificate(platform: Platform, name: str, class_: IngressClass) -> Iterator[Manifest]:
    """Yield what cert-manager keeps a certificate for all hosts of a class by, where an issuer is named."""
    found = hosts(platform, name)
    if class_.tls is None or class_.tls.issuer is None or not found:
        return
    yield {
        "apiVersion": "cert-manager.io/v1",
        "kind": "Certificate",
        "metadata": {"name": name, "namespace": NAMESPACE, "labels": platform_labels(platform)},
        "spec": {
            "secretName": tls_secret(name, class_),
            "dnsNames": found,
            "issuerRef": {"group": "cert-manager.io", "kind": "ClusterIssuer", "name": class_.tls.issuer},
            "privateKey": {"algorithm": "ECDSA", "size": 256, "rotationPolicy": "Always"},
        },
    }


def backends(platform: Platform, name: str) -> list[Manifest]:
    """To the pods of every service that a route of a class leads to."""
    ports: dict[str, set[int]] = {}
    for route in platform.ingress.routes.values():
        for backend in (each for paths in route.hosts.values() for each in paths.values() if route.class_ == name):
            service, _, port = backend.partition(":")
            ports.setdefault(service, set()).add(pod_ports(platform.services[service])[port].port)
    return [
        {"to": [service_pods(platform.services[service].namespace, service)], "ports": tcp(*sorted(found))}
        for service, found in sorted(ports.items())
    ]
