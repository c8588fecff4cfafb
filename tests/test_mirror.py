"""A platform without a way to the internet: everything that it pulls is in the mirror, and the README lists it."""

import json
import re
import shlex
from datetime import date
from typing import Any

import pytest
import yaml

from generator.platform.cluster.registries import ecr_region, out_of_reach
from generator.platform.document.source import Source
from generator.platform.gitops.flux_versions import flux_versions
from generator.platform.load import load
from generator.platform.types.platform import Platform
from generator.render import render
from generator.render.copies import copies, repositories
from generator.render.pins import pins, published
from lint.engine import lint
from lint.rule import ERROR
from tests.manifests import named, objects, of_kind
from tests.platforms import base, document, golden, patches

MIRROR = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/mirror"
OURS = ("ghcr.io/", "public.ecr.aws/", "quay.io/", "registry.k8s.io/", "docker.io/", "aws.github.io/")
PRIVATE = golden()["private"]
ELSEWHERE = base({"registry": {"mirror": "registry.example.internal:5000"}})


def pulled(platform: Platform) -> str:
    """All that is rendered but the README, which tells where things are published."""
    files = render(platform)
    return "\n".join(text.decode() for path, text in files.items() if path != "README.md")


def instance(platform: Platform) -> Any:
    releases = json.loads(render(platform)["bootstrap/flux.tf.json"])["resource"]["helm_release"]
    return json.loads(releases["flux-instance"]["values"][0])["instance"]


@pytest.mark.parametrize(("platform", "mirror"), [(PRIVATE, MIRROR), (ELSEWHERE, "registry.example.internal:5000")])
def test_nothing_is_pulled_from_elsewhere(platform: Platform, mirror: str) -> None:
    text = pulled(platform).replace(f"{mirror}/", "IN-THE-MIRROR/")
    for host in OURS:
        assert not re.findall(rf"(?<!IN-THE-MIRROR/){re.escape(host)}\S*", text)


def test_without_a_mirror_everything_is_where_it_is_published() -> None:
    assert "mirror" not in pulled(base())
    assert instance(base())["distribution"] == {"version": "2.9.x", "registry": "ghcr.io/fluxcd"}
    assert copies(base()) == []
    assert "mirror" not in render(base())["README.md"].decode()


def test_every_reference_into_the_mirror_is_copied() -> None:
    found = set(re.findall(rf"{re.escape(MIRROR)}/[a-z0-9./_-]+:[A-Za-z0-9._-]+", pulled(PRIVATE)))
    assert found
    assert found <= {copy.target for copy in copies(PRIVATE)}
    assert all(copy.target == f"{MIRROR}/{copy.source}" for copy in copies(PRIVATE))


@pytest.mark.parametrize("name", sorted(pins().charts))
def test_every_chart_names_the_images_that_it_runs(name: str) -> None:
    assert published(name).images or name in {"flux-instance", "karpenter-crd"}


def test_every_chart_is_told_where_its_images_are() -> None:
    released = of_kind(objects(PRIVATE), "HelmRelease")
    assert released
    for release in released:
        chart = release["spec"]["chart"]["spec"]
        assert chart["version"] == published(chart["chart"]).version
        for image in published(chart["chart"]).images:
            assert f"{MIRROR}/{image.rpartition(':')[0]}" in yaml.safe_dump(release["spec"]["values"])


def test_flux_itself_is_the_patch_that_the_operator_carries() -> None:
    known = flux_versions().versions["2.9"]
    assert instance(PRIVATE)["distribution"] == {
        "version": known.patch,
        "registry": f"{MIRROR}/ghcr.io/fluxcd",
        "variant": "upstream-alpine",
        "artifact": "",
    }
    sources = {copy.source for copy in copies(PRIVATE)}
    for component in instance(PRIVATE)["components"]:
        assert f"ghcr.io/fluxcd/{component}:{known.images[component]}" in sources


def test_the_table_of_flux_versions_is_the_pinned_operators() -> None:
    assert flux_versions().operator == published("flux-operator").version
    (image,) = published("flux-operator").images
    assert image.endswith(f":v{published('flux-operator').version}")


def test_the_readme_has_a_command_for_every_copy_and_repository() -> None:
    readme = render(PRIVATE)["README.md"].decode()
    lines = [shlex.split(line) for line in readme.splitlines() if line.startswith(("crane", "helm", "aws ecr create"))]
    copied = {words[3] for words in lines if words[:2] == ["crane", "copy"]}
    pushed = {f"{words[3].removeprefix('oci://')}" for words in lines if words[:2] == ["helm", "push"]}
    for copy in copies(PRIVATE):
        assert copy.target in copied or copy.target.rpartition("/")[0] in pushed
    made = {words[-1] for words in lines if words[0] == "aws"}
    assert made == {copy.target.partition("/")[2].rpartition(":")[0] for copy in copies(PRIVATE)}


def test_flux_has_credentials_for_ecr_and_for_no_other_registry() -> None:
    files = render(PRIVATE)
    iam = json.loads(files["terraform/iam.tf.json"])["resource"]
    association = iam["aws_eks_pod_identity_association"]["source-controller"]
    assert (association["namespace"], association["service_account"]) == ("flux-system", "source-controller")
    policy = iam["aws_iam_role_policy_attachment"]["source-controller-images"]["policy_arn"]
    assert policy.endswith(":policy/AmazonEC2ContainerRegistryPullOnly")
    assert named(objects(PRIVATE), "HelmRepository", "eks-charts")["spec"]["provider"] == "aws"
    assert "source-controller" not in render(ELSEWHERE)["terraform/iam.tf.json"].decode()
    assert repositories(ELSEWHERE) == []


def test_the_private_platform_has_no_error() -> None:
    source = Source("platform.yaml", document(patches()["private"]))
    found = lint(source, load(source), date(2026, 11, 23)).findings
    assert [finding.message for finding in found if finding.severity == ERROR] == []


@pytest.mark.parametrize(
    ("reference", "region", "reason"),
    [
        ("111122223333.dkr.ecr.eu-west-1.amazonaws.com/a", "eu-west-1", None),
        ("111122223333.dkr.ecr-fips.eu-west-1.amazonaws.com", "eu-west-1", None),
        ("111122223333.dkr.ecr.us-east-1.amazonaws.com/a", "us-east-1", "in another region"),
        ("111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn", "cn-north-1", "in another region"),
        ("public.ecr.aws/x", None, "on the internet"),
        ("registry-1.docker.io/x", None, "on the internet"),
        ("notghcr.io/x", None, None),
        ("registry.example.internal:5000/x", None, None),
    ],
)
def test_what_can_be_reached_from_inside(reference: str, region: str | None, reason: str | None) -> None:
    assert ecr_region(reference) == region
    found = out_of_reach(PRIVATE, reference)
    assert found is None if reason is None else found and found.endswith(reason)
