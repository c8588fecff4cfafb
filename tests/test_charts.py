"""The values of every chart that is rendered, against the chart's own."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator.platform.document.merge import merge
from generator.platform.types.platform import Platform
from generator.render.pins import pins
from tests.manifests import PLATFORMS, objects, of_kind
from tests.platforms import golden

EVERY = {**PLATFORMS, **golden()}
ELSEWHERE = {
    # Read by the chart's templates, and in its documentation, but not among its defaults.
    "f5-bigip-ctlr": {
        ".podSecurityContext",
        ".requests_cpu",
        ".requests_memory",
        ".limits_cpu",
        ".limits_memory",
        ".args.pool_member_type",
        ".args.namespaces",
        ".args.trusted_certs_cfgmap",
        ".args.custom_resource_mode",
        ".args.log_level",
    },
    "kubernetes-ingress": {".controller.PodDisruptionBudget.maxUnavailable"},
}

UNSEEN = {"neuron-helm-chart", "nvidia-device-plugin"}
"""Charts that the tables lack."""

CHOSEN = {"cert-manager", "karpenter", "karpenter-crd"}
"""Charts whose version platform.yaml says, or the tables do not."""

KUBERNETES = {"resources", "strategy", "updateStrategy", "podSecurityContext"}
"""Keys whose values the charts pass on as they are, whatever they have by default."""


def unknown(values: Any, chart: Any, place: str) -> Iterator[str]:
    """Paths of values that a chart does not have; below an empty map or null of the chart all is its users'."""
    if isinstance(values, dict) and isinstance(chart, dict) and chart:
        for key, value in values.items():
            if key in chart:
                yield from () if key in KUBERNETES else unknown(value, chart[key], f"{place}.{key}")
            else:
                yield f"{place}.{key}"


def described(schema: dict[str, Any], path: str) -> bool:
    """Whether a chart's schema has a path, or says nothing of what is below some part of it."""
    for key in path.split(".")[1:]:
        if "properties" not in schema:
            return True
        if key not in schema["properties"]:
            return False
        schema = schema["properties"][key]
    return True


@pytest.mark.parametrize("platform", EVERY.values(), ids=EVERY)
def test_every_value_is_one_of_the_chart(oracle: Callable[[str], Path], platform: Platform) -> None:
    items = objects(platform)
    urls = {item["metadata"]["name"]: item["spec"]["url"] for item in of_kind(items, "HelmRepository")}
    for release in of_kind(items, "HelmRelease"):
        spec = release["spec"]["chart"]["spec"]
        name, values = spec["chart"], release["spec"].get("values", {})
        if name in UNSEEN:
            continue
        chart = json.loads(oracle(f"charts/{name}.json").read_text())
        assert name in CHOSEN or spec["version"] == chart["version"]
        strange = set(unknown(values, chart["values"], "")) - ELSEWHERE.get(name, set())
        schema = chart.get("valuesSchema")
        assert not strange if schema is None else all(described(schema, path) for path in strange), strange
        if schema is not None:
            jsonschema.Draft7Validator(local(schema)).validate(merge(chart["values"], values))
        if platform.registry.mirror is None:
            assert urls[spec["sourceRef"]["name"]] == chart["repository"]


def local(schema: Any) -> Any:
    """A schema without what it refers to elsewhere on the network."""
    if isinstance(schema, dict):
        return {key: local(value) for key, value in schema.items() if key not in {"$ref", "$schema", "$id"}}
    return [local(item) for item in schema] if isinstance(schema, list) else schema


def test_every_chart_but_those_unseen_is_known(oracle: Callable[[str], Path]) -> None:
    known = {file.stem for file in oracle("charts").glob("*.json")}
    assert not UNSEEN & known
    assert set(pins().charts) - UNSEEN <= known


def test_a_value_that_the_chart_lacks_would_be_found() -> None:
    assert list(unknown({"a": {"b": 1, "x": 1}, "c": {"d": 1}}, {"a": {"b": 2}, "c": {}}, "")) == [".a.x"]
    assert not described({"properties": {"a": {"properties": {"b": {}}}}}, ".a.c")
    assert described({"properties": {"a": {"properties": {"b": {}}}}}, ".a.b.c")
