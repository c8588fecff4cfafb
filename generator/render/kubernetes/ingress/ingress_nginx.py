"""The community's NGINX Ingress controller: retired in March 2026, and rendered for those alone who know that.

https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/
"""

from collections.abc import Iterable, Iterator

from generator.platform.cluster.registries import mirrored
from generator.platform.services.draining import PRE_STOP
from generator.platform.services.ingress_controllers import NAMESPACE, fewest, redirects, tls_secret
from generator.platform.types.ingress import IngressClass, Route
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.render.kubernetes.ingress import nlb, proxy
from generator.render.kubernetes.ingress.controller import IngressController
from generator.render.kubernetes.ingress.object import ingress
from generator.render.kubernetes.ingress.rewriting import below, target
from generator.render.kubernetes.manifest import Manifest
from generator.render.kubernetes.topology import Entrance, Topology

PROXY = proxy.Proxy("ingressNginx", "ingress-nginx", (80, 443))


def _install(platform: Platform, classes: dict[str, IngressClass]) -> Iterable[Manifest]:
    values = {name: _values(platform, name, class_) for name, class_ in classes.items()}
    return proxy.install(platform, PROXY, classes, values)


def _values(platform: Platform, name: str, class_: IngressClass) -> Manifest:
    """Values of the chart.

    https://github.com/kubernetes/ingress-nginx/tree/main/charts/ingress-nginx
    """
    mirror = {"image": {"registry": mirrored(platform, "registry.k8s.io")}}
    tls = {"default-ssl-certificate": f"{NAMESPACE}/{tls_secret(name, class_)}"} if class_.tls else {}
    return {
        "global": mirror if platform.registry.mirror else None,
        "controller": {
            "replicaCount": fewest(class_),
            "autoscaling": proxy.autoscaling(
                class_, targetCPUUtilizationPercentage=0, targetMemoryUtilizationPercentage=0
            ),
            "ingressClass": name,
            "ingressClassResource": {
                "name": name,
                "default": class_.default,
                "controllerValue": f"k8s.io/ingress-nginx/{name}",
            },
            "electionID": f"{name}-leader",
            "allowSnippetAnnotations": False,
            "enableAnnotationValidations": True,
            # Who reached its webhook could run code in the controller (CVE-2025-1974); all our Ingresses are checked.
            "admissionWebhooks": {"enabled": False},
            "extraArgs": {"shutdown-grace-period": str(PRE_STOP), **tls},
            "resources": proxy.resources(class_, "250m", "256Mi"),
            "topologySpreadConstraints": proxy.spread(name, class_),
            "updateStrategy": proxy.ROLLOUT,
            "config": _config(platform, class_),
            "service": _service(platform, class_),
        },
    }


def _config(platform: Platform, class_: IngressClass) -> dict[str, str]:
    """The proxy's own settings.

    https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/
    """
    redirect = "true" if class_.tls and redirects(class_) else "false"
    found = {"ssl-protocols": "TLSv1.2 TLSv1.3", "ssl-redirect": redirect, "force-ssl-redirect": redirect}
    if nlb.tells_by_protocol(class_):
        found |= {"use-proxy-protocol": "true", "proxy-real-ip-cidr": ",".join(nlb.subnet_cidrs(platform, class_))}
    return found


def _service(platform: Platform, class_: IngressClass) -> Manifest:
    ports = {each.port: "https" if each.tls else "http" for each in nlb.listeners(class_)}
    return {
        **nlb.service(platform, class_),
        "externalTrafficPolicy": "Cluster",
        "enableHttp": 80 in ports,
        "enableHttps": 443 in ports,
        "targetPorts": {"https": ports[443]} if 443 in ports else None,
    }


def _routes(topology: Topology, name: str, service: Service, entrance: Entrance) -> Iterator[Manifest]:
    platform = topology.platform
    route, class_ = platform.ingress.routes[entrance.rules[0].route], platform.ingress.classes[entrance.class_]
    given = {f"nginx.ingress.kubernetes.io/{key}": value for key, value in _options(route).items()}
    item = ingress(platform, name, service, entrance, given)
    if class_.tls:
        # Without the name of a Secret they have the certificate of the class.
        item["spec"]["tls"] = [{"hosts": sorted({rule.host for rule in entrance.rules})}]
    for rule in item["spec"]["rules"] if route.rewrite else ():
        for path in rule["http"]["paths"]:
            path |= {"path": below(path["path"]), "pathType": "ImplementationSpecific"}
    yield item


def _options(route: Route) -> dict[str, str]:
    found: dict[str, str] = {}
    if route.timeout_seconds is not None:
        found |= {f"proxy-{way}-timeout": str(route.timeout_seconds) for way in ("read", "send")}
    if route.body_size is not None:
        found["proxy-body-size"] = route.body_size
    if route.source_ranges:
        found["whitelist-source-range"] = ",".join(sorted(set(route.source_ranges)))
    if route.auth is not None and route.auth.basic is not None:
        found |= {"auth-type": "basic", "auth-secret": route.auth.basic}
    if route.rewrite is not None:
        found |= {"use-regex": "true", "rewrite-target": target(route.rewrite, "$2")}
    return found


CONTROLLER = IngressController("ingressNginx", proxy.certificate, _routes, proxy.peers, _install)
