"""What Flux applies, and in which order."""

from typing import Any

import pytest
import yaml

from generator.platform.types.platform import Platform
from generator.render import bridge, flux, kubernetes
from generator.render.flux.paths import sync_path
from tests.manifests import objects, of_kind
from tests.platforms import base, example

SERVICE = {"namespace": "one", "image": "public.ecr.aws/x/y:1", "ports": {"http": 80}}


PLATFORMS: dict[str, Platform] = {
    **example(),
    "bare": base({}),
    "nested": base({"gitops": {"path": "platforms/shop"}, "services": {"a": SERVICE}}),
    "circle": base(
        {"services": {"a": {**SERVICE, "connectsTo": {"b": "http"}}, "b": {**SERVICE, "connectsTo": {"a": "http"}}}}
    ),
    "class": base({"ingress": {"classes": {"public": {"controller": "alb"}}}}),
}


@pytest.fixture(params=PLATFORMS)
def anything(request: pytest.FixtureRequest) -> Platform:
    return PLATFORMS[str(request.param)]


def kustomizations(platform: Platform) -> dict[str, dict[str, Any]]:
    files = flux.files(platform)
    items = [yaml.safe_load(text) for path, text in files.items() if not path.endswith("/kustomization.yaml")]
    return {item["metadata"]["name"]: item for item in items}


def folder(platform: Platform, path: str) -> str:
    """A path that counts from the repository's root, from rendered/<environment>/."""
    base = "" if platform.gitops.path == "." else f"{platform.gitops.path}/"
    return path.removeprefix(f"./{base}rendered/{platform.environment}/")


def test_every_path_is_a_folder_that_is_rendered(anything: Platform) -> None:
    files = kubernetes.files(anything)
    for item in kustomizations(anything).values():
        assert f"{folder(anything, item['spec']['path'])}/kustomization.yaml" in files


def test_every_object_is_below_exactly_one_path(anything: Platform) -> None:
    roots = [folder(anything, item["spec"]["path"]) for item in kustomizations(anything).values()]
    for path in kubernetes.files(anything):
        assert len([root for root in roots if path.startswith(f"{root}/")]) == 1


def test_the_sync_path_lists_every_kustomization(anything: Platform) -> None:
    files = flux.files(anything)
    root = folder(anything, sync_path(anything))
    listed = yaml.safe_load(files[f"{root}/kustomization.yaml"])["resources"]
    assert [f"{root}/{name}" for name in listed] == sorted(set(files) - {f"{root}/kustomization.yaml"})
    assert listed == sorted(f"{name}.yaml" for name in kustomizations(anything))


def test_controllers_come_before_configs_and_configs_before_apps(anything: Platform) -> None:
    found = kustomizations(anything)
    after = {name: [entry["name"] for entry in item["spec"].get("dependsOn", [])] for name, item in found.items()}
    apps = {f"app-{name}": ["infrastructure-configs"] for name in anything.services}
    configs = (
        {"infrastructure-configs": ["infrastructure-controllers"]}
        if anything.services or anything.ingress.classes
        else {}
    )
    assert after == {"infrastructure-controllers": [], **configs, **apps}


def test_each_waits_prunes_and_substitutes(anything: Platform) -> None:
    for name, item in kustomizations(anything).items():
        spec = item["spec"]
        assert item["metadata"]["namespace"] == bridge.NAMESPACE
        assert spec["wait"] is (name != "infrastructure-controllers"), "else what depends on it would not wait"
        assert spec["prune"] is True
        assert spec["deletionPolicy"] == "MirrorPrune"
        minutes = {"infrastructure-controllers": 15, "infrastructure-configs": 5, "app-settlement": 5}.get(name, 11)
        assert spec["timeout"] == f"{minutes}m", "of a Deployment, as long as Kubernetes waits for it, and a minute"
        assert spec["postBuild"] == {"substituteFrom": [{"kind": "ConfigMap", "name": bridge.CONFIG_MAP}]}
        assert spec["sourceRef"] == {"kind": "GitRepository", "name": "flux-system"}


def test_a_node_agent_that_is_not_ready_holds_up_nobody(anything: Platform) -> None:
    """What depends on the controllers waits for every Helm release, and for no DaemonSet."""
    spec = kustomizations(anything)["infrastructure-controllers"]["spec"]
    releases = of_kind(objects(anything), "HelmRelease")
    assert {(check["kind"], check["name"]) for check in spec.get("healthChecks", ())} == {
        ("HelmRelease", release["metadata"]["name"]) for release in releases
    }


@pytest.mark.parametrize(("path", "start"), [(".", "./rendered/"), ("a/b", "./a/b/rendered/")])
def test_paths_count_from_the_root_of_the_repository(path: str, start: str) -> None:
    made = base({"gitops": {"path": path}})
    spec = kustomizations(made)["infrastructure-controllers"]["spec"]
    assert spec["path"] == f"{start}production/kubernetes/infrastructure/controllers"


def test_definitions_that_no_chart_brings_come_first_and_stay() -> None:
    """A definition that is pruned takes every object of its kind along."""
    platform = base({"ingress": {"classes": {"public": {"controller": "gateway"}}}})
    found = objects(platform)
    sources = {item["metadata"]["name"]: item["spec"] for item in of_kind(found, "GitRepository")}
    by_name = {item["metadata"]["name"]: item["spec"] for item in of_kind(found, "Kustomization")}
    assert {each["name"] for each in by_name["infrastructure-controllers"]["dependsOn"]} == sources.keys()
    for name, source in sources.items():
        assert source["ref"]["tag"].startswith("v")
        assert (by_name[name]["prune"], by_name[name]["sourceRef"]["name"]) == (False, name)
    (release,) = of_kind(found, "HelmRelease")
    assert release["spec"]["values"]["controllerConfig"] == {"featureGates": {"ALBGatewayAPI": True}}
    version = release["spec"]["chart"]["spec"]["version"]
    assert sources["aws-load-balancer-controller-gateway"]["ref"]["tag"] == f"v{version}"
