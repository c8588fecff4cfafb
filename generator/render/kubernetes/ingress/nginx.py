"""F5 NGINX Ingress Controller: the Ingresses of a host are minions of one master, which holds the host and its TLS.

Of two plain Ingresses with one host it would serve the older alone.
https://docs.nginx.com/nginx-ingress-controller/configuration/handling-host-and-listener-collisions/
"""

from collections.abc import Iterable, Iterator

from generator.platform.services.ingress_controllers import ABILITIES, NAMESPACE, fewest, hosts, redirects, tls_secret
from generator.platform.types.ingress import IngressClass, Route
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.render.kubernetes.helm import repository_and_tag
from generator.render.kubernetes.ingress import nlb, proxy
from generator.render.kubernetes.ingress.controller import IngressController
from generator.render.kubernetes.ingress.object import ingress, within
from generator.render.kubernetes.ingress.rewriting import below, target
from generator.render.kubernetes.manifest import Manifest, labels, platform_labels
from generator.render.kubernetes.topology import Entrance, Topology
from generator.render.pins import Chart, chart

PROXY = proxy.Proxy("nginx", "nginx-charts", (80, 443))
PREFIX = "nginx.org"
TYPE = f"{PREFIX}/mergeable-ingress-type"


def _install(platform: Platform, classes: dict[str, IngressClass]) -> Iterable[Manifest]:
    pinned = chart(platform, ABILITIES["nginx"].chart)
    values = {name: _values(platform, name, class_, pinned) for name, class_ in classes.items()}
    return proxy.install(platform, PROXY, classes, values)


def _values(platform: Platform, name: str, class_: IngressClass, pinned: Chart) -> Manifest:
    """Values of the chart.

    https://docs.nginx.com/nginx-ingress-controller/install/helm/
    """
    number = fewest(class_)
    return {
        "controller": {
            "kind": "deployment",
            "replicaCount": number,
            "autoscaling": proxy.autoscaling(
                class_, targetCPUUtilizationPercentage=0, targetMemoryUtilizationPercentage=0
            ),
            "image": repository_and_tag(pinned.images[0]) if platform.registry.mirror else None,
            "ingressClass": {"name": name, "create": True, "setAsDefaultIngress": class_.default},
            # Whoever may write an Ingress could else write the proxy's own configuration.
            "enableSnippets": False,
            "telemetryReporting": {"enable": False},
            "readOnlyRootFilesystem": True,
            "podSecurityContext": {"fsGroup": 101, "seccompProfile": {"type": "RuntimeDefault"}},
            "resources": proxy.resources(class_, "250m", "256Mi"),
            "podDisruptionBudget": {"enabled": True, "maxUnavailable": 1} if number > 1 else None,
            "topologySpreadConstraints": proxy.spread(name, class_),
            "strategy": proxy.ROLLOUT,
            **proxy.DRAINING,
            "config": {"entries": _config(platform, class_)},
            "wildcardTLS": {"secret": f"{NAMESPACE}/{tls_secret(name, class_)}"} if class_.tls else None,
            "service": _service(platform, class_),
        },
    }


def _config(platform: Platform, class_: IngressClass) -> dict[str, str]:
    """The proxy's own settings.

    https://docs.nginx.com/nginx-ingress-controller/configuration/global-configuration/configmap-resource/
    """
    found = {"server-tokens": "False", "ssl-protocols": "TLSv1.2 TLSv1.3", "ssl-redirect": str(redirects(class_))}
    if nlb.tells_by_protocol(class_):
        known = ",".join(nlb.subnet_cidrs(platform, class_))
        found |= {"proxy-protocol": "True", "real-ip-header": "proxy_protocol", "set-real-ip-from": known}
    return found


def _service(platform: Platform, class_: IngressClass) -> Manifest:
    ports = {each.port: PROXY.ports[each.tls] for each in nlb.listeners(class_)}
    return {
        **nlb.service(platform, class_),
        # The load balancer sends to pods: no port of a node leads to them, and none is asked for its health.
        "allocateLoadBalancerNodePorts": False,
        "externalTrafficPolicy": "Cluster",
        "httpPort": {"enable": 80 in ports},
        "httpsPort": {"enable": 443 in ports, "targetPort": ports.get(443)},
    }


def _classes(platform: Platform, name: str, class_: IngressClass) -> Iterator[Manifest]:
    """The certificate, and the master of every host; without the name of a Secret it has that of the class."""
    yield from proxy.certificate(platform, name, class_)
    for host in hosts(platform, name):
        yield {
            "apiVersion": "networking.k8s.io/v1",
            "kind": "Ingress",
            "metadata": {
                "name": within(f"{name}.{host.replace('*', 'wildcard')}"),
                "namespace": NAMESPACE,
                "labels": platform_labels(platform),
                "annotations": {TYPE: "master"},
            },
            "spec": {
                "ingressClassName": name,
                "tls": [{"hosts": [host]}] if class_.tls else None,
                "rules": [{"host": host}],
            },
        }


def _routes(topology: Topology, name: str, service: Service, entrance: Entrance) -> Iterator[Manifest]:
    """A minion for each host, for it can have but one; and the policy that they have in common."""
    route = topology.platform.ingress.routes[entrance.rules[0].route]
    given = {f"{PREFIX}/{key}": value for key, value in _options(route, entrance).items()}
    for part in _by_host(entrance):
        made = ingress(topology.platform, name, service, part, {TYPE: "minion", **given})
        yield _as_expressions(made) if route.rewrite else made
    if route.source_ranges:
        yield {
            "apiVersion": "k8s.nginx.org/v1",
            "kind": "Policy",
            "metadata": {
                "name": entrance.name,
                "namespace": service.namespace,
                "labels": labels(topology.platform, name),
            },
            "spec": {"ingressClassName": entrance.class_, "accessControl": {"allow": sorted(set(route.source_ranges))}},
        }


def _by_host(entrance: Entrance) -> Iterator[Entrance]:
    found = sorted({rule.host for rule in entrance.rules})
    for host in found:
        name = entrance.name if len(found) == 1 else within(f"{entrance.name}.{host.replace('*', 'wildcard')}")
        yield entrance._replace(name=name, rules=tuple(rule for rule in entrance.rules if rule.host == host))


def _options(route: Route, entrance: Entrance) -> dict[str, str]:
    found: dict[str, str] = {}
    if route.timeout_seconds is not None:
        found |= {f"proxy-{way}-timeout": f"{route.timeout_seconds}s" for way in ("read", "send")}
    if route.body_size is not None:
        found["client-max-body-size"] = route.body_size
    if route.source_ranges:
        found["policies"] = entrance.name
    if route.auth is not None and route.auth.basic is not None:
        found["basic-auth-secret"] = route.auth.basic
    if route.rewrite is not None:
        found |= {"path-regex": "case_sensitive", "rewrite-target": target(route.rewrite, "$2")}
    return found


def _as_expressions(item: Manifest) -> Manifest:
    """An Ingress whose paths are regular expressions, of which the second group is what a rewritten path keeps."""
    for rule in item["spec"]["rules"]:
        for path in rule["http"]["paths"]:
            path |= {"path": below(path["path"]), "pathType": "ImplementationSpecific"}
    return item


CONTROLLER = IngressController("nginx", _classes, _routes, proxy.peers, _install)
