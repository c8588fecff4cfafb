"""IAM policy documents, and roles with their policies."""

from collections.abc import Iterator, Sequence
from typing import Any

from generator.platform.types.platform import Platform
from generator.render.arn import cluster_arn
from generator.render.terraform.block import Block, Expression, Template, json_text, resource

Statement = dict[str, Any]


def allow(actions: Sequence[str], resources: Sequence[str | Expression | Template], **conditions: Any) -> Statement:
    """An Allow statement; conditions are by operator."""
    statement: Statement = {"Effect": "Allow", "Action": sorted(actions), "Resource": list(resources)}
    return statement | ({"Condition": conditions} if conditions else {})


def log_writer(group: str) -> Statement:
    """What a log collector needs to write to a log group, given its ARN, and no more."""
    actions = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    return allow(actions, [group, f"{group}:*"])


def document(*statements: Statement) -> Template:
    """A policy document as JSON."""
    return json_text({"Version": "2012-10-17", "Statement": list(statements)})


def assume(principal: dict[str, Any], *actions: str, **conditions: Any) -> Statement:
    """A statement of a trust policy; conditions are by operator."""
    statement: Statement = {"Effect": "Allow", "Principal": principal, "Action": list(actions or ("sts:AssumeRole",))}
    return statement | ({"Condition": conditions} if conditions else {})


def service_trust(service: str, *actions: str, **conditions: Any) -> Template:
    """The trust policy of a role that an AWS service assumes."""
    return document(assume({"Service": service}, *actions, **conditions))


def pod_trust(platform: Platform) -> Template:
    """The trust policy of a role for the pods that associations of this cluster name."""
    return document(pod_statement(platform))


def pod_statement(platform: Platform) -> Statement:
    """Trust in EKS Pod Identity, for this cluster alone.

    https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
    """
    return assume(
        {"Service": "pods.eks.amazonaws.com"},
        "sts:AssumeRole",
        "sts:TagSession",
        StringEquals={"aws:SourceAccount": platform.account},
        ArnEquals={"aws:SourceArn": cluster_arn(platform)},
    )


def role(platform: Platform, name: str, trust: Template, description: str, **more: Any) -> Block:
    """The IAM role NAME-`name`, bounded where the platform says so."""
    return resource(
        "aws_iam_role",
        name,
        name=f"{platform.name}-{name}",
        description=description,
        assume_role_policy=trust,
        permissions_boundary=platform.iam.permissions_boundary,
        **more,
    )


def inline(owner: Block, policy: Template) -> Block:
    """The role's own policy."""
    return resource(
        "aws_iam_role_policy", owner.labels[1], name=owner.body["name"], role=owner.ref("name"), policy=policy
    )


def attachments(owner: Block, policies: dict[str, str]) -> Iterator[Block]:
    """Managed policies of the role: ARNs by a name that is unique for the role."""
    for name, policy_arn in policies.items():
        yield resource(
            "aws_iam_role_policy_attachment", f"{owner.labels[1]}-{name}", role=owner.ref("name"), policy_arn=policy_arn
        )


def pod_identity(name: str, cluster: Block, namespace: str, service_account: str, owner: Block, **more: Any) -> Block:
    """The association of a role with a service account."""
    return resource(
        "aws_eks_pod_identity_association",
        name,
        cluster_name=cluster.ref("name"),
        namespace=namespace,
        service_account=service_account,
        role_arn=owner.ref("arn"),
        **more,
    )
