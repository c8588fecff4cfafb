"""The bridge: values that only AWS knows are a closed set, and every other `${...}` is told before Flux refuses it."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.platform.document.source import Source
from generator.platform.gitops.bridge import value_names
from generator.platform.gitops.substitution import refusals
from generator.platform.load import InvalidPlatform, load
from generator.render import bootstrap
from generator.verify.substitution import check_substitution
from tests.manifests import BRIDGE, ONE_OF_MANY, rendered
from tests.platforms import ROOT, document, golden
from tests.terraform_root import document as terraform_document
from tests.tools import write

GOLDEN = golden()
NAME = re.compile(r"[_A-Za-z][_A-Za-z0-9]*")


@pytest.mark.parametrize("name", GOLDEN)
def test_what_is_substituted_is_what_terraform_writes(name: str, tmp_path: Path) -> None:
    """The two roots meet in one ConfigMap; a key that is no name would fail every Kustomization."""
    names = value_names(GOLDEN[name])
    root = terraform_document(bootstrap.files(GOLDEN[name]))
    assert root["resource"]["kubernetes_config_map_v1"]["flux-runtime-info"]["data"].keys() == set(names)
    assert all(NAME.fullmatch(each) for each in names)
    write(rendered(GOLDEN[name]), tmp_path)
    assert check_substitution(tmp_path / "kubernetes", names).problems == ()


def test_a_value_is_text_for_yaml_wherever_it_is_put() -> None:
    """Flux puts values in without quotes: one that looks like a number would no longer be a string."""
    for value in (*BRIDGE.values(), *ONE_OF_MANY.values()):
        assert yaml.safe_load(f"key: {value}") == {"key": value}
        assert "\n" not in value


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a: ${VPC_ID}", []),
        ("a: $VPC $(date) $1 $", []),
        ("a: $${HOME}", []),
        ("a: $$${VPC_ID}", []),
        ("a: $$${HOME}", [1]),
        ("a: ${HOME:-/root}", []),
        ("a: ${VPC_ID^^}", []),
        ("a: ${VPC_ID:0:4} ${VPC_ID#vpc-} ${VPC_ID%0} ${VPC_ID/vpc/net} ${VPC_ID-none}", []),
        ("a: ${HOME:=/root}", []),
        ("a: ${#VPC_ID}", [1]),  # a number where text is meant
        ("a: ${HOME-/root}", [1]),
        ("a: ${VPC-ID}", [1]),
        ("a: ${VPC_ID/a}", [1]),
        ("a: ${VPC_ID:}", [1]),
        ("a: ${VPC_ID@Q}", [1]),
        ("a: ${VPC_ID {}", [1]),
        ("a: ok\nb: ${HOME}", [2]),
        ("a: ${HOME^^}", [1]),
        ("a: ${VPC_ID:?gone}", [1]),
        ("a: ${VPC_ID:+there}", [1]),
        ("a: ${1}", [1]),
        ("a: ${}", [1]),
        ("a: ${VPC_ID", [1]),
        ("a: ${VPC_ID\n}", [1]),
        ("a: 1\n---\nkustomize.toolkit.fluxcd.io/substitute: disabled\nb: ${HOME}\n---\nc: ${HOME}", [6]),
    ],
)
def test_what_flux_would_refuse(text: str, lines: list[int]) -> None:
    assert [refusal.line for refusal in refusals(text, ["VPC_ID"])] == lines


def platform(folder: Path, **own: Any) -> Source:
    patch = {"gitops": {"kustomizations": {"own": {"path": "own", "substitute": True, **own}}}}
    return Source(str(folder / "platform.yaml"), document(patch))


def test_a_stray_value_in_a_folder_of_ones_own_is_invalid(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "script.yaml").write_text("data:\n  run: echo ${HOME}\n")
    with pytest.raises(InvalidPlatform) as caught:
        load(platform(tmp_path))
    (problem,) = caught.value.problems
    assert problem.place == ("gitops", "kustomizations", "own", "path")
    assert problem.message.startswith("own/script.yaml:2: `${HOME}` is not in flux-runtime-info, which has VPC_ID")
    (tmp_path / "own" / "script.yaml").write_text("data:\n  run: echo $${HOME} ${VPC_ID}\n")
    assert load(platform(tmp_path))


def test_a_folder_that_is_not_there_is_invalid_where_it_must_be_read(tmp_path: Path) -> None:
    with pytest.raises(InvalidPlatform, match="1 errors"):
        load(platform(tmp_path))
    assert load(platform(tmp_path, substitute=False))


def test_verify_tells_a_value_that_somebody_has_written_by_hand(tmp_path: Path) -> None:
    files = rendered(GOLDEN["example-production"])
    path = "kubernetes/apps/web/deployment.yaml"
    write({**files, path: files[path] + b"# ${OWN}\n"}, tmp_path)
    (problem,) = check_substitution(tmp_path / "kubernetes", value_names(GOLDEN["example-production"])).problems
    assert (problem.path, problem.line) == (tmp_path / path, files[path].count(b"\n") + 1)


def test_the_folders_of_the_golden_platform_are_read() -> None:
    """Else nothing above would be proven of a platform whose output other tools check."""
    (name,) = (each for each, own in GOLDEN["gitops-everything"].gitops.kustomizations.items() if own.substitute)
    path = GOLDEN["gitops-everything"].gitops.kustomizations[name].path
    assert "${VPC_ID}" in (ROOT / path / "vpc.yaml").read_text()
