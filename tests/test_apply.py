"""Terraform applies platforms to a stand-in for AWS, which is then asked what it was told.

The roots are as they are rendered, but for where the state is and that the cluster may be destroyed.
"""

import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator.live.drift import Compared, compare
from generator.live.report.text import said
from generator.platform.document.source import Source
from generator.platform.network.addresses import subnets, zone_name
from generator.platform.network.placement import has_control_plane
from generator.platform.types.platform import Platform
from tests.platforms import EXAMPLE, document, golden, patches
from tests.terraform_root import prepare
from tests.tools import run

pytest.importorskip("flask", reason="moto's server needs flask and flask-cors")

from tests.aws.server import Aws, standing_in
from tests.live.by_hand import changes, expected, without_ids
from tests.live.by_hand.hands import Hands
from tests.live.held import held

GROUNDPLAN = "import sys; from generator.cli import main; main()"
NAMES = ("smallest", "example-production")
ECHOED = {"aws_launch_template", "aws_eks_node_group"}
"""moto's CreateLaunchTemplate takes the template's own tags for tags of what is made from it, until it is updated: with
tags for everything the next plan takes them away, which is a new version of the template for the group."""


class Applied(NamedTuple):
    platform: Platform
    folder: Path
    aws: Aws

    def terraform(self, *command: str) -> str:
        done = run(["terraform", *command, "-input=false", "-no-color"], self.folder, **self.aws.environment)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def subnets(self) -> dict[str, dict[str, Any]]:
        """Our subnets by their id: moto, as AWS, has a VPC of its own from the start."""
        ours = [{"Name": "tag:Name", "Values": [f"{self.platform.name}-*"]}]
        found = self.aws.client("ec2").describe_subnets(Filters=ours)["Subnets"]
        return {subnet["SubnetId"]: subnet for subnet in found}

    def changes(self) -> set[str]:
        """The kinds of resources that Terraform would change now."""
        self.terraform("plan", "-out=plan")
        plan = json.loads(run(["terraform", "show", "-json", "plan"], self.folder).stdout)
        return {each["type"] for each in plan["resource_changes"] if each["change"]["actions"] != ["no-op"]}


