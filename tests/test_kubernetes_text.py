"""A user's text is data."""

import re
from pathlib import Path

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.types.container import Probe
from generator.platform.types.platform import Platform
from generator.render import bridge, kubernetes
from tests.manifests import (
    PLATFORMS,
    Object,
    every_platform,
    kustomize,
    named,
    objects,
    of_kind,
    rendered,
    substituted,
)
from tests.tools import write

HOSTILE = [
    "${VPC_ID}", "$${VPC_ID}", "$$", "$$$", "$(HOME)", "$$(HOME)", "$", "a$", "${", "${}", "${unset:=x}",
    "%{ if }", "{{ 7 }}", "{% x %}",
    "yes", "null", "~", "1:30", "010", "1e3", "2026-01-01", "- a", "a: b", "# no", "'", '"', "\\", "`", "&a",
    "*a", "!tag", "|", ">",
    "", " ", " lead", "trail ", "two\nlines", "two\nlines\n",
    "\n", "a\n\n", "tab\t", "\x00", "\x85", "\u2028", "\ufeff", "é", "\U0001f600",
    "</details>", "---", "...",
    "--- a", "x" * 300, "a\r\nb", "\x1b[31m", "x\n${VPC_ID}\n", "x\n  $$(A)\n$$${B}",
]  # fmt: skip


def with_env(values: dict[str, str]) -> Platform:
    wide = PLATFORMS["wide"]
    api = msgspec.structs.replace(wide.services["api"], env=values)
    return msgspec.structs.replace(wide, services={**wide.services, "api": api})


def expanded(value: str) -> str:
    """What the kubelet makes of an environment variable's value where no other variable is set."""
    return re.sub(r"\$\$", "$", value)


def environment(deployment: Object) -> dict[str, str]:
    (container,) = deployment["spec"]["template"]["spec"]["containers"]
    return {variable["name"]: expanded(variable["value"]) for variable in container["env"]}


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8")) | st.text("$({}) \nA"), max_size=5))
def test_any_text_in_env_comes_out_as_it_is(texts: list[str]) -> None:
    values = {f"V{index}": text for index, text in enumerate(texts + HOSTILE)}
    file = kubernetes.files(with_env(values))["kubernetes/apps/api/deployment.yaml"].decode()
    assert environment(yaml.safe_load(substituted(file))) == values


def test_hostile_text_survives_kustomize_and_substitution(tmp_path: Path) -> None:
    """In Flux' order: kustomize builds and writes anew, then variables are substituted."""
    # Of a NEL kustomize makes a space by itself.
    values = {f"V{index}": text for index, text in enumerate(HOSTILE) if text != "\x85"}
    write(rendered(with_env(values)), tmp_path)
    built = substituted(kustomize(tmp_path / "kubernetes/apps/api"))
    (deployment,) = of_kind(list(yaml.safe_load_all(built)), "Deployment")
    assert environment(deployment) == values


@pytest.mark.parametrize("text", [text for text in HOSTILE if re.fullmatch(r"[!-~]*", text)])
def test_hostile_text_in_other_fields_comes_out_as_data(text: str) -> None:
    wide = PLATFORMS["wide"]
    probes = msgspec.structs.replace(wide.services["api"].probes, readiness=Probe(path=f"/{text}", port="http"))
    api = msgspec.structs.replace(wide.services["api"], probes=probes)
    class_ = msgspec.structs.replace(wide.ingress.classes["public"], waf=f"arn:aws:wafv2:::{text}")
    ingress = msgspec.structs.replace(wide.ingress, classes={**wide.ingress.classes, "public": class_})
    made = msgspec.structs.replace(wide, services={**wide.services, "api": api}, ingress=ingress, tags={"k": text})
    items = objects(made)
    (container,) = named(items, "Deployment", "api")["spec"]["template"]["spec"]["containers"]
    assert container["readinessProbe"]["httpGet"]["path"] == f"/{text}"
    assert (
        named(items, "Ingress", "office.api")["metadata"]["annotations"]["alb.ingress.kubernetes.io/healthcheck-path"]
        == f"/{text}"
    )
    parameters = named(items, "IngressClassParams", "public")["spec"]
    assert parameters["wafv2AclArn"] == f"arn:aws:wafv2:::{text}"
    assert parameters["tags"] == [{"key": "k", "value": text}]


@every_platform
def test_every_variable_is_one_that_the_bridge_has(anything: Platform) -> None:
    used = set()
    for text in rendered(anything).values():
        used |= set(re.findall(r"\$\{([^}]*)\}", text.decode().replace("$$", "")))
    assert used <= {value.name for value in bridge.variables(anything)}
    blocks = {name for name in used if name.startswith("IPV6_")}
    assert bool(blocks) is is_ipv6(anything)
    assert used - blocks == ({"VPC_ID"} if anything.ingress.classes else set())
