"""EKS add-ons: one module each, found by this folder's listing; it has `addon(platform)`."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.platform.discover import modules
from generator.platform.types.platform import Platform
from generator.render.arn import managed_policy
from generator.render.terraform.block import Block, depends_on, resource
from generator.render.terraform.cluster import cluster
from generator.render.terraform.eks_addons.addon import Addon
from generator.render.terraform.policy import attachments, document, inline, pod_trust, role


@lru_cache(maxsize=8)
def addons(platform: Platform) -> tuple[Addon, ...]:
    """The add-ons that the platform has."""
    found = (module.addon(platform) for module in modules(__name__) if hasattr(module, "addon"))
    return tuple(addon for addon in found if addon is not None)


def before_nodes(platform: Platform) -> list[Block]:
    """The add-ons that a node needs to become ready."""
    return [block(platform, addon) for addon in addons(platform) if addon.before_nodes]


def block(platform: Platform, addon: Addon, after: Sequence[Block] = ()) -> Block:
    """An add-on, once its role can do its work; what was changed by hand in the cluster is set back."""
    association = None
    if addon.service_account is not None:
        association = {"role_arn": _role(platform, addon).ref("arn"), "service_account": addon.service_account}
    return resource(
        "aws_eks_addon",
        addon.name,
        cluster_name=cluster(platform).ref("name"),
        addon_name=addon.name,
        addon_version=addon.version,
        configuration_values=addon.configuration,
        resolve_conflicts_on_create="OVERWRITE",
        resolve_conflicts_on_update="OVERWRITE",
        pod_identity_association=association,
        depends_on=depends_on(*after, *_policies(platform, addon)) or None,
    )


def identity(platform: Platform, addon: Addon) -> Iterator[Block]:
    """The role of the add-on's service account, where it needs one."""
    if addon.service_account is not None:
        yield _role(platform, addon)
        yield from _policies(platform, addon)


def _policies(platform: Platform, addon: Addon) -> Iterator[Block]:
    if addon.policy is not None:
        yield from attachments(_role(platform, addon), {"managed": managed_policy(platform, addon.policy)})
    if addon.statements:
        yield inline(_role(platform, addon), document(*addon.statements))


def _role(platform: Platform, addon: Addon) -> Block:
    return role(platform, addon.name, pod_trust(platform), f"The add-on {addon.name}")
