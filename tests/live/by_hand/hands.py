"""Somebody who changes an account by hand."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from tests.aws.server import Aws

Thing = dict[str, Any]
CLUSTER = "/clusters/shop"


class Hands(NamedTuple):
    """Somebody with a console."""

    aws: Aws

    @property
    def cluster(self) -> Thing:
        return self.aws.eks.things[CLUSTER]

    @property
    def group(self) -> Thing:
        (place,) = (each for each in self.aws.eks.things if "/node-groups/general-" in each)
        return self.aws.eks.things[place]

    def addon(self, name: str) -> Thing:
        return self.aws.eks.things[f"{CLUSTER}/addons/{name}"]

    def configure(self, name: str, *path: str, value: object) -> None:
        """Change a value of an add-on's configuration."""
        document = json.loads(self.addon(name).get("configurationValues", "{}"))
        inner = document
        for key in path[:-1]:
            inner = inner.setdefault(key, {})
        inner[path[-1]] = value
        self.addon(name)["configurationValues"] = json.dumps(document)

    def association(self, account: str) -> Thing:
        (found,) = (each for each in self.aws.eks.things.values() if each.get("serviceAccount") == account)
        return found

    @property
    def ec2(self) -> Any:
        return self.aws.client("ec2")

    @property
    def vpc(self) -> str:
        return str(self.cluster["resourcesVpcConfig"]["vpcId"])

    def named(self, operation: str, name: str) -> Thing:
        """The thing of a name, of those that an operation describes."""
        (found,) = (each for each in getattr(self.ec2, operation)(Filters=[_name(name)]).values() if type(each) is list)
        return dict(found[0])

    def subnet(self, name: str) -> str:
        return str(self.named("describe_subnets", f"shop-{name}")["SubnetId"])

    def table(self, name: str) -> str:
        return str(self.named("describe_route_tables", f"shop-{name}")["RouteTableId"])

    def nat(self, zone: str) -> str:
        named = {
            tag["Value"]: each for each in self.nat_gateways for tag in each.get("Tags", []) if tag["Key"] == "Name"
        }
        return str(named[f"shop-{zone}"]["NatGatewayId"])

    @property
    def nat_gateways(self) -> list[Thing]:
        """moto does not filter them by tags."""
        return list(self.ec2.describe_nat_gateways()["NatGateways"])

    @property
    def internet(self) -> str:
        return str(self.named("describe_internet_gateways", "shop")["InternetGatewayId"])


def _name(name: str) -> dict[str, Any]:
    return {"Name": "tag:Name", "Values": [name]}


def tagged(kind: str, name: str) -> list[dict[str, Any]]:
    """The name of a thing of EC2 that is being made."""
    return [{"ResourceType": kind, "Tags": [{"Key": "Name", "Value": name}]}]


Change = Callable[[Hands], object]
CHANGES: list[Change] = []


def change(function: Change) -> Change:
    """Make a function one of the changes."""
    CHANGES.append(function)
    return function
