"""iam4kube: a server takes the roles that service accounts name; ip2service sends pods to it from every node.

Nobody maintains it. https://github.com/ash2k/iam4kube
"""

from collections.abc import Iterator

from generator.platform.types.iam import Iam4Kube
from generator.platform.types.platform import Platform
from generator.render.arn import pods_role_arn
from generator.render.kubernetes.manifest import Manifest, labels, selector
from generator.render.pod_iam import interception, system, taking
from generator.render.pod_iam.mechanism import Mechanism, PodParts
from generator.render.terraform.policy import Statement

SERVER, INTERCEPTOR = "iam4kube", "ip2service"
PORT, HEALTH_PORT, INTERCEPTOR_PORT = 8181, 9191, 9192
ANNOTATION = "iam.amazonaws.com/roleArn"


def _trust(platform: Platform, role: str) -> list[Statement]:
    return taking.trust(platform, "iam4kube", role, [taking.server_role(platform, SERVER)])


def _agent(platform: Platform) -> Iterator[Manifest]:
    built = platform.iam.iam4kube
    if built is None:  # an invalid platform, which is never rendered
        return
    events = system.rights("", ["events"], "create", "patch")
    granted = taking.server_annotations(platform, SERVER)
    yield from system.account(platform, SERVER, system.watch("pods", "serviceaccounts"), events, **granted)
    yield _servers(platform, built)
    yield system.disruption_budget(platform, SERVER)
    yield _service(platform)
    yield from system.account(platform, INTERCEPTOR, system.watch("endpoints"))
    yield _interceptors(platform, built)


def _servers(platform: Platform, built: Iam4Kube) -> Manifest:
    """On the node's own network, where they can ask for the zone: pods' questions would come back to themselves."""
    container = {
        "image": built.image,
        "args": [f"--listen-on=:{PORT}", f"--aux-listen-on=:{HEALTH_PORT}"],
        "ports": [_port("http", PORT), _port("health", HEALTH_PORT)],
        "resources": {"requests": {"cpu": "50m", "memory": "128Mi"}, "limits": {"memory": "256Mi"}},
        "livenessProbe": _probe("/healthz/ping"),
        "readinessProbe": _probe("/healthz/ready"),
    }
    return system.server(platform, SERVER, 2, container, hostNetwork=True, dnsPolicy="ClusterFirstWithHostNet")


def _interceptors(platform: Platform, built: Iam4Kube) -> Manifest:
    probe = {"tcpSocket": {"port": "metrics"}, "initialDelaySeconds": 5, "periodSeconds": 10}
    container = {
        "name": INTERCEPTOR,
        "image": built.interceptor_image,
        "args": [
            f"--service-namespace={system.NAMESPACE}",
            f"--service-name={SERVER}",
            "--service-target-port=http",
            "--intercept-ip=169.254.169.254",
            "--intercept-port=80",
            f"--aux-listen-on=:{INTERCEPTOR_PORT}",
        ],
        "ports": [_port("metrics", INTERCEPTOR_PORT)],
        "resources": {"requests": {"cpu": "20m", "memory": "64Mi"}, "limits": {"memory": "128Mi"}},
        "livenessProbe": probe,
        "readinessProbe": probe,
    }
    return interception.node_agent(platform, INTERCEPTOR, container, account=INTERCEPTOR)


def _service(platform: Platform) -> Manifest:
    """What ip2service reads the servers' addresses from: it looks for the name of the port."""
    return {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {"name": SERVER, "namespace": system.NAMESPACE, "labels": labels(platform, SERVER)},
        "spec": {
            "type": "ClusterIP",
            "selector": selector(SERVER),
            "ports": [{"name": "http", "port": 80, "targetPort": "http", "protocol": "TCP"}],
        },
    }


def _port(name: str, number: int) -> Manifest:
    return {"name": name, "containerPort": number, "protocol": "TCP"}


def _probe(path: str) -> Manifest:
    return {
        "httpGet": {"path": path, "port": "health"},
        "initialDelaySeconds": 5,
        "periodSeconds": 10,
        "timeoutSeconds": 5,
    }


MECHANISM = Mechanism(
    "iam4kube",
    _trust,
    shared=lambda platform: taking.server_blocks(platform, "iam4kube", SERVER),
    account=lambda platform, role: {ANNOTATION: pods_role_arn(platform, role)},
    pod=lambda platform, _name, _role: PodParts(env=interception.patience(platform)),
    egress=lambda _: (interception.EGRESS,),
    agent=_agent,
    asked_later=True,
    profile=interception.instance_profile,
)
