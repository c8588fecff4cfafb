"""Log groups of what is collected, and their key where that is ours."""

from collections.abc import Iterator

from generator.platform.logs.log_routes import Stop, collected, container_log_group, stops
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block
from generator.render.terraform.kms import alias
from generator.render.terraform.log_groups import key_argument, log_group, log_key


def blocks(platform: Platform) -> Iterator[Block]:
    """Each log group once, however many sources have it."""
    cloud_watch = platform.logging.destinations.cloud_watch
    if cloud_watch is None:
        return
    if cloud_watch.encryption is True:
        key = _key(platform)
        yield from (key, alias(platform, key))
    found = dict.fromkeys(stop for stop in stops(collected(platform)) if stop.kind == "logGroup")
    yield from (group(platform, stop) for stop in found)


def group(platform: Platform, stop: Stop) -> Block:
    """The log group of a stop; raises ValueError for one that is no log group."""
    cloud_watch = platform.logging.destinations.cloud_watch
    if cloud_watch is None or stop.days is None:
        raise ValueError(f"{stop.name} is no log group")
    key = key_argument(cloud_watch.encryption, _key(platform))
    return log_group(_label(platform, stop.name), stop.name, stop.days, key, cloud_watch.class_)


def _label(platform: Platform, name: str) -> str:
    return name.removeprefix(f"/aws/eks/{platform.name}/").replace("/", "_")


def _key(platform: Platform) -> Block:
    what = f"Container logs of {platform.name}"
    home = container_log_group(platform)
    groups = {stop.name for stop in stops(collected(platform)) if stop.kind == "logGroup"}
    others = sorted(name for name in groups if not f"{name}/".startswith(f"{home}/"))
    return log_key(platform, "container-logs", what, home, f"{home}/*", *others)
