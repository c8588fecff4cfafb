"""rendered/<environment>/README.md: the platform as a picture, its addresses, and what to run."""

from collections.abc import Iterator
from typing import Any

from generator.picture.logs import log_plan, log_stops
from generator.picture.mermaid import Ids
from generator.picture.topology.mermaid import network, running
from generator.platform.capacity import Demand, demands
from generator.platform.cluster.registries import ecr_region, host
from generator.platform.gitops.git_hosts import provider as git_provider
from generator.platform.network.addresses import Subnet, service_network, subnet_zone
from generator.platform.network.adopted import subnet_id
from generator.platform.network.endpoints import (
    gateway_endpoints,
    gateway_reasons,
    interface_endpoints,
    interface_reasons,
)
from generator.platform.network.ipv6 import is_dual_stack
from generator.platform.network.ipv6_blocks import block_number, has_ipv6
from generator.platform.nodes.fargate import pod_size, profile_subnets, profiles, services_by_profile
from generator.platform.services.containers import asked, pod_request
from generator.platform.types.platform import Platform
from generator.render import delivery, teardown
from generator.render.copies import copies, repositories
from generator.render.files import Files
from generator.render.flux.paths import bootstrap_path
from generator.render.text import text


def files(platform: Platform) -> Files:
    """The README of an environment."""
    return {"README.md": text("readme.md", **_values(platform)).encode()}


def _values(platform: Platform) -> dict[str, Any]:
    ids = Ids()
    return {
        "platform": platform,
        "running": running(platform, ids),
        "network": network(platform, ids),
        "log_plan": log_plan(platform, Ids()),
        "log_stops": log_stops(platform),
        "demands": [_row(platform, demand) for demand in demands(platform)],
        "dual_stack": is_dual_stack(platform),
        "service_network": service_network(platform),
        "endpoints": list(_endpoints(platform)),
        "copies": copies(platform),
        "repositories": repositories(platform),
        "registry": host(platform.registry.mirror or ""),
        "registry_region": ecr_region(platform.registry.mirror or ""),
        "profiles": list(_profiles(platform)),
        "pod_sizes": list(_pod_sizes(platform)),
        **_of_flux(platform),
        **_of_teardown(platform),
    }


def _of_flux(platform: Platform) -> dict[str, Any]:
    classic = platform.gitops.flux.install == "bootstrap"
    return {
        "picture": delivery.picture(platform),
        "secrets": delivery.secrets(platform),
        "classic": classic,
        "key_made": delivery.key_made(platform),
        "tokens": git_provider(platform.gitops) in delivery.TOKENS,
        "bootstrap": delivery.bootstrap(platform) if classic else [],
        "bootstrap_path": bootstrap_path(platform).removeprefix("./"),
    }


def _of_teardown(platform: Platform) -> dict[str, Any]:
    return {
        "kept_load_balancers": teardown.kept_load_balancers(platform),
        "namespaces": teardown.namespaces(platform),
        "left": list(teardown.left(platform)),
    }


def _row(platform: Platform, demand: Demand) -> dict[str, Any]:
    subnet: Subnet = demand.subnet
    return {
        "name": subnet.name,
        "id": subnet_id(platform, subnet) or "made here",
        "zone": subnet_zone(platform, subnet),
        "kind": platform.subnets[subnet.tier].kind,
        "cidr": subnet.cidr,
        "ipv6": _ipv6(platform, subnet),
        "usable": subnet.usable,
        "total": demand.total,
        "free": demand.free,
    }


def _ipv6(platform: Platform, subnet: Subnet) -> str:
    if not has_ipv6(platform, subnet):
        return "none"
    number = block_number(platform, subnet)
    return "its own" if number is None else str(number)


def _profiles(platform: Platform) -> Iterator[tuple[str, str, str, str]]:
    """Every Fargate profile: the pods that it takes, and where they lie."""
    for name, profile in sorted(profiles(platform).items()):
        labels = ", ".join(f"{key}={value}" for key, value in sorted(profile.labels.items()))
        where = ", ".join(item.name for item in profile_subnets(platform, profile))
        yield name, ", ".join(sorted(set(profile.namespaces))), labels or "any", where


def _pod_sizes(platform: Platform) -> Iterator[tuple[str, str, str, str]]:
    """Every service on Fargate: what it asks for, and the size that its pods get."""
    for profile, services in services_by_profile(platform).items():
        for name, service in services.items() if profile else ():
            size = pod_size(*pod_request(service))
            yield name, str(profile), asked(service), str(size or "none is large enough")


def _endpoints(platform: Platform) -> Iterator[tuple[str, str, str]]:
    reasons = gateway_reasons(platform)
    for service in gateway_endpoints(platform):
        yield service, "gateway", reasons.get(service, "asked for")
    reasons = interface_reasons(platform)
    for service in interface_endpoints(platform):
        yield service, "interface", reasons.get(service, "asked for")
