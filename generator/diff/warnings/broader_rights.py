"""Rights that grow are granted by whoever merges.

https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
"""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from itertools import product
from typing import NamedTuple

from msgspec.json import encode

from generator.diff.transition import Transition
from generator.platform.cluster.access import granted
from generator.platform.types.iam import Role
from generator.platform.types.platform import Platform

_SHOWN = 4


class _Right(NamedTuple):
    """What may be done, on what, and under which conditions, as text."""

    action: str
    resource: str
    conditions: str = "{}"

    def __str__(self) -> str:
        return f"{self.action} on {self.resource}{'' if self.conditions == '{}' else ' under conditions'}"

    def covers(self, other: "_Right") -> bool:
        """Whether it was allowed already: an action's case does not matter."""
        return (
            self.conditions in {"{}", other.conditions}
            and fnmatchcase(other.action.lower(), self.action.lower())
            and fnmatchcase(other.resource, self.resource)
        )


def warn(step: Transition) -> Iterator[str]:
    """Say who may do more: roles of pods, service accounts, people. What is new as a whole is no surprise."""
    before, after = _rights(step.base), _rights(step.head)
    for place in before.keys() & after.keys():
        more = [right for right in after[place] if not any(each.covers(right) for each in before[place])]
        if more:
            listed = ", ".join(map(str, more[:_SHOWN])) + (f" and {len(more) - _SHOWN} more" * (len(more) > _SHOWN))
            yield f"{place} may do more: {listed}; agree to that before this is merged"


def _rights(platform: Platform) -> dict[str, list[_Right]]:
    """By the key of platform.yaml that grants them."""
    found = {f"iam.roles.{name}": _of_role(role) for name, role in sorted(platform.iam.roles.items())}
    for name, entry in sorted(platform.cluster.access.items()):
        policies = granted(entry).items()
        groups = [_Right("group", group) for group in entry.kubernetes_groups]
        found[f"cluster.access.{name}"] = groups + [
            _Right(policy, where) for policy, scope in policies for where in scope or ("*",)
        ]
    for name, service in sorted(platform.services.items()):
        found[f"services.{name}.rbac"] = [
            _Right(verb, f"{group}/{resource} in {where}")
            for permission in service.rbac.values()
            for verb, group, resource in product(permission.verbs, permission.api_groups, permission.resources)
            for where in (("*",) if permission.cluster_wide else permission.namespaces or (service.namespace,))
        ]
    return found


def _of_role(role: Role) -> list[_Right]:
    managed = [_Right("the policy", arn) for arn in role.managed_policies]
    return managed + [
        _Right(action, resource, encode(statement.conditions, order="sorted").decode())
        for statement in role.statements
        for action, resource in product(statement.actions, statement.resources)
    ]
