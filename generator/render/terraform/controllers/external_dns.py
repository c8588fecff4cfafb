"""external-dns: its role, which may write to the hosted zones that the platform names, and to no other."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.arn import partition
from generator.render.terraform.block import Block
from generator.render.terraform.cluster import cluster
from generator.render.terraform.policy import allow, document, inline, pod_identity, pod_trust, role


def blocks(platform: Platform) -> Iterator[Block]:
    """Yield the role and the service account that has it, where there are zones.

    https://kubernetes-sigs.github.io/external-dns/latest/docs/tutorials/aws/#iam-policy
    """
    dns = platform.ingress.dns
    if dns is None:
        return
    zones = [f"arn:{partition(platform)}:route53:::hostedzone/{zone}" for zone in sorted(set(dns.zones.values()))]
    owner = role(platform, "external-dns", pod_trust(platform), "external-dns")
    yield owner
    yield inline(
        owner,
        document(
            allow(["route53:ChangeResourceRecordSets", "route53:ListResourceRecordSets"], zones),
            # Neither knows of a single zone.
            allow(["route53:ListHostedZones", "route53:ListTagsForResources"], ["*"]),
        ),
    )
    yield pod_identity("external-dns", cluster(platform), "kube-system", "external-dns", owner)
