"""Who gets which role: rendered policies and objects, judged as IAM and the agents judge them."""

import json
import re
from functools import cache
from typing import Any

import yaml

from generator.platform.types.platform import Platform
from generator.render import render

Objects = list[dict[str, Any]]


class Rendered:
    """What IAM and the cluster know of a platform: policies by role, and objects."""

    def __init__(self, platform: Platform) -> None:
        files = render(platform)
        roots = [json.loads(text) for path, text in files.items() if path.startswith("terraform/")]
        self.platform = platform
        self.resources: dict[str, dict[str, Any]] = {}
        for root in roots:
            for kind, found in root.get("resource", {}).items():
                self.resources.setdefault(kind, {}).update(found)
        self.objects = [
            yaml.safe_load(text)
            for path, text in files.items()
            if path.startswith("kubernetes/") and not path.endswith("kustomization.yaml")
        ]

    def named(self, kind: str, name: str, namespace: str | None = None) -> dict[str, Any]:
        """An object; an empty one where there is none."""
        item: dict[str, Any]
        for item in self.objects:
            where = item["metadata"]
            if (item["kind"], where["name"], where.get("namespace")) == (kind, name, namespace):
                return item
        return {"metadata": {}, "spec": {}}

    def pod(self, namespace: str, name: str) -> dict[str, Any]:
        """The template of the pods of a service."""
        template: dict[str, Any] = self.named("Deployment", name, namespace)["spec"].get("template", {})
        return template

    def arguments(self, kind: str, name: str) -> list[str]:
        """The arguments of the one container of an agent."""
        spec = self.named(kind, name, "kube-system")["spec"]
        return spec["template"]["spec"]["containers"][0].get("args", []) if spec else []

    def role_arns(self) -> dict[str, str]:
        """By the ARN that objects in the cluster say: the Terraform name of the role."""
        account = self.platform.account
        return {
            f"arn:aws:iam::{account}:role{body.get('path', '/')}{body['name']}": name
            for name, body in self.resources["aws_iam_role"].items()
        }


@cache
def rendered(platform: Platform) -> Rendered:
    """A platform's render, made once."""
    return Rendered(platform)


def ref(role: str) -> str:
    return f"${{aws_iam_role.{role}.arn}}"


def trust(it: Rendered, role: str) -> Objects:
    statements: Objects = json.loads(it.resources["aws_iam_role"][role]["assume_role_policy"])["Statement"]
    return statements


def allows(statements: Objects, principal: dict[str, str], action: str, context: dict[str, str]) -> bool:
    """Whether a trust policy lets a principal in, given the values that its request has; a Deny wins."""
    effects = {s["Effect"] for s in statements if _matches(s, principal, action, context)}
    return effects == {"Allow"}


def _matches(statement: dict[str, Any], principal: dict[str, str], action: str, context: dict[str, str]) -> bool:
    ((kind, who),) = principal.items()
    known = statement["Principal"].get(kind, [])
    named = statement["Principal"] == {"AWS": "*"} or who in ([known] if isinstance(known, str) else known)
    actions = statement["Action"]
    return named and action in ([actions] if isinstance(actions, str) else actions) and _holds(statement, context)


def _holds(statement: dict[str, Any], context: dict[str, str]) -> bool:
    for operator, conditions in statement.get("Condition", {}).items():
        assert operator in {"StringEquals", "ArnEquals"}, operator
        for key, wanted in conditions.items():
            assert "*" not in str(wanted)
            if context.get(key) not in ([wanted] if isinstance(wanted, str) else wanted):
                return False
    return True


def may(it: Rendered, taker: str, action: str, resource: str) -> bool:
    """Whether a role's own policy allows an action on a resource."""
    policy = it.resources["aws_iam_role_policy"].get(taker)
    statements = json.loads(policy["policy"])["Statement"] if policy else []
    return any(
        action in statement["Action"] and (resource in statement["Resource"] or statement["Resource"] == ["*"])
        for statement in statements
        if statement["Effect"] == "Allow"
    )


def takes(it: Rendered, taker: str, role: str) -> bool:
    """Whether one role may take another: both sides must say so."""
    known = role in it.resources["aws_iam_role"] and taker in it.resources["aws_iam_role"]
    return (
        known
        and may(it, taker, "sts:AssumeRole", ref(role))
        and allows(trust(it, role), {"AWS": ref(taker)}, "sts:AssumeRole", {})
    )


