"""Every example of these pages is a platform, merged over the smallest one, and renders."""

import re
from typing import Any, get_args

import pytest
import yaml

from generator.platform.document.source import Source
from generator.platform.load import load
from generator.platform.services.service_load_balancers import load_balancer, targets
from generator.platform.types.workload import Kind
from generator.render import render
from tests.platforms import ROOT, base, document

PAGES = {"addons": 7, "gitops": 9, "log-destinations": 4, "logging": 6, "network": 6, "services": 11}
"""Pages of docs/, and the fewest examples of each."""


def examples(page: str) -> list[dict[str, Any]]:
    text = (ROOT / "docs" / f"{page}.md").read_text()
    return [yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)]


EXAMPLES = [(page, index) for page in PAGES for index in range(len(examples(page)))]


@pytest.mark.parametrize(("page", "index"), EXAMPLES)
def test_an_example_is_a_platform(page: str, index: int) -> None:
    text = document(examples(page)[index])
    for platform in load(Source("platform.yaml", text)).values():
        assert render(platform)


def test_every_kind_of_service_has_an_example() -> None:
    services = [service for each in examples("services") for service in base(each).services.values()]
    shown = {service.kind for service in services if service.image}
    assert shown == set(get_args(Kind))
    types = {service.expose.type for service in services}
    assert types >= {"ClusterIP", "Headless", "NodePort", "LoadBalancer", "ExternalName"}
    balancers = [balancer for service in services if (balancer := load_balancer(service))]
    owners = {(each.controller, each.kind, targets(each)) for each in balancers}
    nlb, clb = (
        {("lbc", "nlb", "ip"), ("lbc", "nlb", "instance"), ("inTree", "nlb", "instance")},
        ("inTree", "clb", "instance"),
    )
    assert owners == nlb | {clb}


@pytest.mark.parametrize("page", PAGES)
def test_examples_are_found(page: str) -> None:
    assert len(examples(page)) == (ROOT / "docs" / f"{page}.md").read_text().count("```yaml") >= PAGES[page]
