"""The network of a platform as AWS has it, and the names that its parts have in the file."""

from functools import cached_property
from typing import Any

from generator.live.comparison.declared import Declared, label
from generator.live.comparison.difference import tags_of
from generator.platform.network.addresses import Subnet, subnet_zone, subnets
from generator.platform.network.adopted import subnet_id
from generator.platform.types.platform import Platform
from lint.reader import Reader

Thing = dict[str, Any]
CLUSTER_GROUP = "the cluster's"


class Network:
    """A VPC with its subnets and security groups; `cluster` is what EKS says, None where there is none."""

    def __init__(self, platform: Platform, aws: Reader, declared: Declared, cluster: Thing | None) -> None:
        self.platform, self.aws, self.declared, self.cluster = platform, aws, declared, cluster

    @cached_property
    def vpc(self) -> Thing | None:
        """The VPC that is adopted, else the cluster's, else that of our name; None where there is none."""
        wanted = self.platform.vpc.id or (self.cluster and self.cluster["resourcesVpcConfig"]["vpcId"])
        named = {"Filters": [{"Name": "tag:Name", "Values": [self.platform.name]}]}
        answer = self.aws.found("ec2", "describe_vpcs", **({"VpcIds": [wanted]} if wanted else named))
        return next(iter(answer["Vpcs"]), None) if answer else None

    @property
    def inside(self) -> list[dict[str, Any]]:
        """The filter for what lies in the VPC."""
        return [{"Name": "vpc-id", "Values": [self.vpc["VpcId"]] if self.vpc else []}]

    @cached_property
    def subnets(self) -> list[Thing]:
        """Every subnet of the VPC."""
        return self.aws.read("ec2", "describe_subnets", Filters=self.inside)["Subnets"] if self.vpc else []

    @cached_property
    def found(self) -> dict[str, Thing]:
        """Our subnets by the names that they have here, such as private-a."""
        pairs = ((item.name, self._subnet(item)) for item in subnets(self.platform))
        return {name: subnet for name, subnet in pairs if subnet is not None}

    def _subnet(self, item: Subnet) -> Thing | None:
        """The adopted one, else that of our name, else that of its CIDR: a name is easily changed."""
        adopted = subnet_id(self.platform, item)
        if adopted is not None:
            return next((each for each in self.subnets if each["SubnetId"] == adopted), None)
        named = [each for each in self.subnets if name_of(each) == f"{self.platform.name}-{item.name}"]
        zone = subnet_zone(self.platform, item)
        same = [each for each in self.subnets if each["CidrBlock"] == str(item.cidr)]
        return next(iter([*(each for each in named if each["AvailabilityZone"] == zone), *named, *same]), None)

    def subnet_name(self, id: str) -> str:
        """What a subnet is called here; of others their id."""
        return next((name for name, subnet in self.found.items() if subnet["SubnetId"] == id), id)

    @cached_property
    def groups(self) -> dict[str, Thing]:
        """The security groups of the VPC by their id."""
        found = self.aws.read("ec2", "describe_security_groups", Filters=self.inside) if self.vpc else None
        return {group["GroupId"]: group for group in found["SecurityGroups"]} if found else {}

    def group_id(self, wanted: str) -> str | None:
        """The id of a security group of ours, by its label; of a literal id itself."""
        if wanted.startswith("sg-"):
            return wanted
        if wanted == CLUSTER_GROUP:
            return self.cluster["resourcesVpcConfig"].get("clusterSecurityGroupId") if self.cluster else None
        name = self.declared.of("aws_security_group").get(wanted, {}).get("name")
        return next((id for id, group in self.groups.items() if group["GroupName"] == name), None)

    def group_name(self, id: str) -> str:
        """What a security group is called here: its label, the cluster's, or its id."""
        if id == self.group_id(CLUSTER_GROUP):
            return CLUSTER_GROUP
        return next((name for name in self.declared.of("aws_security_group") if self.group_id(name) == id), id)


def group_label(reference: str) -> str:
    """The label of a security group's reference; the cluster's own has none."""
    return CLUSTER_GROUP if "cluster_security_group_id" in reference else label(reference)


def name_of(thing: Thing) -> str:
    """The tag that the console shows as a name."""
    return tags_of(thing.get("Tags", [])).get("Name", "")
