"""When Flux counts a service as ready, what it never removes, and what it tells."""

from typing import Any

import pytest

from generator.platform.gitops.notifications import NEEDS
from generator.platform.types.notifications import Notification
from generator.render.flux.health import UNAWAITED
from generator.render.kubernetes.infrastructure import manifests
from tests.manifests import named, objects, of_kind
from tests.platforms import base, golden

CLAIM = {"volumes": {"work": {"type": "claim", "path": "/work", "size": "1Gi"}}}
CRON = {"kind": "CronJob", "cron": {"schedule": "@daily"}}
KEPT = {"kustomize.toolkit.fluxcd.io/prune": "disabled"}


@pytest.mark.parametrize(
    ("service", "waits", "minutes"),
    [
        ({}, True, 11),
        ({"update": {"progressDeadlineSeconds": 1800}}, True, 31),
        ({"update": {"progressDeadlineSeconds": 86400}}, True, 60),
        ({"kind": "StatefulSet", "replicas": 9}, True, 19),
        ({"kind": "DaemonSet"}, True, 11),
        ({"kind": "DaemonSet", "update": {"type": "OnDelete"}}, False, 11),
        ({"kind": "Job", "job": {"activeDeadlineSeconds": 90}}, True, 3),
        ({"kind": "Job"}, True, 60),
        (CRON, True, 5),
        ({**CRON, **CLAIM}, False, 5),
        ({"replicas": 0, **CLAIM}, False, 11),
        ({"replicas": 1, **CLAIM}, True, 11),
    ],
)
def test_health_fits_the_kind(service: dict[str, Any], waits: bool, minutes: int) -> None:
    """A claim that no pod wants stays pending, and a job is ready when it is done."""
    platform = base(
        {
            "services": {"a": {"namespace": "a", "image": "public.ecr.aws/x/y:1", **service}},
            "addons": {"aws-ebs-csi-driver": {}},
        }
    )
    spec = named(objects(platform), "Kustomization", "app-a")["spec"]
    assert (spec["wait"], spec["timeout"]) == (waits, f"{minutes}m")


@pytest.mark.parametrize("name", golden())
def test_what_others_make_ready_holds_up_nobody(name: str) -> None:
    platform = golden()[name]
    kinds = {item["kind"] for item in manifests(platform, "configs")} & set(UNAWAITED)
    found = [
        item for item in of_kind(objects(platform), "Kustomization") if item["metadata"]["name"].endswith("-configs")
    ]
    told = {each["kind"] for item in found for each in item["spec"].get("healthCheckExprs", ())}
    assert told == kinds


@pytest.mark.parametrize("name", golden())
def test_what_takes_others_along_is_never_pruned(name: str) -> None:
    """A namespace, a definition and a claim end everything that is in them."""
    for item in objects(golden()[name]):
        if item["kind"] in {"Namespace", "CustomResourceDefinition", "PersistentVolumeClaim"}:
            assert item["metadata"].get("annotations", {}).items() >= KEPT.items(), item["metadata"]["name"]


def test_own_folders_stay_when_their_key_goes() -> None:
    platform = base({"gitops": {"kustomizations": {"a": {"path": "a", "prune": False}}, "path": "platforms/x"}})
    spec = named(objects(platform), "Kustomization", "own-a")["spec"]
    assert (spec["deletionPolicy"], spec["prune"], spec["path"]) == ("Orphan", False, "./platforms/x/a")
    assert "postBuild" not in spec
    assert "decryption" not in spec


def test_suspended_is_what_is_named() -> None:
    services = {name: {"namespace": "x", "image": "public.ecr.aws/x/y:1"} for name in ("a", "b")}
    found = objects(base({"gitops": {"suspend": ["app-a"]}, "services": services}))
    assert named(found, "Kustomization", "app-a")["spec"]["suspend"] is True
    assert "suspend" not in named(found, "Kustomization", "app-b")["spec"]


def told(**notification: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    found = objects(
        base(
            {
                "gitops": {"notifications": {"n": notification}},
                "services": {"a": {"namespace": "a", "image": "public.ecr.aws/x/y:1"}},
            }
        )
    )
    return named(found, "Provider", "n")["spec"], named(found, "Alert", "n")["spec"]


def test_commits_are_told_all_of_kustomizations_and_others_what_fails() -> None:
    provider, alert = told(provider="github", secret="t")  # noqa: S106
    assert provider["address"] == "https://github.com/example/platform"
    assert alert["eventSeverity"] == "info"
    assert {source["kind"] for source in alert["eventSources"]} == {"Kustomization"}
    provider, alert = told(provider="slack", secret="u", channel="deploys")  # noqa: S106
    assert "address" not in provider, "it is in the Secret"
    assert alert["eventSeverity"] == "error"
    assert {source["kind"] for source in alert["eventSources"]} == {"Kustomization", "GitRepository"}


def test_a_service_can_be_told_of_alone() -> None:
    _, alert = told(provider="slack", secret="u", services=["a"])  # noqa: S106
    assert alert["eventSources"] == [{"kind": "Kustomization", "name": "app-a", "namespace": "flux-system"}]


def test_every_provider_is_known() -> None:
    import msgspec

    names = msgspec.json.schema(Notification)["$defs"]["Notification"]["properties"]["provider"]["enum"]
    assert set(names) == NEEDS.keys()


@pytest.mark.parametrize("name", golden())
def test_every_object_is_there_once(name: str) -> None:
    """Two Kustomizations with one object would take it from each other for ever."""
    found = [
        (
            item["apiVersion"].rpartition("/")[0],
            item["kind"],
            item["metadata"].get("namespace"),
            item["metadata"]["name"],
        )
        for item in objects(golden()[name])
    ]
    assert sorted(map(str, found)) == sorted(map(str, set(found)))
