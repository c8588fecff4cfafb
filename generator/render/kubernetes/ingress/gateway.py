"""The Gateway API by the AWS Load Balancer Controller: a Gateway, and so a load balancer, for each class.

https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/l7gateway/
"""

from collections.abc import Iterator

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.services.containers import pod_ports, service_port
from generator.platform.services.draining import DEREGISTRATION_DELAY
from generator.platform.services.ingress_controllers import NAMESPACE, redirects
from generator.platform.services.load_balancers import class_subnet_ids, class_subnet_names
from generator.platform.types.ingress import IngressClass, Route
from generator.platform.types.platform import Platform
from generator.platform.types.route_options import RouteAuth
from generator.platform.types.services import Service
from generator.render.kubernetes.albs import SSL_POLICY
from generator.render.kubernetes.infrastructure.configs.namespaces import routed_namespaces
from generator.render.kubernetes.ingress.alb import balancer_peers
from generator.render.kubernetes.ingress.alb_auth import actions, secret_reader
from generator.render.kubernetes.ingress.attributes import load_balancer_attributes
from generator.render.kubernetes.ingress.controller import IngressController
from generator.render.kubernetes.ingress.object import within
from generator.render.kubernetes.manifest import Manifest, labels, platform_labels
from generator.render.kubernetes.rule_order import Rule
from generator.render.kubernetes.topology import Entrance, Topology, health_port

API = "gateway.networking.k8s.io"
OWN = "gateway.k8s.aws"


def _classes(platform: Platform, name: str, class_: IngressClass) -> Iterator[Manifest]:
    own = {"name": name, "labels": platform_labels(platform)}
    metadata = {"name": name, "namespace": NAMESPACE, "labels": platform_labels(platform)}
    yield {
        "apiVersion": f"{API}/v1",
        "kind": "GatewayClass",
        "metadata": own,
        "spec": {"controllerName": f"{OWN}/alb"},
    }
    yield {
        "apiVersion": f"{OWN}/v1beta1",
        "kind": "LoadBalancerConfiguration",
        "metadata": metadata,
        "spec": _configuration(platform, class_),
    }
    parameters = {"group": OWN, "kind": "LoadBalancerConfiguration", "name": name}
    yield {
        "apiVersion": f"{API}/v1",
        "kind": "Gateway",
        "metadata": metadata,
        "spec": {
            "gatewayClassName": name,
            "infrastructure": {"parametersRef": parameters},
            "listeners": _listeners(platform, name, class_),
        },
    }
    if redirects(class_):
        yield _redirect(platform, name)


def _configuration(platform: Platform, class_: IngressClass) -> Manifest:
    ids, names = class_subnet_ids(platform, class_), class_subnet_names(platform, class_)
    attributes = load_balancer_attributes(platform, class_)
    return {
        "scheme": class_.scheme,
        "ipAddressType": class_.ip_address_type or ("dualstack" if is_ipv6(platform) else None),
        "loadBalancerSubnets": [{"identifier": each} for each in ids] or None,
        "loadBalancerSubnetsSelector": {"Name": names} if names else None,
        "sourceRanges": sorted(set(class_.source_ranges)) or None,
        "loadBalancerAttributes": [{"key": key, "value": value} for key, value in attributes.items()],
        "listenerConfigurations": [_https(class_)] if class_.certificates else None,
        "tags": dict(sorted(platform.tags.items())) or None,
        "wafV2": {"webACL": class_.waf} if class_.waf else None,
    }


def _https(class_: IngressClass) -> Manifest:
    default, *further = class_.certificates
    return {
        "protocolPort": "HTTPS:443",
        "defaultCertificate": default,
        "certificates": further or None,
        "sslPolicy": class_.tls_policy or SSL_POLICY,
    }


def _listeners(platform: Platform, name: str, class_: IngressClass) -> list[Manifest]:
    """HTTP, and HTTPS with a certificate: open to the namespaces of the routes, but for HTTP that only redirects."""
    key, routed = "kubernetes.io/metadata.name", sorted(routed_namespaces(platform, name))
    some = {"matchExpressions": [{"key": key, "operator": "In", "values": routed or [NAMESPACE]}]}
    open_to = {"namespaces": {"from": "Selector", "selector": some}}
    http_to = {"namespaces": {"from": "Same"}} if redirects(class_) else open_to
    http = {"name": "http", "port": 80, "protocol": "HTTP", "allowedRoutes": http_to}
    https = {"name": "https", "port": 443, "protocol": "HTTPS", "allowedRoutes": open_to}
    return [http, https] if class_.certificates else [http]


def _redirect(platform: Platform, name: str) -> Manifest:
    to = {"type": "RequestRedirect", "requestRedirect": {"scheme": "https", "port": 443, "statusCode": 301}}
    return {
        "apiVersion": f"{API}/v1",
        "kind": "HTTPRoute",
        "metadata": {"name": f"{name}-redirect", "namespace": NAMESPACE, "labels": platform_labels(platform)},
        "spec": {
            "parentRefs": [{"name": name, "namespace": NAMESPACE, "sectionName": "http"}],
            "rules": [{"filters": [to]}],
        },
    }


