"""Roles of pods: those of iam.roles, and those of the controllers that we install."""

import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import chain

from generator.platform.discover import modules
from generator.platform.logs.collectors import collector_mechanism
from generator.platform.services.pod_roles import mechanism_of, trusted_by, used
from generator.platform.types.iam import Role
from generator.platform.types.platform import Platform
from generator.render import pod_iam
from generator.render.terraform.block import Block
from generator.render.terraform.policy import Statement, allow, attachments, document, inline, role

NOBODY: Statement = {"Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}
"""The trust of a role that no pod has; IAM takes no policy without a statement."""


def blocks(platform: Platform) -> Iterator[Block]:
    """Every role, its policies, and what lets the pods of its service accounts take it."""
    for name, spec in sorted(platform.iam.roles.items()):
        yield from _role(platform, name, spec)
    # Several mechanisms may rest on one thing, as on the cluster's OpenID Connect provider.
    by_token = ["irsa"] if collector_mechanism(platform) == "irsa" else []
    shared = (
        block
        for name in dict.fromkeys([*used(platform), *by_token])
        for block in pod_iam.mechanisms()[name].shared(platform)
    )
    yield from {block.address: block for block in shared}.values()
    for controller in modules("generator.render.terraform.controllers"):
        yield from controller.blocks(platform)


def _role(platform: Platform, name: str, spec: Role) -> Iterator[Block]:
    known = pod_iam.mechanisms()
    trust = list(chain(*(known[each].trust(platform, name) for each in trusted_by(platform, spec))))
    owner = role(
        platform,
        f"pods-{name}",
        document(*trust or (NOBODY,)),
        f"Pods with the role {name}",
        path=None if spec.path == "/" else spec.path,
        max_session_duration=spec.max_session_duration,
    )
    yield owner
    yield from known[mechanism_of(platform, spec)].bindings(platform, name, owner)
    statements = list(_statements(spec))
    if statements:
        yield inline(owner, document(*statements))
    yield from attachments(owner, {_label(policy): policy for policy in sorted(set(spec.managed_policies))})


def _statements(spec: Role) -> Iterator[Statement]:
    for statement in spec.statements:
        conditions = {
            operator: {key: list(values) for key, values in sorted(keys.items())}
            for operator, keys in statement.conditions.items()
        }
        yield allow(statement.actions, sorted(statement.resources), **conditions)
    if spec.target is not None:
        # Sessions of Pod Identity have tags, which go along to the role that is assumed next.
        yield allow(["sts:AssumeRole", "sts:TagSession"], [spec.target])


def _label(policy: str) -> str:
    """A Terraform name for a policy's ARN: its account and path, and a hash where characters were lost."""
    account, path = policy.split(":", 5)[4:]
    plain = re.sub(r"[^A-Za-z0-9_-]", "_", name := f"{account}-{path.removeprefix('policy/')}")
    return plain if plain == name else f"{plain}-{sha256(policy.encode()).hexdigest()[:8]}"