@pytest.mark.parametrize("name", NAMES)
def test_aws_was_told_what_the_platform_says(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    platform = golden()[name]
    prepare(platform, tmp_path, {})
    with standing_in(platform.account, platform.region, tmp_path) as aws:
        applied = Applied(platform, tmp_path, aws)
        applied.terraform("apply", "-auto-approve")
        _subnets_lie_where_they_are_planned(applied)
        _each_zone_leaves_by_its_own_nat_gateway(applied)
        _roles_are_trusted_to_who_uses_them(applied)
        _the_cluster_is_as_asked_for(applied)
        _groups_are_as_asked_for(applied)
        _pods_have_their_roles(applied)
        _nothing_is_left_to_do(applied)
        for variable, value in aws.environment.items():
            monkeypatch.setenv(variable, value)
        _nothing_has_drifted(applied)
        if name == "example-production":
            _each_change_by_hand_is_named(applied)
        if name == "smallest":
            _nothing_is_found_live(applied)
            # The provider waits most of a minute for a cluster to be gone.
            _nothing_is_left_after_destroying(applied)


def _subnets_lie_where_they_are_planned(applied: Applied) -> None:
    platform = applied.platform
    found = {
        _tags(subnet)["Name"]: (subnet["CidrBlock"], subnet["AvailabilityZone"])
        for subnet in applied.subnets().values()
    }
    assert found == {
        f"{platform.name}-{item.name}": (str(item.cidr), zone_name(platform, item.zone)) for item in subnets(platform)
    }


def _each_zone_leaves_by_its_own_nat_gateway(applied: Applied) -> None:
    ec2, zones = applied.aws.client("ec2"), {}
    for gateway in ec2.describe_nat_gateways()["NatGateways"]:
        zones[gateway["NatGatewayId"]] = applied.subnets()[gateway["SubnetId"]]["AvailabilityZone"]
    assert len(zones) == len(applied.platform.vpc.zones)
    for table in ec2.describe_route_tables()["RouteTables"]:
        ways = [zones[route["NatGatewayId"]] for route in table["Routes"] if "NatGatewayId" in route]
        for association in table["Associations"] if ways else ():
            assert [applied.subnets()[association["SubnetId"]]["AvailabilityZone"]] == ways


def _roles_are_trusted_to_who_uses_them(applied: Applied) -> None:
    platform = applied.platform
    iam = applied.aws.client("iam")
    users = {"cluster": "eks", "node": "ec2", "flow-logs": "vpc-flow-logs"}
    cluster = f"arn:aws:eks:{platform.region}:{platform.account}:cluster/{platform.name}"
    roles = {role["RoleName"]: role["AssumeRolePolicyDocument"]["Statement"] for role in iam.list_roles()["Roles"]}
    for name, (statement,) in roles.items():
        user = users.get(name.removeprefix(f"{platform.name}-"), "pods.eks")
        assert statement["Principal"] == {"Service": f"{user}.amazonaws.com"}
        if user == "pods.eks":
            assert sorted(statement["Action"]) == ["sts:AssumeRole", "sts:TagSession"]
            assert statement["Condition"]["ArnEquals"] == {"aws:SourceArn": cluster}
    attached = iam.list_attached_role_policies(RoleName=f"{platform.name}-node")["AttachedPolicies"]
    assert {policy["PolicyName"] for policy in attached} == {
        "AmazonEC2ContainerRegistryPullOnly",
        "AmazonEKSWorkerNodePolicy",
    }


def _the_cluster_is_as_asked_for(applied: Applied) -> None:
    platform = applied.platform
    cluster = applied.aws.client("eks").describe_cluster(name=platform.name)["cluster"]
    config = cluster["resourcesVpcConfig"]
    assert cluster["version"] == platform.cluster.version
    assert cluster["accessConfig"]["authenticationMode"] == "API"
    assert {_tags(applied.subnets()[subnet])["Name"] for subnet in config["subnetIds"]} == {
        f"{platform.name}-{item.name}" for item in subnets(platform) if has_control_plane(platform, item)
    }
    assert (config["endpointPrivateAccess"], config["endpointPublicAccess"]) == (True, platform.cluster.endpoint.public)
    assert set(cluster["logging"]["clusterLogging"][0]["types"]) == set(platform.cluster.logs.types)
    keys = [key["KeyArn"] for key in applied.aws.client("kms").list_keys()["Keys"]]
    assert cluster["encryptionConfig"][0]["provider"]["keyArn"] in keys


def _groups_are_as_asked_for(applied: Applied) -> None:
    platform, eks, ec2 = applied.platform, applied.aws.client("eks"), applied.aws.client("ec2")
    names = eks.list_nodegroups(clusterName=platform.name)["nodegroups"]
    assert {name.rpartition("-")[0] for name in names} == platform.nodes.groups.keys()
    for name in names:
        asked = platform.nodes.groups[name.rpartition("-")[0]]
        made = eks.describe_nodegroup(clusterName=platform.name, nodegroupName=name)["nodegroup"]
        assert made["instanceTypes"] == list(asked.instance_types)
        assert (made["scalingConfig"]["minSize"], made["scalingConfig"]["maxSize"]) == (
            asked.scaling.min,
            asked.scaling.max,
        )
        template = made["launchTemplate"]
        (version,) = ec2.describe_launch_template_versions(
            LaunchTemplateId=template["id"], Versions=[template["version"]]
        )["LaunchTemplateVersions"]
        assert version["LaunchTemplateData"]["MetadataOptions"]["HttpTokens"] == "required"


def _pods_have_their_roles(applied: Applied) -> None:
    eks, name = applied.aws.client("eks"), applied.platform.name
    roles = {role["Arn"] for role in applied.aws.client("iam").list_roles()["Roles"]}
    associations = [thing for thing in applied.aws.eks.things.values() if "serviceAccount" in thing]
    assert {each["roleArn"] for each in associations} <= roles
    assert {"aws-node", "fluent-bit"} <= {each["serviceAccount"] for each in associations}
    entry = eks.describe_access_entry(clusterName=name, principalArn=next(iter(_principals(applied))))["accessEntry"]
    assert entry["type"] == "STANDARD"
    assert set(eks.list_access_entries(clusterName=name)["accessEntries"]) == _principals(applied)


def _principals(applied: Applied) -> set[str]:
    return {access.principal for access in applied.platform.cluster.access.values()}


def _nothing_is_found_live(applied: Applied) -> None:
    """What is there already is not needed once more; what platform.yaml names and nobody made is."""
    done = run([sys.executable, "-c", GROUNDPLAN, "live", "check"], _written(applied), **applied.aws.environment)
    rules = {line.split()[2] for line in done.stdout.splitlines() if line.startswith("platform.yaml:") and "[" in line}
    assert (rules, done.stderr) == ({"principal-missing", "bucket-missing"}, ""), done.stdout


def _written(applied: Applied) -> Path:
    (applied.folder / "platform.yaml").write_text(document(patches()["smallest"]))
    return applied.folder


def _nothing_is_left_to_do(applied: Applied) -> None:
    if applied.platform.tags:
        assert applied.changes() == ECHOED
        applied.terraform("apply", "-auto-approve")
    assert applied.changes() == set()


def _compared(applied: Applied) -> Compared:
    platform, example = applied.platform, EXAMPLE.read_text()
    source = Source("platform.yaml", example if platform.name == "shop" else document())
    compared = compare(source, {platform.environment: platform}, {platform.environment: held(applied.aws)})
    assert compared.unread == []
    return compared


def _nothing_has_drifted(applied: Applied) -> None:
    assert [said(each) for each in _compared(applied).found] == []


def _each_change_by_hand_is_named(applied: Applied) -> None:
    """All of them at once, so that none hides another, and nothing else is told."""
    for change in changes():
        change(Hands(applied.aws))
    assert len(changes()) > 40
    assert sorted(without_ids(said(each)) for each in _compared(applied).found) == expected()


def _nothing_is_left_after_destroying(applied: Applied) -> None:
    applied.terraform("destroy", "-auto-approve")
    assert applied.aws.eks.things == {}
    assert applied.subnets() == {}
    assert applied.aws.client("iam").list_roles()["Roles"] == []
    assert applied.aws.client("logs").describe_log_groups()["logGroups"] == []


def _tags(thing: dict[str, Any]) -> dict[str, str]:
    return {tag["Key"]: tag["Value"] for tag in thing["Tags"]}
