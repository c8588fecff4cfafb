"""Log groups: how long they keep what is written, of which class they are, and with which key."""

from collections.abc import Iterator
from typing import Any

from generator.live.comparison.difference import Drift, differ
from generator.live.comparison.world import World
from generator.platform.types.node import Place

CLOUD_WATCH: Place = ("logging", "destinations", "cloudWatch")
DOMAIN: Place = ("logging", "destinations", "openSearch", "domain", "logs")


def drifts(world: World) -> Iterator[Drift]:
    """Yield the drift of every log group of ours."""
    declared = {body["name"]: (key, body) for key, body in world.declared.of("aws_cloudwatch_log_group").items()}
    own = f"/aws/eks/{world.platform.name}/"
    found = _groups(world, own)
    for name in declared:
        if not name.startswith(own):
            found |= {each: group for each, group in _groups(world, name).items() if each == name}
    for name, (key, body) in sorted(declared.items()):
        if name in found:
            yield from _group(world, _place(key, body), body, found[name])
        else:
            yield Drift(_place(key, body), name, None, "log group")
    for name in sorted(found.keys() - declared.keys()):
        if not world.declared.mentions(name):
            yield Drift(("logging",), None, name, "log group")


def _groups(world: World, prefix: str) -> dict[str, dict[str, Any]]:
    listed = world.aws.read("logs", "describe_log_groups", logGroupNamePrefix=prefix)["logGroups"]
    return {group["logGroupName"]: group for group in listed}


def _place(key: str, body: dict[str, Any]) -> Place:
    """What says how a log group is; of functions and streams nothing does."""
    if key == "cluster":
        return ("cluster", "logs")
    if key == "flow-logs":
        return ("vpc", "flowLogs")
    if body["name"].startswith("/aws/opensearch/"):
        return DOMAIN
    return ("logging",) if body["name"].startswith(("/aws/lambda/", "/aws/kinesisfirehose/")) else CLOUD_WATCH


def _group(world: World, place: Place, body: dict[str, Any], found: dict[str, Any]) -> Iterator[Drift]:
    about = f"log group {body['name']}"
    kept = found.get("retentionInDays", "for ever")
    yield from differ((*place, "retentionDays"), body["retention_in_days"], kept, about)
    wanted, class_ = body.get("log_group_class", "STANDARD"), found.get("logGroupClass", "STANDARD")
    yield from differ((*place, "class"), wanted, class_, about)
    key = body.get("kms_key_id")
    declared = True if key and key.startswith("${") else key or False
    actual = world.key(key, found.get("kmsKeyId")) or False
    yield from differ((*place, "encryption"), declared, actual, about)
