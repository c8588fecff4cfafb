"""Flux' source-controller: its role, where it pulls charts from ECR, or reads the repository in CodeCommit."""

from collections.abc import Iterator

from generator.platform.cluster.registries import ecr_region
from generator.platform.gitops.git_hosts import access, address, code_commit_region
from generator.platform.types.platform import Platform
from generator.render.arn import managed_policy, partition
from generator.render.bridge import NAMESPACE
from generator.render.terraform.block import Block
from generator.render.terraform.cluster import cluster
from generator.render.terraform.policy import allow, attachments, document, inline, pod_identity, pod_trust, role

NAME = "source-controller"


def blocks(platform: Platform) -> Iterator[Block]:
    """Yield the role and the service account that has it, where something is read with it.

    https://fluxcd.io/flux/integrations/aws/
    """
    charts = ecr_region(platform.registry.mirror or "") is not None
    repository = access(platform.gitops) == "podIdentity"
    if not (charts or repository):
        return
    reads = " and ".join(what for what, asked in (("pulls charts", charts), ("reads Git", repository)) if asked)
    owner = role(platform, NAME, pod_trust(platform), f"Flux {reads}")
    yield owner
    if charts:
        yield from attachments(owner, {"images": managed_policy(platform, "AmazonEC2ContainerRegistryPullOnly")})
    if repository:
        yield inline(owner, document(allow(["codecommit:GitPull"], [_repository(platform)])))
    yield pod_identity(NAME, cluster(platform), NAMESPACE, NAME, owner)


def _repository(platform: Platform) -> str:
    region = code_commit_region(platform.gitops)
    return f"arn:{partition(platform)}:codecommit:{region}:{platform.account}:{address(platform.gitops).name}"