def _routes(topology: Topology, name: str, service: Service, entrance: Entrance) -> Iterator[Manifest]:
    """An HTTPRoute for each host, as their paths may differ; and once for a service how its pods are targets."""
    platform = topology.platform
    class_ = platform.ingress.classes[entrance.class_]
    route = platform.ingress.routes[entrance.rules[0].route]
    hosts, sections = sorted({rule.host for rule in entrance.rules}), _sections(class_, route)
    for host in hosts:
        made = entrance.name if len(hosts) == 1 else within(f"{entrance.name}.{host.replace('*', 'wildcard')}")
        rules = sorted((rule for rule in entrance.rules if rule.host == host), key=lambda r: (-len(r.path), r.path))
        yield {
            "apiVersion": f"{API}/v1",
            "kind": "HTTPRoute",
            "metadata": {"name": made, "namespace": service.namespace, "labels": labels(platform, name)},
            "spec": {
                "parentRefs": [
                    {"name": entrance.class_, "namespace": NAMESPACE, "sectionName": section} for section in sections
                ],
                "hostnames": [host],
                "rules": [_rule(entrance, route, name, service, rule) for rule in rules],
            },
        }
    if route.auth is not None:
        yield from _login(platform, name, service, entrance, route.auth)
    if entrance == _first(topology, name):
        yield _targets(platform, name, service, topology.entrances[name])


def _sections(class_: IngressClass, route: Route) -> list[str]:
    """The listeners of a route: with a log-in never that of plain HTTP, which would serve it to everybody."""
    if not class_.certificates:
        return ["http"]
    return ["https"] if redirects(class_) or route.auth is not None else ["http", "https"]


def _rule(entrance: Entrance, route: Route, name: str, service: Service, rule: Rule) -> Manifest:
    filters: list[Manifest] = []
    if route.rewrite is not None:
        path = {"type": "ReplacePrefixMatch", "replacePrefixMatch": route.rewrite}
        filters.append({"type": "URLRewrite", "urlRewrite": {"path": path}})
    if route.auth is not None:
        more = {"group": OWN, "kind": "ListenerRuleConfiguration", "name": entrance.name}
        filters.append({"type": "ExtensionRef", "extensionRef": more})
    return {
        "matches": [{"path": {"type": "PathPrefix", "value": rule.path}}],
        "filters": filters or None,
        "backendRefs": [{"name": name, "port": service_port(service, rule.port)}],
    }


def _login(platform: Platform, name: str, service: Service, entrance: Entrance, auth: RouteAuth) -> Iterator[Manifest]:
    """What rules of the route do first, and what lets the controller read the Secret that it needs for that."""
    yield {
        "apiVersion": f"{OWN}/v1beta1",
        "kind": "ListenerRuleConfiguration",
        "metadata": {"name": entrance.name, "namespace": service.namespace, "labels": labels(platform, name)},
        "spec": {"actions": actions(auth)},
    }
    if auth.oidc is not None:
        yield from secret_reader(platform, entrance.name, service.namespace, auth.oidc.secret)


def _first(topology: Topology, name: str) -> Entrance | None:
    classes = topology.platform.ingress.classes
    found = (each for each in topology.entrances[name] if classes[each.class_].controller == "gateway")
    return next(found, None)


def _targets(platform: Platform, name: str, service: Service, entrances: list[Entrance]) -> Manifest:
    """The readiness probe, asked by the load balancer; without an HTTP one, any answer but a 5xx will do."""
    classes = [platform.ingress.classes[each.class_] for each in entrances]
    of_gateways = [each for each in classes if each.controller == "gateway"]
    return {
        "apiVersion": f"{OWN}/v1beta1",
        "kind": "TargetGroupConfiguration",
        "metadata": {"name": name, "namespace": service.namespace, "labels": labels(platform, name)},
        "spec": {
            "targetReference": {"name": name},
            "defaultConfiguration": {
                "targetType": of_gateways[0].targets or "ip",
                "healthCheckConfig": _health_check(service, entrances),
                "targetGroupAttributes": [
                    {"key": "deregistration_delay.timeout_seconds", "value": str(DEREGISTRATION_DELAY)}
                ],
            },
        },
    }


def _health_check(service: Service, entrances: list[Entrance]) -> Manifest:
    readiness = service.probes.readiness
    if readiness is None or readiness.path is None:
        return {"healthCheckProtocol": "HTTP", "matcher": {"httpCode": "200-499"}}
    rules = [rule for entrance in entrances for rule in entrance.rules]
    same = all(health_port(service, rule.port) == rule.port for rule in rules)
    return {
        "healthCheckPath": readiness.path,
        "healthCheckPort": None if same else str(pod_ports(service)[readiness.port].port),
        "healthCheckProtocol": "HTTP",
        "matcher": {"httpCode": "200-399"},
    }


CONTROLLER = IngressController("gateway", _classes, _routes, balancer_peers)
