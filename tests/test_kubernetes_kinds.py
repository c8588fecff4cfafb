"""What each kind of workload makes, and what it is refused."""

import json
from typing import Any

import pytest

from generator.platform.load import InvalidPlatform
from generator.render import terraform
from tests.manifests import Object, named, objects, of_kind, platform
from tests.platforms import base, patches
from tests.terraform_root import document

IMAGE = "public.ecr.aws/x/y:1"


def made(**service: Any) -> list[Object]:
    return objects(platform({"services": {"app": {"namespace": "one", "image": IMAGE, **service}}}))


KINDS: dict[str, dict[str, Any]] = {
    "Deployment": {},
    "StatefulSet": {},
    "DaemonSet": {},
    "CronJob": {"cron": {"schedule": "0 3 * * *"}},
    "Job": {},
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_service_is_one_workload_with_what_fits_its_kind(kind: str) -> None:
    items = made(kind=kind, ports={"http": 8080}, **KINDS[kind])
    assert [item["kind"] for each in KINDS for item in of_kind(items, each) if item["metadata"]["name"] == "app"] == [
        kind
    ]
    scaled, job = kind in {"Deployment", "StatefulSet"}, kind in {"CronJob", "Job"}
    assert len(of_kind(items, "PodDisruptionBudget")) == scaled
    spec = named(items, kind, "app")["spec"]
    pod = spec.get("jobTemplate", {"spec": spec})["spec"]["template"]["spec"]
    assert ("topologySpreadConstraints" in pod) == scaled
    assert pod.get("restartPolicy") == ("Never" if job else None)
    assert bool([item for item in of_kind(items, "Service") if item["metadata"]["name"] == "app"]) is not job


@pytest.mark.parametrize(
    ("expose", "names"),
    [({}, {"app", "app-peers"}), ({"type": "Headless"}, {"app"}), ({"type": "none"}, {"app-peers"})],
    ids=["ClusterIP", "Headless", "none"],
)
def test_the_service_that_names_the_pods_of_a_stateful_set_is_headless(expose: dict[str, Any], names: set[str]) -> None:
    items = made(kind="StatefulSet", ports={"sql": 5432}, expose=expose)
    assert {item["metadata"]["name"] for item in of_kind(items, "Service")} == names
    governing = named(items, "Service", named(items, "StatefulSet", "app")["spec"]["serviceName"])
    assert governing["spec"]["clusterIP"] == "None"
    assert governing["spec"]["selector"] == {"app.kubernetes.io/name": "app"}


@pytest.mark.parametrize(
    ("kind", "update", "seconds"),
    [("StatefulSet", {}, 10), ("StatefulSet", {"minReadySeconds": 0}, None), ("Deployment", {}, None)],
)
def test_a_stateful_set_looks_at_a_new_pod_before_it_goes_on(
    kind: str, update: dict[str, Any], seconds: int | None
) -> None:
    assert named(made(kind=kind, update=update), kind, "app")["spec"].get("minReadySeconds") == seconds


def test_volumes_are_encrypted_and_made_where_their_pod_is() -> None:
    service = {"namespace": "one", "image": IMAGE, "kind": "StatefulSet"}
    volumes = {"volumes": {"data": {"path": "/data", "size": "1Gi"}}}
    items = objects(platform({"addons": {"aws-ebs-csi-driver": {}}, "services": {"app": service | volumes}}))
    (storage,) = of_kind(items, "StorageClass")
    assert storage["parameters"]["encrypted"] == "true"
    assert storage["volumeBindingMode"] == "WaitForFirstConsumer"
    assert storage["allowVolumeExpansion"] is True
    (claim,) = named(items, "StatefulSet", "app")["spec"]["volumeClaimTemplates"]
    assert claim["spec"]["storageClassName"] == storage["metadata"]["name"]


def test_a_changed_file_makes_new_pods_and_nothing_else_does() -> None:
    def checksum(content: str, namespace: str = "one") -> str:
        files = {"app": {"path": "/etc/app", "content": {"app.conf": content}}}
        items = made(files=files, namespace=namespace)
        annotations = named(items, "Deployment", "app")["spec"]["template"]["metadata"]["annotations"]
        return str(annotations["checksum/config"])

    assert checksum("a") == checksum("a") != checksum("b")
    assert "annotations" not in named(made(), "Deployment", "app")["spec"]["template"]["metadata"]


@pytest.mark.parametrize(
    ("update", "rolling"),
    [
        ({}, {"maxUnavailable": "10%"}),
        ({"maxSurge": 0}, {"maxUnavailable": "10%", "maxSurge": 0}),
        ({"maxSurge": "0%"}, {"maxUnavailable": "10%", "maxSurge": "0%"}),
        ({"maxSurge": 1}, {"maxUnavailable": 0, "maxSurge": 1}),
        ({"maxUnavailable": 2}, {"maxUnavailable": 2}),
    ],
)
def test_a_daemon_set_makes_a_pod_more_or_takes_one_away(update: dict[str, Any], rolling: dict[str, Any]) -> None:
    """Kubernetes refuses both at once, and takes one away where nothing is said."""
    spec = named(made(kind="DaemonSet", update=update), "DaemonSet", "app")["spec"]
    assert spec["updateStrategy"] == {"type": "RollingUpdate", "rollingUpdate": rolling}


def test_containers_before_the_others_run_in_their_order() -> None:
    before = {"b": {"image": IMAGE}, "a": {"image": IMAGE, "order": 1}, "c": {"image": IMAGE, "sidecar": True}}
    pod = named(made(initContainers=before), "Deployment", "app")["spec"]["template"]["spec"]
    assert [container["name"] for container in pod["initContainers"]] == ["b", "c", "a"]
    assert [container.get("restartPolicy") for container in pod["initContainers"]] == [None, "Always", None]


def test_external_secrets_may_read_what_services_name_and_no_more() -> None:
    root = document(terraform.files(base(patches()["containers"])))
    policy = json.loads(root["resource"]["aws_iam_role_policy"]["external-secrets"]["policy"])
    read, decrypt = policy["Statement"]
    assert read["Resource"] == [
        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/database-??????",
        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/hub-AbCdEf",
        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/license-AbCdEf",
        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/registry-??????",
    ]
    assert set(read["Action"]) == {"secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"}
    assert decrypt["Resource"] == ["arn:aws:kms:eu-west-1:111122223333:key/1b2c3d4e"]
    assert "external-secrets" not in document(terraform.files(base()))["resource"]["aws_iam_role"]


def test_a_job_is_made_anew_when_it_changes() -> None:
    """Kubernetes lets nobody change one."""
    job = named(made(kind="Job"), "Job", "app")
    assert job["metadata"]["annotations"] == {"kustomize.toolkit.fluxcd.io/force": "enabled"}
    assert "ttlSecondsAfterFinished" not in job["spec"]


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no image": ({"image": None}, "`image` is missing"),
    "no schedule": ({"kind": "CronJob"}, "needs a schedule"),
    "replicas of a DaemonSet": ({"kind": "DaemonSet", "replicas": 2}, "a DaemonSet has a pod on each node"),
    "schedule of a Deployment": ({"cron": {"schedule": "@daily"}}, "only a CronJob has a schedule"),
    "ttl of a Job": ({"kind": "Job", "job": {"ttlSecondsAfterFinished": 5}}, "Flux would run the Job again"),
    "surge of a StatefulSet": ({"kind": "StatefulSet", "update": {"maxSurge": 1}}, "no pod twice"),
    "steps of Recreate": ({"update": {"type": "Recreate", "maxSurge": 1}}, "takes no steps"),
    "OnDelete of a Deployment": ({"update": {"type": "OnDelete"}}, "only a StatefulSet or DaemonSet"),
    "a claim of a DaemonSet": (
        {"kind": "DaemonSet", "volumes": {"data": {"path": "/data", "size": "1Gi"}}},
        "an EBS volume is on one node",
    ),
    "no size": ({"volumes": {"data": {"path": "/data"}}}, "needs a size"),
    "one path twice": (
        {"volumes": {"a": {"type": "emptyDir", "path": "/x"}}, "files": {"b": {"path": "/x", "content": {"c": ""}}}},
        "/x is another's already",
    ),
    "nobody": ({"connectsTo": {"x": {"ports": [1]}}}, "neither cidr nor namespace"),
    "two": ({"allowFrom": {"x": {"cidr": "10.0.0.0/8", "namespace": "y", "ports": ["a"]}}}, "both cidr and namespace"),
    "unknown mount": ({"containers": {"b": {"image": IMAGE, "mounts": {"x": "/x"}}}}, "there is no volume"),
    "unknown priority": ({"priority": "high"}, "there is no priority"),
    "one port name twice": (
        {"ports": {"http": 80}, "containers": {"b": {"image": IMAGE, "ports": {"http": 81}}}},
        "another container of the pod has a port http",
    ),
    "a container named as the service": ({"containers": {"app": {"image": IMAGE}}}, "another container is named app"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_does_not_fit_is_refused(name: str) -> None:
    service, message = REFUSED[name]
    with pytest.raises(InvalidPlatform) as raised:
        made(**service)
    assert any(message in problem.message for problem in raised.value.problems), raised.value.problems


def test_a_long_name_of_a_stateful_set_is_refused() -> None:
    name = "a" * 53
    for kind in ("StatefulSet", "CronJob"):
        service = {"namespace": "one", "image": IMAGE, "kind": kind, **KINDS[kind]}
        assert platform({"services": {name[:52]: service}})
        with pytest.raises(InvalidPlatform):
            platform({"services": {name: service}})


def test_auto_mode_makes_volumes_itself() -> None:
    items = objects(base(patches()["service-auto-mode"]))
    (storage,) = of_kind(items, "StorageClass")
    assert storage["provisioner"] == "ebs.csi.eks.amazonaws.com"
    (claim,) = named(items, "StatefulSet", "store")["spec"]["volumeClaimTemplates"]
    assert claim["spec"]["storageClassName"] == storage["metadata"]["name"]
