"""The examples of docs/ingress.md are platforms, and its table is what controllers can do."""

import re
from datetime import date

import pytest
import yaml

from generator.platform.document.merge import merge
from generator.platform.document.source import Source
from generator.platform.load import load
from generator.platform.services.ingress_controllers import ABILITIES
from generator.platform.types.ingress import Route
from lint.engine import lint
from tests.manifests import objects, of_kind
from tests.platforms import ROOT, document

PAGE = (ROOT / "docs" / "ingress.md").read_text()
EXAMPLES = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)]
RULES = yaml.safe_load((ROOT / "tests" / "rules.yaml").read_text())


@pytest.mark.parametrize("example", EXAMPLES, ids=[",".join(each["ingress"]["classes"]) or "none" for each in EXAMPLES])
def test_an_example_is_a_platform_without_findings(example: dict[str, object]) -> None:
    source = Source("platform.yaml", document(merge({"services": RULES["services"]}, example)))
    (platform,) = (loaded := load(source)).values()
    assert lint(source, loaded, date(2026, 11, 23)).findings == ()
    items = objects(platform)
    hosts = {rule["host"] for item in of_kind(items, "Ingress") for rule in item["spec"]["rules"]}
    hosts |= {host for item in of_kind(items, "HTTPRoute") for host in item["spec"].get("hostnames", ())}
    hosts |= {item["spec"]["host"] for item in of_kind(items, "VirtualServer")}
    assert hosts == {host for route in platform.ingress.routes.values() for host in route.hosts}


def test_every_controller_has_an_example() -> None:
    shown = {class_["controller"] for each in EXAMPLES for class_ in each["ingress"]["classes"].values()}
    assert shown == ABILITIES.keys() - {"ingressNginx"}


def test_the_table_is_what_controllers_can_do() -> None:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("|")]
    start = next(index for index, row in enumerate(rows) if row[0] == "" and "alb" in row)
    names, keys = rows[start][1:], {Route.__struct_encode_fields__[i]: n for i, n in enumerate(Route.__struct_fields__)}
    shown = {
        (name, option): cell.startswith("yes")
        for row in rows[start + 2 : start + 8]
        for option in re.findall(r"`([^`]+)`", row[0])
        for name, cell in zip(names, row[1:], strict=True)
    }
    options = {option for each in ABILITIES.values() for option in each.options}
    assert shown == {
        (name, ".".join([key_of(option.split(".")[0], keys), *option.split(".")[1:]])): option in each.options
        for name, each in ABILITIES.items()
        for option in options
    }


def key_of(attribute: str, keys: dict[str, str]) -> str:
    return next(key for key, name in keys.items() if name == attribute)
