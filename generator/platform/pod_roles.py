"""Roles of pods: who has which, and how its pods get the credentials."""

from typing import NamedTuple

from generator.platform.types.iam import MechanismName, Role
from generator.platform.types.platform import Platform


class Account(NamedTuple):
    """The service account of a service; it has the service's name."""

    service: str
    namespace: str


def accounts(platform: Platform, role: str) -> list[Account]:
    """The service accounts whose pods have a role, by the names of their services."""
    return [
        Account(name, service.namespace) for name, service in sorted(platform.services.items()) if service.iam == role
    ]


def mechanism_of(platform: Platform, role: Role) -> MechanismName:
    """How pods get the credentials of a role: as the role says, else as all do."""
    return role.mechanism or platform.iam.mechanism


def trusted_by(platform: Platform, role: Role) -> list[MechanismName]:
    """The mechanisms that a role trusts: the one in use, and others during a move, each once."""
    return list(dict.fromkeys((mechanism_of(platform, role), *role.also_trust)))


def used(platform: Platform) -> list[MechanismName]:
    """Every mechanism that some role uses or trusts, by name."""
    return sorted({name for role in platform.iam.roles.values() for name in trusted_by(platform, role)})


def role_name(platform: Platform, role: str) -> str:
    """The IAM name of a role of iam.roles."""
    return f"{platform.name}-pods-{role}"
