"""Routes by F5's own kinds: a VirtualServer for each host of a service, and the TLSProfile that they share.

https://clouddocs.f5.com/containers/latest/userguide/crd/virtualserver.html
https://clouddocs.f5.com/containers/latest/userguide/crd/tlsprofile.html
"""

from collections.abc import Iterator

from generator.platform.services.containers import pod_ports, service_port
from generator.platform.services.ingress_controllers import redirects, sends_to_nodes
from generator.platform.types.ingress import IngressClass
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.render.kubernetes.ingress.object import within
from generator.render.kubernetes.manifest import Manifest, labels
from generator.render.kubernetes.rule_order import Rule
from generator.render.kubernetes.topology import Entrance, health_port

READ: dict[str, str] = {"f5cr": "true"}
"""The label of the objects that the controller looks at."""

PATIENCE = {"interval": 5, "timeout": 16}
"""Seconds between two health checks, and until one has failed: F5's advice is three of them and one second."""


def question(path: str) -> dict[str, str]:
    """What a BIG-IP sends to a pod for its health, and the answers that are good ones, as Kubernetes takes them."""
    return {"send": f"GET {path} HTTP/1.0\r\n\r\n", "recv": "HTTP/1.[01] [23]"}


def manifests(platform: Platform, name: str, service: Service, entrance: Entrance) -> Iterator[Manifest]:
    """Yield the objects of the routes to a service.

    Those of a class have one address, and so are one virtual server of the BIG-IP by `hostGroup`, whichever namespaces
    they are in.
    """
    class_ = platform.ingress.classes[entrance.class_]
    hosts = sorted({rule.host for rule in entrance.rules})
    for host in hosts:
        made = entrance.name if len(hosts) == 1 else within(f"{entrance.name}.{host.replace('*', 'wildcard')}")
        rules = sorted((rule for rule in entrance.rules if rule.host == host), key=lambda r: (-len(r.path), r.path))
        spec = {
            "host": host,
            "hostGroup": entrance.class_,
            "virtualServerAddress": class_.address,
            "partition": class_.partition,
            "allowSourceRange": sorted(set(class_.source_ranges)) or None,
            "pools": [_pool(platform, name, service, rule) for rule in rules],
            **_tls(class_, entrance),
        }
        yield {"kind": "VirtualServer", **_named(platform, name, service, made), "spec": spec}
    if class_.tls is not None:
        tls = {"termination": "edge", "reference": "bigip", "clientSSL": class_.tls.profile}
        named = _named(platform, name, service, entrance.name)
        yield {"kind": "TLSProfile", **named, "spec": {"hosts": hosts, "tls": tls}}


def _tls(class_: IngressClass, entrance: Entrance) -> Manifest:
    if class_.tls is None:
        return {}
    return {"tlsProfileName": entrance.name, "httpTraffic": "redirect" if redirects(class_) else "allow"}


def _pool(platform: Platform, name: str, service: Service, rule: Rule) -> Manifest:
    route = platform.ingress.routes[rule.route]
    return {
        "path": rule.path,
        "rewrite": route.rewrite,
        "service": name,
        "servicePort": service_port(service, rule.port),
        "monitor": _monitor(service, rule, nodes=sends_to_nodes(platform.ingress.classes[route.class_])),
    }


def _monitor(service: Service, rule: Rule, *, nodes: bool) -> Manifest:
    """The readiness probe, asked by the BIG-IP; without an HTTP one that it reaches, whether the port is open."""
    readiness, asked = service.probes.readiness, health_port(service, rule.port)
    if readiness is None or readiness.path is None or (nodes and asked != rule.port):
        return {"type": "tcp", **PATIENCE}
    elsewhere = None if asked == rule.port else pod_ports(service)[asked].port
    return {"type": "http", **question(readiness.path), "targetPort": elsewhere, **PATIENCE}


def _named(platform: Platform, name: str, service: Service, made: str) -> Manifest:
    metadata = {"name": made, "namespace": service.namespace, "labels": {**labels(platform, name), **READ}}
    return {"apiVersion": "cis.f5.com/v1", "metadata": metadata}
