"""Pods that are ours in every cluster: what runs beside the services, and cannot run just anywhere."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.platform.cluster.dns import dns_pods
from generator.platform.cluster.registries import ecr_region
from generator.platform.fleets import fleets, own_fleets
from generator.platform.gitops.git_hosts import access
from generator.platform.nodes.auto_mode import auto_mode
from generator.platform.nodes.fargate import taking
from generator.platform.services.ingress_controllers import CERT_MANAGER, NAMESPACE, in_cluster, most, pod_labels
from generator.platform.services.load_balancers import needs_controller
from generator.platform.services.pod_roles import used
from generator.platform.services.storage import has_ebs_driver
from generator.platform.types.platform import Platform

FLUX = ("source-controller", "kustomize-controller", "helm-controller", "notification-controller")


class SystemPods(NamedTuple):
    """Pods of one Deployment: their namespace, the labels that a Fargate profile can find them by, and their number.

    `first`: nothing else comes up without them. `needs_role`: they call AWS with a role that they have by Pod Identity.
    """

    name: str
    namespace: str
    labels: dict[str, str]
    number: int
    first: bool = False
    needs_role: bool = False


def system_pods(platform: Platform) -> Iterator[SystemPods]:
    """Yield the Deployments of the add-ons, of Flux and of the controllers."""
    if has_core_dns(platform):
        yield core_dns(platform)
    yield from _of_flux(platform)
    if platform.addons.metrics_server is not None:
        yield SystemPods("metrics-server", "kube-system", _named("metrics-server"), 2)
    yield from _of_storage(platform)
    if platform.addons.kube_state_metrics is not None:
        yield SystemPods("kube-state-metrics", "kube-state-metrics", _named("kube-state-metrics"), 1)
    if needs_controller(platform):
        found = _named("aws-load-balancer-controller")
        yield SystemPods("the AWS Load Balancer Controller", "kube-system", found, 2, needs_role=True)
    yield from _of_ingress(platform)


def _of_storage(platform: Platform) -> Iterator[SystemPods]:
    if has_ebs_driver(platform):
        found = {"app": "ebs-csi-controller", **_named("aws-ebs-csi-driver")}
        yield SystemPods("the EBS CSI controller", "kube-system", found, 2, needs_role=True)
    if platform.addons.aws_efs_csi_driver is not None and fleets(platform):
        found = {"app": "efs-csi-controller", **_named("aws-efs-csi-driver")}
        yield SystemPods("the EFS CSI controller", "kube-system", found, 2, needs_role=True)
    if platform.addons.snapshot_controller is not None:
        yield SystemPods("the snapshot controller", "kube-system", _named("snapshot-controller"), 2)


def _of_flux(platform: Platform) -> Iterator[SystemPods]:
    if platform.gitops.flux.install == "operator":
        yield SystemPods("the Flux Operator", "flux-system", _named("flux-operator"), 1, first=True)
    for name in FLUX:
        found = {"app": name, "app.kubernetes.io/part-of": "flux"}
        yield SystemPods(f"Flux' {name}", "flux-system", found, 1, first=True, needs_role=name in _with_roles(platform))


def _with_roles(platform: Platform) -> set[str]:
    """The controllers of Flux that call AWS."""
    gitops = platform.gitops
    fetches = access(gitops) == "podIdentity" or ecr_region(platform.registry.mirror or "") is not None
    decrypts = gitops.decryption is not None and bool(gitops.decryption.keys)
    return ({"source-controller"} if fetches else set()) | ({"kustomize-controller"} if decrypts else set())


def _of_ingress(platform: Platform) -> Iterator[SystemPods]:
    if platform.ingress.issuers:
        found = {"app.kubernetes.io/instance": CERT_MANAGER}
        yield SystemPods("cert-manager", CERT_MANAGER, found, 6, needs_role=True)
    if platform.ingress.dns is not None:
        yield SystemPods("external-dns", "kube-system", _named("external-dns"), 1, needs_role=True)
    taking_roles = {"kiam": ("kiam-server", 3), "kubeAwsIamController": ("kube-aws-iam-controller", 1)}
    for mechanism, (name, number) in taking_roles.items():
        if mechanism in used(platform):
            yield SystemPods(name, "kube-system", {"app.kubernetes.io/name": name}, number)
    for name, class_ in in_cluster(platform).items():
        yield SystemPods(f"the controller of {name}", NAMESPACE, pod_labels(name, class_), most(class_))


def has_core_dns(platform: Platform) -> bool:
    """Whether CoreDNS runs in pods: for all but the nodes of Auto Mode, which have their own.

    https://docs.aws.amazon.com/eks/latest/userguide/auto-migrate-fargate.html
    """
    return bool(own_fleets(platform)) or auto_mode(platform) is None or platform.nodes.fargate is not None


def core_dns(platform: Platform) -> SystemPods:
    """The pods of CoreDNS: as many as there may be on Fargate, where every one is counted."""
    found = {"k8s-app": "kube-dns", "eks.amazonaws.com/component": "coredns"}
    pods = dns_pods(platform, on_fargate=True)
    number = pods if isinstance(pods, int) else pods.max
    return SystemPods("CoreDNS", "kube-system", found, number, first=True)


def system_profile(platform: Platform, pods: SystemPods) -> str | None:
    """The Fargate profile that takes such pods; None where they run on nodes."""
    return next(taking(platform, pods.namespace, pods.labels), None)


def _named(name: str) -> dict[str, str]:
    return {"app.kubernetes.io/name": name, "app.kubernetes.io/instance": name}
