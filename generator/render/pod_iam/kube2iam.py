"""kube2iam: an agent on every node answers for the metadata service, and takes pods' roles with the node's own.

https://github.com/jtblin/kube2iam
"""

import json
from collections.abc import Iterator

from generator.platform.types.iam import MechanismName
from generator.platform.types.platform import Platform
from generator.render.arn import arn, pods_role_arn
from generator.render.kubernetes.manifest import Manifest
from generator.render.pins import image
from generator.render.pod_iam import interception, system, taking
from generator.render.pod_iam.mechanism import Mechanism, PodParts
from generator.render.terraform.block import Block
from generator.render.terraform.node_roles import linux_roles
from generator.render.terraform.policy import Statement, allow, document, inline

NAME: MechanismName = "kube2iam"
PORT = 8181
ANNOTATION, ALLOWED = "iam.amazonaws.com/role", "iam.amazonaws.com/allowed-roles"


def _trust(platform: Platform, role: str) -> list[Statement]:
    return taking.trust(platform, NAME, role, linux_roles(platform))


def _shared(platform: Platform) -> Iterator[Block]:
    """What every node may take, and list: the agent asks for the regions that there are."""
    if statements := taking.permissions(platform, NAME):
        for owner in linux_roles(platform):
            yield inline(owner, document(*statements, allow(["ec2:DescribeRegions"], ["*"])))


def _pod(platform: Platform, _name: str, role: str) -> PodParts:
    return PodParts({ANNOTATION: pods_role_arn(platform, role)}, interception.patience(platform))


def _namespace(platform: Platform, roles: list[str]) -> dict[str, str]:
    """Patterns with * in them, of which ARNs have none: each is the one role."""
    return {ALLOWED: json.dumps([pods_role_arn(platform, role) for role in roles])}


def _agent(platform: Platform) -> Iterator[Manifest]:
    yield from system.account(platform, NAME, system.watch("namespaces", "pods"))
    yield interception.node_agent(platform, NAME, _container(platform), account=NAME)


def _container(platform: Platform) -> Manifest:
    # What stays behind would send pods to a port at which nobody listens, also those of other mechanisms.
    undo = (
        "iptables -t nat -D PREROUTING -p tcp -d 169.254.169.254 --dport 80"
        f' -j DNAT --to-destination "$HOST_IP:{PORT}" -i {interception.interface(platform)}'
    )
    return {
        "name": NAME,
        "image": image(platform, NAME),
        "args": [
            f"--app-port={PORT}",
            f"--base-role-arn={arn(platform, 'iam', 'role/', regional=False)}",
            "--iptables=true",
            "--host-ip=$(HOST_IP)",
            f"--host-interface={interception.interface(platform)}",
            "--node=$(NODE_NAME)",
            "--namespace-restrictions",
            "--use-regional-sts-endpoint",
            "--log-format=json",
            "--log-level=warning",
        ],
        "env": [
            *({"name": key, "value": value} for key, value in interception.region(platform).items()),
            interception.HOST_IP,
            interception.NODE_NAME,
        ],
        "ports": [{"name": "http", "containerPort": PORT, "protocol": "TCP"}],
        "resources": {"requests": {"cpu": "50m", "memory": "64Mi"}, "limits": {"memory": "128Mi"}},
        "livenessProbe": _probe(10),
        "readinessProbe": _probe(5),
        "lifecycle": {"preStop": {"exec": {"command": ["/bin/sh", "-c", undo]}}},
    }


def _probe(period: int) -> Manifest:
    probe = {"path": "/healthz", "port": "http"}
    return {"httpGet": probe, "initialDelaySeconds": 5, "periodSeconds": period, "timeoutSeconds": 5}


MECHANISM = Mechanism(
    NAME,
    _trust,
    shared=_shared,
    namespace=_namespace,
    pod=_pod,
    egress=lambda _: (interception.EGRESS,),
    agent=_agent,
    profile=interception.instance_profile,
)
