"""Text in platform.yaml, and what Flux makes of `${...}` that is none of ours."""

import json

import pytest
import yaml
from msgspec.structs import replace

from generator.platform.gitops.substitution import refusals
from generator.render.files import Files
from generator.render.yaml_text import dump
from tests.flux.charts import VALUES
from tests.flux.delivery import not_ready
from tests.flux.trees import Tree, rendered
from tests.manifests import BRIDGE, substituted
from tests.test_kubernetes_text import HOSTILE, environment

pytestmark = [
    pytest.mark.parametrize("tree", ["example-production"], indirect=True),
    pytest.mark.usefixtures("restored"),
]

APPLIED = ["${VPC_ID}", "in ${VPC_ID}.", "$${VPC_ID}", "$$", "$$$$", "$", "a$", "$(HOME)", "$HOME", "$${unset}", "{}"]
"""As it is in a manifest; what `substituted` in tests/manifests.py says is what comes out."""

REFUSED = [
    "${unset}",
    "${VPC_ID} ${unset}",
    "${",
    "${}",
    "${a.b}",
    "${VPC_ID",
    "${unset-x}",
    "${VPC-ID}",
    "${VPC_ID/a}",
    "${VPC_ID:}",
]


def test_any_text_comes_out_as_it_is(tree: Tree) -> None:
    """An empty text is none for the API server; U+0085 ends a line for the YAML library that kustomize writes with."""
    env = {f"TEXT_{index}": text for index, text in enumerate(HOSTILE) if text not in {"", "\x85"}}
    web = replace(tree.platform.services["web"], env=env)
    states = tree.delivery.deliver(rendered(replace(tree.platform, services={**tree.platform.services, "web": web})))
    assert not_ready(states) == {}
    assert environment(tree.kube.get("/apis/apps/v1/namespaces/shop/deployments/web")) == env


def test_a_chart_is_given_what_only_aws_knows(tree: Tree) -> None:
    given = tree.kube.get(f"/api/v1/namespaces/kube-system/configmaps/{VALUES}aws-load-balancer-controller")
    assert json.loads(given["data"]["values"])["vpcId"] == BRIDGE["VPC_ID"]


def test_what_is_substituted_is_what_our_tests_take_it_for(tree: Tree) -> None:
    assert [text for text in APPLIED if list(refusals(text, BRIDGE))] == []
    states = tree.delivery.deliver(_with_texts(tree, APPLIED))
    assert not_ready(states) == {}
    for index, text in enumerate(APPLIED):
        found = tree.kube.get(f"/api/v1/namespaces/shop/configmaps/text-{index}")["data"]["text"]
        assert found == substituted(text), text


def test_what_no_value_is_known_for_stops_its_kustomization_alone(tree: Tree) -> None:
    """What our commands tell before is what Flux refuses."""
    assert [text for text in REFUSED if not list(refusals(text, BRIDGE))] == []
    states = not_ready(tree.delivery.deliver(_with_texts(tree, REFUSED)))
    assert states.keys() == {f"Kustomization/text-{index}" for index in range(len(REFUSED))}
    assert 'variable not set (strict mode): "unset"' in states["Kustomization/text-0"]


def _with_texts(tree: Tree, texts: list[str]) -> Files:
    """The tree, and a Kustomization for each text."""
    root = f"rendered/{tree.platform.environment}/kubernetes"
    files = dict(tree.files)
    index = f"{root}/cluster/kustomization.yaml"
    listed = yaml.safe_load(files[index])
    for number, text in enumerate(texts):
        name = f"text-{number}"
        folder = f"{root}/apps/{name}"
        own = yaml.safe_load(files[f"{root}/cluster/app-web.yaml"])
        own["metadata"]["name"] = name
        own["spec"]["path"] = f"./{folder}"
        config = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name, "namespace": "shop"}}
        files[f"{root}/cluster/{name}.yaml"] = dump(own).encode()
        files[f"{folder}/kustomization.yaml"] = dump({"resources": ["config-map.yaml"]}).encode()
        files[f"{folder}/config-map.yaml"] = json.dumps(config | {"data": {"text": text}}).encode()
        listed["resources"].append(f"{name}.yaml")
    return files | {index: dump(listed).encode()}
