"""F5 BIG-IP Container Ingress Services: it writes routes into a partition of a BIG-IP that is there already.

https://clouddocs.f5.com/containers/latest/userguide/ingress.html
"""

import json
from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.services.ingress_controllers import (
    ABILITIES,
    NAMESPACE,
    big_ip_networks,
    redirects,
    sends_to_nodes,
)
from generator.platform.types.ingress import IngressClass, Route
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.render.kubernetes.helm import helm_release, repository
from generator.render.kubernetes.infrastructure.configs.namespaces import routed_namespaces
from generator.render.kubernetes.ingress import proxy, virtual_servers
from generator.render.kubernetes.ingress.controller import IngressController, nothing_shared
from generator.render.kubernetes.ingress.object import ingress, ingress_class
from generator.render.kubernetes.manifest import Manifest
from generator.render.kubernetes.policy import addresses, apis, everywhere, tcp, tier_peers
from generator.render.kubernetes.topology import Entrance, Topology, health_port
from generator.render.pins import Chart, chart

CHART, SOURCE = ABILITIES["f5"].chart, "f5-charts"

_SECURITY: Manifest = {
    "allowPrivilegeEscalation": False,
    "capabilities": {"drop": ["ALL"]},
    "runAsNonRoot": True,
    "seccompProfile": {"type": "RuntimeDefault"},
}


def _install(platform: Platform, classes: dict[str, IngressClass]) -> Iterator[Manifest]:
    pinned = chart(platform, CHART)
    yield repository(platform, SOURCE, pinned)
    for name, class_ in classes.items():
        if not class_.custom_resources:
            # The chart makes one that is always called f5.
            yield ingress_class(platform, name, class_, "f5.com/cntr-ingress-svcs")
        values = _values(platform, name, class_, pinned)
        yield helm_release(platform, name, SOURCE, pinned.version, of=CHART, namespace=NAMESPACE, values=values)
        if platform.cni.network_policy != "off":
            managed = {"to": everywhere(platform), "ports": tcp(_management_port(class_))}
            yield proxy.policy(platform, name, [], [apis(platform), managed])


def _management_port(class_: IngressClass) -> int:
    _, _, port = (class_.url or "").removeprefix("https://").partition(":")
    return int(port or 443)


def _values(platform: Platform, name: str, class_: IngressClass, pinned: Chart) -> Manifest:
    """Values of the chart.

    https://clouddocs.f5.com/containers/latest/userguide/cis-helm.html
    """
    image, _, tag = pinned.images[0].rpartition(":")
    user, _, repo = image.rpartition("/")
    wanted = proxy.resources(class_, "100m", "512Mi")
    return {
        "namespace": NAMESPACE,
        "bigip_login_secret": class_.credentials,
        "bigip_secret": {"create": False},
        "rbac": {"create": True},
        "serviceAccount": {"create": True, "name": f"{name}-bigip-ctlr"},
        "ingressClass": {"create": False, "ingressClassName": name, "isDefaultIngressController": False},
        "image": {"user": user, "repo": repo, "pullPolicy": "IfNotPresent"},
        "version": tag,
        "args": _arguments(platform, name, class_),
        "podSecurityContext": _SECURITY,
        "requests_cpu": wanted["requests"]["cpu"],
        "requests_memory": wanted["requests"]["memory"],
        # It has one whether we say so or not.
        "limits_cpu": "1",
        "limits_memory": wanted["limits"]["memory"],
    }


def _arguments(platform: Platform, name: str, class_: IngressClass) -> Manifest:
    """What the controller is started with.

    https://clouddocs.f5.com/containers/latest/userguide/config-parameters.html
    """
    trusted = class_.trusted_certificates
    return {
        "bigip_url": class_.url,
        "bigip_partition": class_.partition,
        # It reads either its own kinds or Ingresses.
        "custom_resource_mode": True if class_.custom_resources else None,
        "pool_member_type": "nodeport" if sends_to_nodes(class_) else "cluster",
        # It reads routes of these alone; Secrets, too.
        "namespaces": sorted({NAMESPACE, *routed_namespaces(platform, name)}),
        "trusted_certs_cfgmap": f"{NAMESPACE}/{trusted}" if trusted else None,
        "log_level": "INFO",
    }


def _routes(topology: Topology, name: str, service: Service, entrance: Entrance) -> Iterator[Manifest]:
    platform = topology.platform
    class_, route = platform.ingress.classes[entrance.class_], platform.ingress.routes[entrance.rules[0].route]
    if class_.custom_resources:
        yield from virtual_servers.manifests(platform, name, service, entrance)
        return
    given = {
        "virtual-server.f5.com/ip": class_.address,
        "virtual-server.f5.com/partition": class_.partition,
        "virtual-server.f5.com/health": _health(service, entrance),
        **_tls(class_, entrance),
        **_options(route, entrance),
    }
    yield ingress(platform, name, service, entrance, {key: value for key, value in given.items() if value})


def _health(service: Service, entrance: Entrance) -> str | None:
    """The readiness probe, asked by the BIG-IP where it is answered at the port that requests go to."""
    readiness = service.probes.readiness
    if readiness is None or readiness.path is None:
        return None
    checks = [
        {
            "path": f"{rule.host}{rule.path}",
            **virtual_servers.question(readiness.path),
            **virtual_servers.PATIENCE,
        }
        for rule in entrance.rules
        if health_port(service, rule.port) == rule.port
    ]
    return json.dumps(checks) if checks else None


def _tls(class_: IngressClass, entrance: Entrance) -> dict[str, str]:
    if class_.tls is None:
        return {}
    hosts = sorted({rule.host for rule in entrance.rules})
    redirect = redirects(class_)
    return {
        "virtual-server.f5.com/clientssl": json.dumps([{"hosts": hosts, "bigIpProfile": class_.tls.profile}]),
        "ingress.kubernetes.io/ssl-redirect": "true" if redirect else "false",
        "ingress.kubernetes.io/allow-http": "false" if redirect else "true",
    }


def _options(route: Route, entrance: Entrance) -> dict[str, str]:
    found: dict[str, str] = {}
    if route.source_ranges:
        found["virtual-server.f5.com/allow-source-range"] = ",".join(sorted(set(route.source_ranges)))
    if route.rewrite is not None:
        pairs = (f"{rule.host}{rule.path}={rule.host}{route.rewrite}" for rule in entrance.rules)
        found["virtual-server.f5.com/rewrite-target-url"] = ",".join(pairs)
    return found


def _peers(platform: Platform, name: str) -> list[Manifest]:
    """The BIG-IP's own addresses, from which it sends; a node's, where it sends to a port of the nodes."""
    class_ = platform.ingress.classes[name]
    found = [addresses(cidr) for cidr in big_ip_networks(platform, class_)]
    if sends_to_nodes(class_):
        found += tier_peers(platform, sorted({fleet.subnets for fleet in fleets(platform)}))
    return found


CONTROLLER = IngressController("f5", nothing_shared, _routes, _peers, _install)
