"""What Flux makes of a change beyond single objects."""

from typing import Any

import pytest

from generator.diff.flux import PRUNE, Trees, flux
from generator.diff.kubernetes.objects import Key, Object
from tests.platforms import base

OWN = {"path": "secrets"}


def said(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return flux(Trees(base({"gitops": before}), base({"gitops": after}), {}, {}))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"kustomizations": {"x": OWN}}, {}, "own-x goes, and all that it applied stays"),
        ({"kustomizations": {"x": OWN | {"prune": False}}}, {"kustomizations": {"x": OWN}}, "own-x prunes from now on"),
        ({"kustomizations": {"x": OWN}}, {"kustomizations": {"x": OWN | {"prune": False}}}, "own-x prunes no more"),
        ({}, {"suspend": ["infrastructure-configs"]}, "infrastructure-configs are suspended"),
        ({"suspend": ["infrastructure-configs"]}, {}, "infrastructure-configs are resumed"),
        (
            {"suspend": ["infrastructure-configs"]},
            {"suspend": ["infrastructure-configs"]},
            "infrastructure-configs stay suspended",
        ),
    ],
)
def test_what_is_said(before: dict[str, Any], after: dict[str, Any], expected: str) -> None:
    (sentence,) = said(before, after)
    assert sentence.startswith(expected)


def test_nothing_is_said_of_what_stays() -> None:
    assert said({"kustomizations": {"x": OWN}}, {"kustomizations": {"x": OWN}}) == []


def found(name: str, folder: str = "apps/web", kind: str = "ConfigMap", path: str = "", **annotations: str) -> Object:
    body = {"metadata": {"annotations": annotations}, "spec": {"path": path}}
    return Object(Key("", kind, "shop", name), body, folder)


def of_objects(before: list[Object], after: list[Object]) -> list[str]:
    platform = base()
    return flux(Trees(platform, platform, {each.key: each for each in before}, {each.key: each for each in after}))


def test_an_object_that_another_kustomization_applies() -> None:
    (sentence,) = of_objects([found("a")], [found("a", "apps/other")])
    assert sentence.startswith("ConfigMap shop/a move from apps/web to apps/other")


def test_a_kustomization_that_reads_another_folder() -> None:
    kind = "Kustomization"
    (sentence,) = of_objects([found("a", kind=kind, path="./x")], [found("a", kind=kind, path="./y")])
    assert sentence == "a reads ./y and no more ./x: what is only in the old folder is pruned"


def test_guards_that_hold_and_guards_that_go() -> None:
    guarded = {PRUNE: "disabled"}
    stays, bare = of_objects([found("a", **guarded), found("b", **guarded)], [found("b")])
    assert stays.startswith("ConfigMap shop/a stay in the cluster")
    assert bare.startswith("ConfigMap shop/b lose the guard")


def test_many_are_counted() -> None:
    (sentence,) = of_objects([found(f"x{i}", **{PRUNE: "disabled"}) for i in range(9)], [])
    assert "and 4 more stay in the cluster" in sentence