def by_token(it: Rendered, role: str, namespace: str, account: str, audience: str = "sts.amazonaws.com") -> bool:
    """Whether the token of a service account takes a role, by its Terraform name."""
    principal = {"Federated": "${aws_iam_openid_connect_provider.cluster.arn}"}
    subject = f"system:serviceaccount:{namespace}:{account}"
    context = {"${local.oidc_issuer}:aud": audience, "${local.oidc_issuer}:sub": subject}
    return allows(trust(it, role), principal, "sts:AssumeRoleWithWebIdentity", context)


def by_association(it: Rendered, role: str, namespace: str, account: str, **other: str) -> bool:
    """Whether a pod of a service account gets a role by Pod Identity: associated, and trusted."""
    wanted = {"namespace": namespace, "service_account": account, "role_arn": ref(role)}
    associations = it.resources.get("aws_eks_pod_identity_association", {}).values()
    if not any(wanted.items() <= association.items() for association in associations):
        return False
    platform = it.platform
    cluster = f"arn:aws:eks:{platform.region}:{platform.account}:cluster/{platform.name}"
    context = {"aws:SourceAccount": platform.account, "aws:SourceArn": cluster} | other
    principal = {"Service": "pods.eks.amazonaws.com"}
    return all(allows(trust(it, role), principal, action, context) for action in ("sts:AssumeRole", "sts:TagSession"))


def _asks(it: Rendered, namespace: str, pod: dict[str, Any]) -> str | None:
    """The role that a pod's annotation asks an agent for, by its ARN."""
    role: str | None = pod.get("metadata", {}).get("annotations", {}).get("iam.amazonaws.com/role")
    return role


def by_kube2iam(it: Rendered, role: str, namespace: str, pod: dict[str, Any], node: str = "node") -> bool:
    """As kube2iam decides: the pod's annotation, and a pattern of the namespace, in which * is anything.

    https://github.com/jtblin/kube2iam#namespace-restrictions
    """
    asked = _asks(it, namespace, pod)
    if "--namespace-restrictions" in it.arguments("DaemonSet", "kube2iam"):
        annotations = it.named("Namespace", namespace)["metadata"].get("annotations", {})
        patterns = json.loads(annotations.get("iam.amazonaws.com/allowed-roles", "[]"))
        globs = [".*".join(re.escape(part) for part in pattern.split("*")) for pattern in patterns]
        if not any(re.fullmatch(glob, asked or "") for glob in globs):
            return False
    return it.role_arns().get(asked or "") == role and takes(it, node, role)


def by_kiam(it: Rendered, role: str, namespace: str, pod: dict[str, Any]) -> bool:
    """As kiam decides: the pod's annotation, and the namespace's expression between ^ and $; without one, nobody.

    https://github.com/uswitch/kiam/blob/master/pkg/server/policy.go
    """
    asked = _asks(it, namespace, pod)
    expression = (
        it.named("Namespace", namespace)["metadata"].get("annotations", {}).get("iam.amazonaws.com/permitted", "")
    )
    if not expression or not asked or not re.search(f"^{expression}$", asked):
        return False
    return it.role_arns().get(asked) == role and server_takes(it, "kiam-server", role)


def by_iam4kube(it: Rendered, role: str, namespace: str, pod: dict[str, Any]) -> bool:
    """As iam4kube decides: by the annotation of the pod's service account.

    https://github.com/ash2k/iam4kube#core-features
    """
    account = it.named("ServiceAccount", pod["spec"]["serviceAccountName"], namespace)
    asked = account["metadata"].get("annotations", {}).get("iam.amazonaws.com/roleArn", "")
    return it.role_arns().get(asked) == role and server_takes(it, "iam4kube", role)


def by_secret(it: Rendered, role: str, namespace: str, secret: str) -> bool:
    """Whether a pod that mounts a Secret gets a role: by the AWSIAMRole of that name in its namespace."""
    asked = it.named("AWSIAMRole", secret, namespace)["spec"].get("roleReference", "")
    return it.role_arns().get(asked) == role and server_takes(it, "kube-aws-iam-controller", role)


def secrets(pod: dict[str, Any]) -> list[str]:
    """The Secrets that a pod mounts."""
    return [volume["secret"]["secretName"] for volume in pod["spec"]["volumes"] if "secret" in volume]


def server_takes(it: Rendered, server: str, role: str) -> bool:
    """Whether a server gets its own role by its service account, and with that one a role of pods."""
    annotations = it.named("ServiceAccount", server, "kube-system")["metadata"].get("annotations", {})
    own = it.role_arns().get(annotations.get("eks.amazonaws.com/role-arn", ""))
    return own is not None and by_token(it, own, "kube-system", server) and takes(it, own, role)
