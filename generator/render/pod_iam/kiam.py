"""kiam: agents on the nodes answer for the metadata service; servers that prove themselves to them take the roles.

Nobody maintains it. https://github.com/uswitch/kiam
"""

import re
from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.types.platform import Platform
from generator.render.arn import arn, pods_role_arn
from generator.render.kubernetes.manifest import Manifest, labels, selector
from generator.render.kubernetes.policy import apis, dns, tcp, tier_peers
from generator.render.pins import image
from generator.render.pod_iam import interception, system, taking
from generator.render.pod_iam.mechanism import Mechanism, PodParts
from generator.render.terraform.policy import Statement

AGENT, SERVER = "kiam-agent", "kiam-server"
AGENT_PORT, SERVER_PORT = 8181, 8443
ANNOTATION, PERMITTED = "iam.amazonaws.com/role", "iam.amazonaws.com/permitted"
TLS = "/etc/kiam/tls"
_CERTIFICATE = (f"--cert={TLS}/tls.crt", f"--key={TLS}/tls.key", f"--ca={TLS}/ca.crt", "--gateway-timeout-creation=1s")
_MEANT = re.compile(r"[.+*?^${}()|\[\]\\]")


def _trust(platform: Platform, role: str) -> list[Statement]:
    return taking.trust(platform, "kiam", role, [taking.server_role(platform, SERVER)])


def _pod(platform: Platform, _name: str, role: str) -> PodParts:
    return PodParts({ANNOTATION: pods_role_arn(platform, role)}, interception.patience(platform))


def _namespace(platform: Platform, roles: list[str]) -> dict[str, str]:
    """A regular expression, which kiam puts between ^ and $: alternatives need parentheses."""
    names = [_MEANT.sub(r"\\\g<0>", pods_role_arn(platform, role)) for role in roles]
    return {PERMITTED: names[0] if len(names) == 1 else f"({'|'.join(names)})"}


def _agent(platform: Platform) -> Iterator[Manifest]:
    events = system.rights("", ["events"], "create", "patch")
    granted = taking.server_annotations(platform, SERVER)
    yield from system.account(platform, SERVER, system.watch("namespaces", "pods"), events, **granted)
    yield _servers(platform)
    yield system.disruption_budget(platform, SERVER)
    yield _service(platform)
    yield system.closed(platform, SERVER, [_from_nodes(platform)], [dns(platform), apis(platform)])
    yield _agents(platform)


def _servers(platform: Platform) -> Manifest:
    """Three, so that one is there while a node is replaced."""
    probe = {
        "exec": {
            "command": ["/kiam", "health", *_CERTIFICATE, f"--server-address=127.0.0.1:{SERVER_PORT}", "--timeout=5s"]
        },
        "initialDelaySeconds": 5,
        "periodSeconds": 10,
        "timeoutSeconds": 10,
    }
    container = {
        "image": image(platform, "kiam"),
        "command": ["/kiam"],
        "args": [
            "server",
            "--json-log",
            "--level=warn",
            f"--bind=0.0.0.0:{SERVER_PORT}",
            *_CERTIFICATE[:3],
            f"--role-base-arn={arn(platform, 'iam', 'role/', regional=False)}",
            "--sync=1m",
        ],
        "ports": [{"name": "grpc", "containerPort": SERVER_PORT, "protocol": "TCP"}],
        "resources": {"requests": {"cpu": "100m", "memory": "128Mi"}, "limits": {"memory": "256Mi"}},
        "livenessProbe": probe,
        "readinessProbe": probe,
        "volumeMounts": [{"name": "tls", "mountPath": TLS, "readOnly": True}],
    }
    return system.server(platform, SERVER, 3, container, volumes=[_secret(platform.iam.kiam.server_certificate)])


def _agents(platform: Platform) -> Manifest:
    """Nothing but credentials is answered for, so what the metadata tell of the node stays with the node."""
    probe = {"httpGet": {"path": "/ping", "port": "http"}, "initialDelaySeconds": 3, "timeoutSeconds": 5}
    container = {
        "name": AGENT,
        "image": image(platform, "kiam"),
        "command": ["/kiam"],
        "args": [
            "agent",
            "--iptables",
            f"--host-interface={interception.interface(platform)}",
            "--json-log",
            "--level=warn",
            f"--port={AGENT_PORT}",
            *_CERTIFICATE,
            f"--server-address={SERVER}:{SERVER_PORT}",
        ],
        "env": [interception.HOST_IP],
        "ports": [{"name": "http", "containerPort": AGENT_PORT, "protocol": "TCP"}],
        "resources": {"requests": {"cpu": "50m", "memory": "64Mi"}, "limits": {"memory": "128Mi"}},
        "livenessProbe": probe,
        "readinessProbe": probe,
        "volumeMounts": [{"name": "tls", "mountPath": TLS, "readOnly": True}],
    }
    certificate = _secret(platform.iam.kiam.agent_certificate)
    return interception.node_agent(platform, AGENT, container, certificate, cluster_dns=True)


def _secret(name: str) -> Manifest:
    return {"name": "tls", "secret": {"secretName": name}}


def _service(platform: Platform) -> Manifest:
    """Headless: an agent knows every server, and spreads its calls itself."""
    return {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {"name": SERVER, "namespace": system.NAMESPACE, "labels": labels(platform, SERVER)},
        "spec": {
            "type": "ClusterIP",
            "clusterIP": "None",
            "selector": selector(SERVER),
            "ports": [{"name": "grpc", "port": SERVER_PORT, "targetPort": "grpc", "protocol": "TCP"}],
        },
    }


def _from_nodes(platform: Platform) -> Manifest:
    """Agents have the addresses of their nodes."""
    tiers = sorted({fleet.subnets for fleet in fleets(platform)})
    return {"from": tier_peers(platform, tiers), "ports": tcp(SERVER_PORT)}


MECHANISM = Mechanism(
    "kiam",
    _trust,
    shared=lambda platform: taking.server_blocks(platform, "kiam", SERVER),
    namespace=_namespace,
    pod=_pod,
    egress=lambda _: (interception.EGRESS,),
    agent=_agent,
    profile=interception.instance_profile,
)
