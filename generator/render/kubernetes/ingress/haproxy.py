"""HAProxy Technologies' Ingress controller: Ingresses with its annotations.

https://github.com/haproxytech/kubernetes-ingress/blob/master/documentation/annotations.md
"""

from collections.abc import Iterable, Iterator

from generator.platform.services.ingress_controllers import ABILITIES, NAMESPACE, fewest, redirects, tls_secret
from generator.platform.types.ingress import IngressClass, Route
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.render.kubernetes.helm import repository_and_tag
from generator.render.kubernetes.ingress import nlb, proxy
from generator.render.kubernetes.ingress.controller import IngressController
from generator.render.kubernetes.ingress.object import ingress
from generator.render.kubernetes.ingress.rewriting import target, whole_path
from generator.render.kubernetes.manifest import Manifest
from generator.render.kubernetes.topology import Entrance, Topology
from generator.render.pins import Chart, chart

PROXY = proxy.Proxy("haproxy", "haproxy-charts", (8080, 8443))


def _install(platform: Platform, classes: dict[str, IngressClass]) -> Iterable[Manifest]:
    pinned = chart(platform, ABILITIES["haproxy"].chart)
    values = {name: _values(platform, name, class_, pinned) for name, class_ in classes.items()}
    return proxy.install(platform, PROXY, classes, values)


def _values(platform: Platform, name: str, class_: IngressClass, pinned: Chart) -> Manifest:
    """Values of the chart.

    https://github.com/haproxytech/helm-charts/tree/main/kubernetes-ingress
    """
    number = fewest(class_)
    return {
        "controller": {
            "kind": "Deployment",
            "replicaCount": number,
            "autoscaling": proxy.autoscaling(class_, targetCPUUtilizationPercentage=0),
            "image": repository_and_tag(pinned.images[0]) if platform.registry.mirror else None,
            "ingressClass": name,
            "ingressClassResource": {"name": name, "default": class_.default},
            "resources": proxy.resources(class_, "250m", "400Mi"),
            "PodDisruptionBudget": {"enable": True, "maxUnavailable": 1} if number > 1 else None,
            "topologySpreadConstraints": proxy.spread(name, class_),
            "strategy": proxy.ROLLOUT,
            **proxy.DRAINING,
            "pprof": {"enabled": False},
            "config": _config(platform, class_),
            "defaultTLSSecret": _certificate(name, class_),
            "service": _service(platform, class_),
        },
    }


def _certificate(name: str, class_: IngressClass) -> Manifest:
    """The certificate of all hosts; the chart would make one of its own at every upgrade."""
    if class_.tls is None:
        return {"enabled": False}
    return {"enabled": True, "secret": tls_secret(name, class_), "secretNamespace": NAMESPACE}


def _config(platform: Platform, class_: IngressClass) -> dict[str, str]:
    found = {"ssl-redirect": "false"}
    if class_.tls and redirects(class_):
        found = {"ssl-redirect": "true", "ssl-redirect-port": "443", "ssl-redirect-code": "301"}
    if nlb.tells_by_protocol(class_):
        found["proxy-protocol"] = ", ".join(nlb.subnet_cidrs(platform, class_))
    if class_.certificates:
        # TLS ended at the load balancer, of which the service would else know nothing.
        found["request-set-header"] = "X-Forwarded-Proto https"
    return found


def _service(platform: Platform, class_: IngressClass) -> Manifest:
    ports = {each.port: "https" if each.tls else "http" for each in nlb.listeners(class_)}
    closed = {"quic": False, "stat": False, "admin": False}
    return {
        **nlb.service(platform, class_),
        "enablePorts": {"http": 80 in ports, "https": 443 in ports, **closed},
        "targetPorts": {"https": ports[443]} if 443 in ports else None,
    }


def _routes(topology: Topology, name: str, service: Service, entrance: Entrance) -> Iterator[Manifest]:
    route = topology.platform.ingress.routes[entrance.rules[0].route]
    given = {f"haproxy.org/{key}": value for key, value in _options(route, entrance).items()}
    yield ingress(topology.platform, name, service, entrance, given)


def _options(route: Route, entrance: Entrance) -> dict[str, str]:
    found: dict[str, str] = {}
    if route.timeout_seconds is not None:
        # Else the pools of a service are shared by all its Ingresses, and one timeout is everybody's.
        found |= {"standalone-backend": "true", "timeout-server": f"{route.timeout_seconds}s"}
    if route.source_ranges:
        found["allow-list"] = ", ".join(sorted(set(route.source_ranges)))
    if route.auth is not None and route.auth.basic is not None:
        found |= {"auth-type": "basic-auth", "auth-secret": route.auth.basic}
    if route.rewrite is not None:
        found["path-rewrite"] = f"{whole_path(entrance)} {target(route.rewrite, chr(92) + '2')}"
    return found


CONTROLLER = IngressController("haproxy", proxy.certificate, _routes, proxy.peers, _install)
