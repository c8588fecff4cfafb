"""What a change does to a node group: what replaces it renames it, and the new one comes before the old one goes."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from generator.platform.load import InvalidPlatform
from generator.platform.types.platform import Platform
from generator.render import terraform
from tests.platforms import base
from tests.terraform_root import prepare
from tests.test_nodes import general, rendered
from tests.tools import run

REPLACES: dict[str, dict[str, Any]] = {
    "instanceTypes": {"instanceTypes": ["m7g.2xlarge"]},
    "their order": {"instanceTypes": ["m6g.xlarge", "m7g.xlarge"]},
    "ami": {"ami": "BOTTLEROCKET_ARM_64"},
    "an own image": {"imageId": "ami-01234567"},
    "capacity": {"capacity": "spot"},
    "tier": {"subnets": "public"},
    "zones": {"zones": ["a", "b"]},
    "role": {"access": {"ssm": True}},
}
KEEPS: dict[str, dict[str, Any]] = {
    "scaling": {"scaling": {"min": 1, "max": 9}},
    "labels": {"labels": {"a": "b"}},
    "taints": {"taints": {"a": {"effect": "NoSchedule"}}},
    "disk": {"disk": {"size": 200}},
    "update": {"update": {"maxUnavailable": 1}},
    "repair": {"repair": False},
    "metadata": {"metadata": {"hopLimit": 2}},
    "security groups": {"securityGroups": ["sg-01234567"]},
    "all zones": {"zones": ["c", "b", "a"]},
}


def name(platform: Platform) -> str:
    return str(rendered(platform, "aws_eks_node_group")["node_group_name"])


def test_what_replaces_a_group_renames_it() -> None:
    names = {title: name(general(**change)) for title, change in REPLACES.items()}
    assert len({name(base()), *names.values()}) == len(REPLACES) + 1
    assert {title: name(general(**change)) for title, change in KEEPS.items()} == dict.fromkeys(KEEPS, name(base()))
    moved = base({"subnets": {"private": {"size": 21}}})
    assert name(moved) != name(base())
    other = base({"tags": {"owner": "me"}, "cluster": {"version": "1.35"}, "addons": {"metrics-server": None}})
    assert name(other) == name(base())


def test_another_own_image_rolls_the_nodes_of_the_same_group() -> None:
    assert name(general(imageId="ami-01234567")) == name(general(imageId="ami-0fedcba9876543210"))


def test_the_longest_name_fits() -> None:
    group = {"instanceTypes": ["m7g.large"], "scaling": {"min": 0, "max": 1}, "subnets": "private"}
    longest = "g" * 54
    platform = base({"nodes": {"groups": {longest: group}}})
    assert len(rendered(platform, "aws_eks_node_group", longest)["node_group_name"]) == 63
    with pytest.raises(InvalidPlatform):
        base({"nodes": {"groups": {longest + "g": group}}})


def made_up(kind: str, label: str, attribute: str) -> str | None:
    """What only AWS knows of a resource, where a test can choose it."""
    # The provider looks at a launch template's id, and at no other.
    known = {
        "id": f"lt-{re.sub('[^a-z]', '', kind + label)}",
        "arn": f"arn:aws:iam::111122223333:role/{label}",
        "key_id": "key",
    }
    return "1" if attribute == "latest_version" else known.get(attribute)


def without_references(text: str) -> str:
    """A root in which ids, ARNs and versions of other resources are made up, so that a plan knows them."""

    def value(found: re.Match[str]) -> str:
        return made_up(*found.groups()) or found.group()

    return re.sub(r"\$\{(aws_\w+)\.([\w-]+)\.(\w+)\}", value, text)


def state(plan: dict[str, Any]) -> dict[str, Any]:
    """A state as if the plan had been applied."""
    resources = []
    for item in plan["planned_values"]["root_module"]["resources"]:
        values = dict(item["values"])
        for key in ("id", "arn", "key_id", "latest_version"):
            values[key] = values.get(key) or made_up(item["type"], item["name"], key)
        resources.append(
            {key: item[key] for key in ("mode", "type", "name")}
            | {
                "provider": 'provider["registry.terraform.io/hashicorp/aws"]',
                "instances": [{"schema_version": item["schema_version"], "attributes": values}],
            }
        )
    version = plan["terraform_version"]
    return {"version": 4, "terraform_version": version, "serial": 1, "lineage": "made-up", "resources": resources}


def planned(folder: Path) -> dict[str, Any]:
    done = run(["terraform", "plan", "-input=false", "-no-color", "-refresh=false", "-out=plan"], folder)
    assert done.returncode == 0, done.stderr
    plan: dict[str, Any] = json.loads(run(["terraform", "show", "-json", "plan"], folder).stdout)
    return plan


def place(platform: Platform, folder: Path, *, references: bool = True) -> None:
    for path, content in terraform.files(platform).items():
        text = content.decode()
        (folder / Path(path).name).write_text(text if references else without_references(text))


def test_terraform_makes_the_new_group_before_the_old_one_goes(tmp_path: Path) -> None:
    """Terraform's own plans against a state that is as if the smallest platform had been applied."""
    folder = prepare(base(), tmp_path)
    place(base(), folder, references=False)
    (folder / "terraform.tfstate").write_text(json.dumps(state(planned(folder))))
    expected = {"instanceTypes": ["create", "delete"], "zones": ["create", "delete"], "labels": ["update"]}
    for title, actions in expected.items():
        place(general(**{**REPLACES, **KEEPS}[title]), folder)
        changes = {change["address"]: change["change"] for change in planned(folder)["resource_changes"]}
        group = changes["aws_eks_node_group.general"]
        assert group["actions"] == actions, title
        renamed = group["before"]["node_group_name"] != group["after"]["node_group_name"]
        assert renamed is (actions != ["update"])
        assert "delete" not in changes["aws_launch_template.general"]["actions"]
        assert "delete" not in changes["aws_eks_cluster.this"]["actions"]
