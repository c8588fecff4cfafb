"""The files of the Kubernetes half, and what other tools say of them."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.platform.types.platform import Platform
from generator.render import kubernetes
from tests.manifests import (
    PLATFORMS,
    WIDE,
    every_platform,
    kustomize,
    objects,
    platform,
    rendered,
    substituted,
)
from tests.tools import write


@every_platform
def test_one_object_a_file_named_by_its_kind(anything: Platform) -> None:
    for path, text in kubernetes.files(anything).items():
        (item,) = yaml.safe_load_all(text)
        kind = re.sub(r"(?<!^)(?=[A-Z])", "-", item["kind"]).lower()
        name = path.rpartition("/")[2]
        assert name in {f"{kind}.yaml", f"{kind}-{item.get('metadata', {}).get('name')}.yaml"}


def test_the_order_of_keys_in_the_platform_has_no_meaning() -> None:
    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: turned(item) for key, item in reversed(value.items())}
        return value

    assert rendered(platform(turned(yaml.safe_load(WIDE)))) == rendered(PLATFORMS["wide"])


@every_platform
def test_kustomize_builds_every_folder_with_all_its_objects(anything: Platform, tmp_path: Path) -> None:
    write(rendered(anything), tmp_path)
    for kustomization in tmp_path.rglob("kustomization.yaml"):
        built = list(yaml.safe_load_all(kustomize(kustomization.parent)))
        below = [path for path in kustomization.parent.rglob("*.yaml") if path.name != "kustomization.yaml"]
        assert len(built) == len(below) > 0


@every_platform
def test_custom_resources_satisfy_their_definitions(oracle: Callable[[str], Path], anything: Platform) -> None:
    import jsonschema

    checked = 0
    for item in objects(anything):
        group, _, version = item["apiVersion"].partition("/")
        if not re.search(r"toolkit.fluxcd.io|k8s.aws", group):
            continue
        plural = f"{item['kind'].lower().removesuffix('s')}s".replace("repositorys", "repositories")
        file = oracle(f"crds/{plural}.{group}.json")
        schema = json.loads(file.read_text())["versions"][version]["schema"]
        jsonschema.validate(item, closed(schema))
        checked += 1
    assert checked == len(
        [i for i in objects(anything) if "toolkit.fluxcd.io" in i["apiVersion"] or "k8s.aws" in i["apiVersion"]]
    )
    assert checked > 0


def closed(schema: Any) -> Any:
    """A structural schema that allows no field it does not know, as the API server prunes it."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: closed(value) for key, value in schema.items()}
    own = made.get("type") == "object" and isinstance(made.get("properties"), dict)
    free = made.get("x-kubernetes-preserve-unknown-fields") or "additionalProperties" in made
    return (
        {**made, "additionalProperties": False} if own and not free and "apiVersion" not in made["properties"] else made
    )


@every_platform
def test_kubeconform_finds_nothing(anything: Platform, tmp_path: Path) -> None:
    check = pytest.importorskip("generator.verify.kubeconform").check_manifests
    from generator.errors import ToolFailed

    files = rendered(anything).items()
    manifests = {path: substituted(text.decode()).encode() for path, text in files if "kustomization" not in path}
    write(manifests, tmp_path)
    try:
        report = check(tmp_path, anything.cluster.version)
    except ToolFailed as error:
        pytest.skip(str(error))
    assert report.problems == ()
    assert report.manifests == len(list(tmp_path.rglob("*.yaml")))
