"""How pods get the credentials of IAM roles: a module for each mechanism, found by this folder's listing."""

from functools import cache

from generator.platform.discover import modules
from generator.platform.pod_roles import mechanism_of
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.render.pod_iam.mechanism import Mechanism


@cache
def mechanisms() -> dict[str, Mechanism]:
    """Every mechanism, by its name in platform.yaml."""
    found = (module.MECHANISM for module in modules(__name__) if hasattr(module, "MECHANISM"))
    return {mechanism.name: mechanism for mechanism in found}


def service_mechanism(platform: Platform, service: Service) -> Mechanism | None:
    """How the pods of a service get credentials; None for those that have no role."""
    if service.iam is None:
        return None
    return mechanisms()[mechanism_of(platform, platform.iam.roles[service.iam])]
