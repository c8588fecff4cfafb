"""The OpenSearch domain that logs go to."""

from collections.abc import Iterator
from typing import Any

from generator.live.comparison.declared import label
from generator.live.comparison.difference import Drift, differ
from generator.live.comparison.world import World
from generator.platform.logs.open_search import open_search
from generator.render.terraform.logging.domain import LOG_TYPES

Thing = dict[str, Any]
PLACE = ("logging", "destinations", "openSearch", "domain")


def drifts(world: World) -> Iterator[Drift]:
    """Yield the drift of `logging.destinations.openSearch.domain`."""
    for body in world.declared.of("aws_opensearch_domain").values():
        answer = world.aws.found("opensearch", "describe_domain", DomainName=body["domain_name"])
        if answer is None or answer["DomainStatus"].get("Deleted"):
            yield Drift(PLACE, body["domain_name"], None, "OpenSearch domain")
        else:
            yield from _domain(world, body, answer["DomainStatus"])


def _domain(world: World, body: Thing, found: Thing) -> Iterator[Drift]:
    yield from differ((*PLACE, "version"), body["engine_version"], found["EngineVersion"])
    yield from _size(body, found)
    options, network = found.get("VPCOptions", {}), world.network
    subnets = {network.subnet_name(id) for id in options.get("SubnetIds", [])}
    yield from differ((*PLACE, "subnets"), {label(each) for each in body["vpc_options"]["subnet_ids"]}, subnets)
    groups = {network.group_name(id) for id in options.get("SecurityGroupIds", [])}
    wanted = {label(each) for each in body["vpc_options"]["security_group_ids"]}
    yield from differ(PLACE, wanted, groups, "security groups")
    yield from _encryption(world, body, found)
    words = {name: word for word, name in LOG_TYPES.items()}
    published = found.get("LogPublishingOptions", {}).items()
    logs = {words.get(name, name) for name, each in published if each.get("Enabled")}
    declared = {words[each["log_type"]] for each in body.get("log_publishing_options", [])}
    yield from differ((*PLACE, "logs", "types"), declared, logs)
    cognito, actual = body.get("cognito_options", {}), found.get("CognitoOptions", {})
    for key, argument, field in (
        ("userPool", "user_pool_id", "UserPoolId"),
        ("identityPool", "identity_pool_id", "IdentityPoolId"),
    ):
        yield from differ((*PLACE, "dashboards", "cognito", key), cognito.get(argument), actual.get(field))


def _size(body: Thing, found: Thing) -> Iterator[Drift]:
    declared, actual = body["cluster_config"], found["ClusterConfig"]
    yield from differ((*PLACE, "instanceType"), declared["instance_type"], actual["InstanceType"])
    yield from differ((*PLACE, "instances"), declared["instance_count"], actual["InstanceCount"])
    zones = declared.get("zone_awareness_config", {}).get("availability_zone_count", 1)
    aware = actual.get("ZoneAwarenessEnabled", False)
    count = actual.get("ZoneAwarenessConfig", {}).get("AvailabilityZoneCount", 2) if aware else 1
    yield from differ((*PLACE, "zones"), zones, count)
    masters = actual.get("DedicatedMasterEnabled", False)
    for key, argument, field in (
        ("instanceType", "dedicated_master_type", "DedicatedMasterType"),
        ("instances", "dedicated_master_count", "DedicatedMasterCount"),
    ):
        has = actual.get(field) if masters else None
        yield from differ((*PLACE, "dedicatedMasters", key), declared.get(argument), has)
    volumes = found.get("EBSOptions", {})
    yield from differ((*PLACE, "volumeSize"), body["ebs_options"]["volume_size"], volumes.get("VolumeSize"))
    yield from differ((*PLACE, "volumeSize"), body["ebs_options"]["volume_type"], volumes.get("VolumeType"), "type")


def _encryption(world: World, body: Thing, found: Thing) -> Iterator[Drift]:
    """At rest by the key that the file names; between nodes and to clients always."""
    spec, options = open_search(world.platform), found.get("EncryptionAtRestOptions", {})
    key = body["encrypt_at_rest"].get("kms_key_id")
    if spec is not None and not options.get("Enabled"):
        yield Drift((*PLACE, "encryption"), spec.domain.encryption, None, "at rest")
    elif spec is not None and key is not None:
        yield from differ((*PLACE, "encryption"), spec.domain.encryption, world.key(key, options.get("KmsKeyId")))
    between = found.get("NodeToNodeEncryptionOptions", {}).get("Enabled", False)
    yield from differ((*PLACE, "encryption"), True, between, "between nodes")
    wanted, has = body["domain_endpoint_options"], found.get("DomainEndpointOptions", {})
    yield from differ(PLACE, wanted["enforce_https"], has.get("EnforceHTTPS"), "HTTPS alone")
    yield from differ(PLACE, wanted["tls_security_policy"], has.get("TLSSecurityPolicy"), "TLS policy")
