"""The agents and controllers of the mechanisms that give pods IAM roles."""

from collections.abc import Iterator

from generator.platform.services.pod_roles import used
from generator.platform.types.platform import Platform
from generator.render.kubernetes.manifest import Manifest
from generator.render.pod_iam import mechanisms


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield the agent of every mechanism that a role uses or trusts."""
    for name in used(platform):
        yield from mechanisms()[name].agent(platform)
