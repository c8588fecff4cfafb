"""Roles of pods: those of iam.roles, and those of the controllers that we install."""

import re
from collections.abc import Iterator
from hashlib import sha256

from generator.platform.discover import modules
from generator.platform.types.iam import Role
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block
from generator.render.terraform.cluster import cluster
from generator.render.terraform.policy import allow, attachments, document, inline, pod_identity, pod_trust, role


def blocks(platform: Platform) -> Iterator[Block]:
    """Every role, its policies, and the service accounts that have it."""
    for name, spec in sorted(platform.iam.roles.items()):
        yield from _role(platform, name, spec)
    for name, service in sorted(platform.services.items()):
        if service.iam is not None:
            owner = _owner(platform, service.iam)
            yield pod_identity(f"service-{name}", cluster(platform), service.namespace, name, owner)
    for controller in modules("generator.render.terraform.controllers"):
        yield from controller.blocks(platform)


def _owner(platform: Platform, name: str) -> Block:
    return role(platform, f"pods-{name}", pod_trust(platform), f"Pods with the role {name}")


def _role(platform: Platform, name: str, spec: Role) -> Iterator[Block]:
    owner = _owner(platform, name)
    yield owner
    if spec.statements:
        statements = [allow(statement.actions, sorted(statement.resources)) for statement in spec.statements]
        yield inline(owner, document(*statements))
    yield from attachments(owner, {_label(policy): policy for policy in sorted(set(spec.managed_policies))})


def _label(policy: str) -> str:
    """A Terraform name for a policy's ARN: its account and path, and a hash where characters were lost."""
    account, path = policy.split(":", 5)[4:]
    plain = re.sub(r"[^A-Za-z0-9_-]", "_", name := f"{account}-{path.removeprefix('policy/')}")
    return plain if plain == name else f"{plain}-{sha256(policy.encode()).hexdigest()[:8]}"
