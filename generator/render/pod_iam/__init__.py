"""How pods get the credentials of IAM roles: a module for each mechanism, found by this folder's listing."""

from collections.abc import Iterator
from functools import cache

from generator.platform.discover import modules
from generator.platform.services.pod_roles import mechanism_of, roles_by, trusted_by, used
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.render.kubernetes.manifest import Manifest
from generator.render.pod_iam import target
from generator.render.pod_iam.mechanism import Mechanism, PodParts


@cache
def mechanisms() -> dict[str, Mechanism]:
    """Every mechanism, by its name in platform.yaml."""
    found = (module.MECHANISM for module in modules(__name__) if hasattr(module, "MECHANISM"))
    return {mechanism.name: mechanism for mechanism in found}


def namespace_annotations(platform: Platform, namespace: str) -> dict[str, str]:
    """What mechanisms read from a namespace: which roles its pods may have."""
    found: dict[str, str] = {}
    for name in used(platform):
        if roles := roles_by(platform, name, namespace):
            found |= mechanisms()[name].namespace(platform, roles)
    return found


def account_annotations(platform: Platform, service: Service) -> dict[str, str]:
    """What mechanisms read from the service account of a service."""
    if service.iam is None:
        return {}
    asked = _asked(platform, service)
    return {key: text for each in asked for key, text in each.account(platform, service.iam).items()}


def pod_parts(platform: Platform, name: str, service: Service) -> PodParts:
    """What the pods of a service need so that they get the credentials of its role, and of that role's target."""
    if service.iam is None:
        return PodParts()
    mechanism = _current(platform, service.iam)
    return target.with_profile(platform, name, service.iam, mechanism, mechanism.pod(platform, name, service.iam))


def objects(platform: Platform, name: str, service: Service) -> Iterator[Manifest]:
    """What mechanisms want to have beside a service."""
    for each in _asked(platform, service):
        yield from each.objects(platform, name, service)
    if service.iam is not None:
        yield from target.objects(platform, name, service, _current(platform, service.iam))


def egress(platform: Platform, service: Service) -> list[Manifest]:
    """What the pods of a service must be let through to, also by an old way while they move to a new one."""
    if service.iam is None:
        return []
    found = [rule for each in _trusted(platform, service) for rule in each.egress(platform)]
    found += target.egress(platform, service.iam, _current(platform, service.iam))
    return [rule for index, rule in enumerate(found) if rule not in found[:index]]


def _current(platform: Platform, role: str) -> Mechanism:
    return mechanisms()[mechanism_of(platform, platform.iam.roles[role])]


def _trusted(platform: Platform, service: Service) -> list[Mechanism]:
    if service.iam is None:
        return []
    return [mechanisms()[name] for name in trusted_by(platform, platform.iam.roles[service.iam])]


def _asked(platform: Platform, service: Service) -> list[Mechanism]:
    """The mechanism in use, and those that are still asked by pods from before."""
    return [each for index, each in enumerate(_trusted(platform, service)) if index == 0 or each.asked_later]
