"""What a way to give pods the credentials of an IAM role consists of."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from generator.platform.types.iam import MechanismName
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.render.kubernetes.manifest import Manifest
from generator.render.terraform.block import Block
from generator.render.terraform.policy import Statement


class PodParts(NamedTuple):
    """What a pod needs beside its service account: annotations, variables, volumes, and their mounts."""

    annotations: dict[str, str] = {}
    env: dict[str, str] = {}
    volumes: tuple[Manifest, ...] = ()
    mounts: tuple[Manifest, ...] = ()


def _no_blocks(_platform: Platform) -> Iterable[Block]:
    return ()


def _no_bindings(_platform: Platform, _role: str, _owner: Block) -> Iterable[Block]:
    return ()


def _no_annotations(_platform: Platform, _role: str) -> dict[str, str]:
    return {}


def _no_namespace_annotations(_platform: Platform, _roles: list[str]) -> dict[str, str]:
    return {}


def _no_parts(_platform: Platform, _name: str, _role: str) -> PodParts:
    return PodParts()


def _no_objects(_platform: Platform, _name: str, _service: Service) -> Iterable[Manifest]:
    return ()


def _no_manifests(_platform: Platform) -> Iterable[Manifest]:
    return ()


def _no_profile(_platform: Platform, _role: str) -> dict[str, str]:
    return {}


class Mechanism(NamedTuple):
    """A mechanism. What it has no need for stays as it is here.

    In Terraform: `trust` are the statements by which the pods of a role's service accounts, and no others, may take
    the role; `bindings` are made for each role that uses it, given the role's block; `shared` once, where any does:
    blocks that several mechanisms share are equal.

    In Kubernetes: `account` annotates a service account with a role; `namespace` a namespace with the roles that its
    services have; `pod`, given the names of service and role, and `objects` are for each service that has a role;
    `egress` is what its pods must be let through to; `agent` runs once, where any role uses it.

    `asked_later` says whether pods that run still need `account` and `objects`: they stay while the role trusts it.
    `profile` is how the AWS SDK in a pod gets the role's credentials, as settings of a profile, so that it can go on
    from there to a target role; nothing where that happens before credentials reach the pod.
    """

    name: MechanismName
    trust: Callable[[Platform, str], list[Statement]]
    bindings: Callable[[Platform, str, Block], Iterable[Block]] = _no_bindings
    shared: Callable[[Platform], Iterable[Block]] = _no_blocks
    account: Callable[[Platform, str], dict[str, str]] = _no_annotations
    namespace: Callable[[Platform, list[str]], dict[str, str]] = _no_namespace_annotations
    pod: Callable[[Platform, str, str], PodParts] = _no_parts
    objects: Callable[[Platform, str, Service], Iterable[Manifest]] = _no_objects
    egress: Callable[[Platform], Iterable[Manifest]] = _no_manifests
    agent: Callable[[Platform], Iterable[Manifest]] = _no_manifests
    asked_later: bool = False
    profile: Callable[[Platform, str], dict[str, str]] = _no_profile
