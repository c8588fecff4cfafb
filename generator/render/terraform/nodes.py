"""Managed node groups."""

from collections.abc import Iterator

from generator.platform.addresses import service_network
from generator.platform.max_pods import max_pods
from generator.platform.types.nodes import NodeGroup
from generator.platform.types.platform import Platform
from generator.render.arn import managed_policy
from generator.render.terraform import eks_addons, network
from generator.render.terraform.block import Block, call, depends_on, join, local, resource
from generator.render.terraform.cluster import cluster
from generator.render.terraform.network.vpc import tier_ids
from generator.render.terraform.policy import attachments, role, service_trust
from generator.render.yaml_text import dump


def blocks(platform: Platform) -> Iterator[Block]:
    """The node role, and a launch template and a group for every entry of nodes.groups."""
    yield node_role(platform)
    yield from _policies(platform)
    for name, group in sorted(platform.nodes.groups.items()):
        if group.image_id is not None:
            yield _user_data(platform, name, group)
        yield _launch_template(platform, name, group)
        yield node_group(platform, name, group)


def node_role(platform: Platform) -> Block:
    """The role of every node: nothing that pods could want. Pods have roles of their own."""
    return role(platform, "node", service_trust("ec2.amazonaws.com"), "EKS nodes")


def _policies(platform: Platform) -> Iterator[Block]:
    names = {"worker": "AmazonEKSWorkerNodePolicy", "images": "AmazonEC2ContainerRegistryPullOnly"}
    yield from attachments(node_role(platform), {key: managed_policy(platform, name) for key, name in names.items()})


def node_groups(platform: Platform) -> list[Block]:
    """All node groups."""
    return [node_group(platform, name, group) for name, group in sorted(platform.nodes.groups.items())]


def node_group(platform: Platform, name: str, group: NodeGroup) -> Block:
    """A managed node group; its nodes join when roles, routes and the first add-ons are there."""
    template = _launch_template(platform, name, group)
    return resource(
        "aws_eks_node_group",
        name,
        cluster_name=cluster(platform).ref("name"),
        node_group_name=name,
        node_role_arn=node_role(platform).ref("arn"),
        version=None if group.image_id else cluster(platform).ref("version"),
        ami_type=None if group.image_id else group.ami,
        capacity_type="SPOT" if group.capacity == "spot" else "ON_DEMAND",
        instance_types=list(group.instance_types),
        subnet_ids=[subnet.ref("id") for subnet in tier_ids(platform, group.subnets)],
        scaling_config={
            "min_size": group.scaling.min,
            "max_size": group.scaling.max,
            "desired_size": group.scaling.min,
        },
        launch_template={"id": template.ref("id"), "version": template.ref("latest_version")},
        update_config={"max_unavailable_percentage": 33},
        node_repair_config={"enabled": True},
        labels=dict(group.labels) or None,
        lifecycle={"ignore_changes": ["scaling_config[0].desired_size"]},
        depends_on=depends_on(*_before(platform)),
    )


def _before(platform: Platform) -> Iterator[Block]:
    yield from _policies(platform)
    yield from eks_addons.before_nodes(platform)
    yield from network.before_nodes(platform)


def _launch_template(platform: Platform, name: str, group: NodeGroup) -> Block:
    tags = {"Name": f"{platform.name}-{name}", **platform.tags}
    disk = {"volume_type": "gp3", "volume_size": group.disk.size, "encrypted": True, "delete_on_termination": True}
    return resource(
        "aws_launch_template",
        name,
        name=f"{platform.name}-{name}",
        update_default_version=True,
        image_id=group.image_id,
        user_data=call("base64encode", _user_data(platform, name, group).value()) if group.image_id else None,
        block_device_mappings=[{"device_name": "/dev/xvda", "ebs": disk}],
        metadata_options={
            "http_endpoint": "enabled",
            "http_tokens": "required",
            "http_put_response_hop_limit": 1,
            "instance_metadata_tags": "disabled",
        },
        tag_specifications=[
            {"resource_type": kind, "tags": tags} for kind in ("instance", "volume", "network-interface")
        ],
    )


def _user_data(platform: Platform, name: str, group: NodeGroup) -> Block:
    """What nodeadm reads on an image of the user's own, where EKS adds nothing.

    https://awslabs.github.io/amazon-eks-ami/nodeadm/doc/api/
    """
    owner = cluster(platform)
    labels = ",".join(f"{key}={value}" for key, value in sorted(group.labels.items()))
    kubelet = {
        "config": {"maxPods": max_pods(platform, group)},
        "flags": [f"--node-labels={labels}"] if labels else None,
    }
    config = dump(
        {
            "apiVersion": "node.eks.aws/v1alpha1",
            "kind": "NodeConfig",
            "spec": {
                "cluster": {"name": platform.name, "apiServerEndpoint": "ENDPOINT", "certificateAuthority": "CA"}
                | {"cidr": str(service_network(platform))},
                "kubelet": kubelet,
            },
        }
    )
    before, _, rest = config.partition("ENDPOINT")
    middle, _, after = rest.partition("CA\n")
    head = 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="//"\n\n'
    head += "--//\nContent-Type: application/node.eks.aws\n\n---\n"
    authority = owner.ref("certificate_authority[0].data")
    return local(
        f"user_data_{name}",
        join(head, before, owner.ref("endpoint"), middle, authority, "\n", after, "\n--//--\n"),
    )
