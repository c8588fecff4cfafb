"""Roles of pods: who has which, and how its pods get the credentials."""

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from generator.platform.types.iam import MechanismName, Role
from generator.platform.types.platform import Platform

UNMAINTAINED: dict[MechanismName, str] = {"kiam": "2021", "iam4kube": "2018"}
"""Mechanisms that nobody maintains, and the year of their last change.
https://github.com/uswitch/kiam, https://github.com/ash2k/iam4kube"""

INTERCEPTORS: tuple[MechanismName, ...] = ("iam4kube", "kiam", "kube2iam")
"""They answer for the instance metadata service, of which a node has one."""

CHAINED: tuple[MechanismName, ...] = (*INTERCEPTORS, "kubeAwsIamController")
"""A role of their own takes the pods' roles: STS calls that chaining, and its sessions end after an hour.
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining"""


class Account(NamedTuple):
    """The service account of a service; it has the service's name."""

    service: str
    namespace: str


def accounts(platform: Platform, role: str) -> list[Account]:
    """The service accounts whose pods have a role, by the names of their services."""
    return _accounts(platform).get(role, [])


@lru_cache(maxsize=8)
def _accounts(platform: Platform) -> dict[str, list[Account]]:
    found: dict[str, list[Account]] = defaultdict(list)
    for name, service in sorted(platform.services.items()):
        if service.iam is not None:
            found[service.iam].append(Account(name, service.namespace))
    return found


def mechanism_of(platform: Platform, role: Role) -> MechanismName:
    """How pods get the credentials of a role: as the role says, else as all do."""
    return role.mechanism or platform.iam.mechanism


def trusted_by(platform: Platform, role: Role) -> list[MechanismName]:
    """The mechanisms that a role trusts: the one in use, and others during a move, each once."""
    return list(dict.fromkeys((mechanism_of(platform, role), *role.also_trust)))


def used(platform: Platform) -> list[MechanismName]:
    """Every mechanism that some role uses or trusts, by name."""
    return sorted({name for role in platform.iam.roles.values() for name in trusted_by(platform, role)})


def roles_by(platform: Platform, mechanism: MechanismName, namespace: str | None = None) -> list[str]:
    """The roles that a mechanism hands out, by name: to services, or to those of a namespace."""
    return [
        name for name, spaces in _namespaces(platform, mechanism).items() if namespace is None or namespace in spaces
    ]


@lru_cache(maxsize=48)
def _namespaces(platform: Platform, mechanism: MechanismName) -> dict[str, set[str]]:
    """By role that a mechanism hands out: the namespaces of its services."""
    return {
        name: {account.namespace for account in accounts(platform, name)}
        for name, role in sorted(platform.iam.roles.items())
        if mechanism in trusted_by(platform, role) and accounts(platform, name)
    }


def role_name(platform: Platform, role: str) -> str:
    """The IAM name of a role of iam.roles."""
    return f"{platform.name}-pods-{role}"
