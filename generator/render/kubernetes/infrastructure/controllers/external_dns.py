"""external-dns, from its chart: records in Route 53 for hosts of routes and services; its role is in Terraform."""

from collections.abc import Iterator

from generator.platform.services.ingress_controllers import gateways
from generator.platform.services.service_load_balancers import service_load_balancers
from generator.platform.types.dns import Dns
from generator.platform.types.platform import Platform
from generator.render.kubernetes.helm import release, repository_and_tag
from generator.render.kubernetes.manifest import Manifest
from generator.render.kubernetes.policy import controller_policy
from generator.render.pins import chart

NAME, SOURCE = "external-dns", "external-dns"


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield the chart's repository and its release, where there are zones."""
    if platform.ingress.dns is None:
        return
    yield from release(platform, NAME, SOURCE, _values(platform, platform.ingress.dns))
    if platform.cni.network_policy != "off":
        yield controller_policy(platform, NAME, 7979)


def _values(platform: Platform, dns: Dns) -> Manifest:
    """Values of the chart.

    https://github.com/kubernetes-sigs/external-dns/tree/master/charts/external-dns
    """
    image = chart(platform, NAME).images[0]
    return {
        "image": repository_and_tag(image) if platform.registry.mirror else None,
        "provider": {"name": "aws"},
        "env": [{"name": "AWS_REGION", "value": platform.region}],
        "sources": (sources := _sources(platform)),
        "domainFilters": sorted(dns.zones),
        "extraArgs": {
            "zone-id-filter": sorted(set(dns.zones.values())),
            "service-type-filter": ["LoadBalancer"] if "service" in sources else None,
        },
        "policy": "sync" if dns.records == "sync" else "upsert-only",
        # Records say whose they are: two clusters may share a zone.
        "registry": "txt",
        "txtOwnerId": platform.name,
        "serviceAccount": {"create": True, "name": NAME},
        "resources": {"requests": {"cpu": "50m", "memory": "64Mi"}, "limits": {"memory": "256Mi"}},
    }


def _sources(platform: Platform) -> list[str]:
    """The kinds of objects that are asked for hosts: those that there are."""
    virtual_servers = any(class_.custom_resources for class_ in platform.ingress.classes.values())
    named = any(balancer.hosts for balancer in service_load_balancers(platform).values())
    found = {"gateway-httproute": bool(gateways(platform)), "f5-virtualserver": virtual_servers, "service": named}
    return ["ingress", *(source for source, there in found.items() if there)]
