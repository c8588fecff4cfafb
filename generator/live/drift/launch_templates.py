"""What instances of node groups are launched with: disk, metadata service, image, security groups."""

from collections.abc import Iterator
from typing import Any

from generator.live.comparison.difference import Drift, differ, differ_in_tags, tags_of
from generator.live.comparison.network import CLUSTER_GROUP, group_label
from generator.live.comparison.world import World

Thing = dict[str, Any]
EBS = {
    "size": ("volume_size", "VolumeSize"),
    "type": ("volume_type", "VolumeType"),
    "iops": ("iops", "Iops"),
    "throughput": ("throughput", "Throughput"),
    "kmsKey": ("kms_key_id", "KmsKeyId"),
}
METADATA = {
    "http_tokens": "HttpTokens",
    "http_endpoint": "HttpEndpoint",
    "instance_metadata_tags": "InstanceMetadataTags",
}


def drifts(world: World) -> Iterator[Drift]:
    """Yield the drift of the newest version of every group's template: Terraform gives that to the group."""
    for key, body in sorted(world.declared.of("aws_launch_template").items()):
        asked = {"LaunchTemplateName": body["name"], "Versions": ["$Latest"]}
        answer = world.aws.found("ec2", "describe_launch_template_versions", **asked)
        if not answer or not answer["LaunchTemplateVersions"]:
            yield Drift(("nodes", "groups", key), body["name"], None, "launch template")
            continue
        (newest,) = answer["LaunchTemplateVersions"]
        yield from _template(world, ("nodes", "groups", key), body, newest["LaunchTemplateData"])


def _template(world: World, place: tuple[str, ...], body: Thing, found: Thing) -> Iterator[Drift]:
    yield from _disk(place, body, found)
    metadata, actual = body["metadata_options"], found.get("MetadataOptions", {})
    hops = metadata["http_put_response_hop_limit"], actual.get("HttpPutResponseHopLimit", 1)
    yield from differ((*place, "metadata", "hopLimit"), *hops)
    for argument, field in METADATA.items():
        default = "disabled" if field == "InstanceMetadataTags" else None
        yield from differ((*place, "metadata"), metadata[argument], actual.get(field, default), field)
    monitored = bool(found.get("Monitoring", {}).get("Enabled"))
    yield from differ((*place, "monitoring"), "monitoring" in body, monitored)
    yield from differ((*place, "imageId"), body.get("image_id"), found.get("ImageId"))
    yield from differ((*place, "access", "ssh", "keyPair"), body.get("key_name"), found.get("KeyName"))
    yield from differ((*place, "instanceTypes"), body.get("instance_type"), found.get("InstanceType"))
    named = {_name(world, each) for each in body.get("vpc_security_group_ids", [])}
    groups = {world.network.group_name(id) for id in found.get("SecurityGroupIds", [])}
    yield from differ((*place, "securityGroups"), named - {CLUSTER_GROUP}, groups - {CLUSTER_GROUP})
    if ("user_data" in body) != bool(found.get("UserData")):
        yield Drift((*place, "kubelet"), "user_data" in body, bool(found.get("UserData")), "whether it has user data")
    yield from _tags(world, place, body, found)


def _name(world: World, reference: str) -> str:
    id = world.network.group_id(group_label(reference))
    return world.network.group_name(id) if id else group_label(reference)


def _disk(place: tuple[str, ...], body: Thing, found: Thing) -> Iterator[Drift]:
    """The volumes, by the names of their devices; the last one is the disk of the file."""
    devices = {each["DeviceName"]: each.get("Ebs", {}) for each in found.get("BlockDeviceMappings", [])}
    for mapping in body["block_device_mappings"]:
        name, ebs = mapping["device_name"], mapping["ebs"]
        actual = devices.get(name)
        if actual is None:
            yield Drift((*place, "disk"), name, None, "volume")
            continue
        for key, (argument, field) in EBS.items():
            if argument in ebs or key == "kmsKey":
                yield from differ((*place, "disk", key), ebs.get(argument), actual.get(field), f"volume {name}")
        yield from differ((*place, "disk"), ebs["encrypted"], bool(actual.get("Encrypted")), f"encryption of {name}")


def _tags(world: World, place: tuple[str, ...], body: Thing, found: Thing) -> Iterator[Drift]:
    """Tags of what is launched."""
    actual = {each["ResourceType"]: tags_of(each.get("Tags", [])) for each in found.get("TagSpecifications", [])}
    for each in body["tag_specifications"]:
        kind, common = each["resource_type"], world.platform.tags
        own = {key: value for key, value in each["tags"].items() if common.get(key) != value}
        about = f"tags of each {kind}"
        yield from differ_in_tags((*place, "tags"), common, own, actual.get(kind, {}), about)
