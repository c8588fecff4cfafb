"""What the mechanisms have in common that answer for the instance metadata service."""

from generator.platform.types.platform import Platform
from generator.render.kubernetes.manifest import Manifest, labels, selector
from generator.render.kubernetes.policy import METADATA, addresses, tcp
from generator.render.pod_iam.system import NAMESPACE

EGRESS: Manifest = {"to": [addresses(str(METADATA))], "ports": tcp(80)}
"""To the address that is intercepted: a policy sees a packet as the pod has sent it."""

HOST_IP: Manifest = {"name": "HOST_IP", "valueFrom": {"fieldRef": {"fieldPath": "status.podIP"}}}
NODE_NAME: Manifest = {"name": "NODE_NAME", "valueFrom": {"fieldRef": {"fieldPath": "spec.nodeName"}}}


def interface(platform: Platform) -> str:
    """The node's ends of pods' interfaces, as the VPC CNI names them.

    https://github.com/aws/amazon-vpc-cni-k8s#aws_vpc_k8s_cni_vethprefix
    """
    return f"{platform.cni.settings.aws_vpc_k8s_cni_vethprefix or 'eni'}+"


def region(platform: Platform) -> dict[str, str]:
    """What EKS itself tells pods by its own mechanisms: without it an SDK asks the metadata service, or global STS."""
    return {
        "AWS_DEFAULT_REGION": platform.region,
        "AWS_REGION": platform.region,
        "AWS_STS_REGIONAL_ENDPOINTS": "regional",
    }


def patience(platform: Platform) -> dict[str, str]:
    """The region, and time to wait: a pod may ask before the agent of its node knows it.

    https://boto3.amazonaws.com/v1/documentation/api/latest/guide/configuration.html
    """
    return {**region(platform), "AWS_METADATA_SERVICE_NUM_ATTEMPTS": "10", "AWS_METADATA_SERVICE_TIMEOUT": "5"}


def instance_profile(_platform: Platform, _role: str) -> dict[str, str]:
    """The SDK takes what it is given for the credentials of the instance."""
    return {"credential_source": "Ec2InstanceMetadata"}


def node_agent(
    platform: Platform,
    name: str,
    container: Manifest,
    *volumes: Manifest,
    account: str | None = None,
    cluster_dns: bool = False,
) -> Manifest:
    """A DaemonSet that rewrites packets on every node that has a metadata service.

    Those that need no names of the cluster do without its DNS, so that they are there before it is.
    """
    lock = {"name": "xtables-lock", "hostPath": {"path": "/run/xtables.lock", "type": "FileOrCreate"}}
    mounts = [*container.pop("volumeMounts", ()), {"name": "xtables-lock", "mountPath": "/run/xtables.lock"}]
    # Root, because only root may rewrite packets; it has none of root's other capabilities.
    security = {
        "allowPrivilegeEscalation": False,
        "capabilities": {"drop": ["ALL"], "add": ["NET_ADMIN", "NET_RAW"]},
        "readOnlyRootFilesystem": True,
    }
    return {
        "apiVersion": "apps/v1",
        "kind": "DaemonSet",
        "metadata": {"name": name, "namespace": NAMESPACE, "labels": labels(platform, name)},
        "spec": {
            "selector": {"matchLabels": selector(name)},
            "updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": "10%"}},
            "template": {
                "metadata": {"labels": labels(platform, name)},
                "spec": {
                    "serviceAccountName": account,
                    "automountServiceAccountToken": account is not None,
                    "hostNetwork": True,
                    "dnsPolicy": "ClusterFirstWithHostNet" if cluster_dns else "Default",
                    "enableServiceLinks": False,
                    "priorityClassName": "system-node-critical",
                    "nodeSelector": {"kubernetes.io/os": "linux"},
                    "affinity": _ec2(),
                    "tolerations": [{"operator": "Exists"}],
                    "securityContext": {"runAsUser": 0, "runAsGroup": 0, "seccompProfile": {"type": "RuntimeDefault"}},
                    "containers": [
                        {
                            "imagePullPolicy": "IfNotPresent",
                            **container,
                            "securityContext": security,
                            "volumeMounts": mounts,
                        }
                    ],
                    "volumes": [*volumes, lock],
                },
            },
        },
    }


def _ec2() -> Manifest:
    """Hybrid nodes have no metadata service, and Fargate none for pods and no DaemonSets.

    https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-configure.html
    """
    other = {"key": "eks.amazonaws.com/compute-type", "operator": "NotIn", "values": ["fargate", "hybrid"]}
    terms = {"nodeSelectorTerms": [{"matchExpressions": [other]}]}
    return {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": terms}}
