"""Buckets that logs are kept in: the archive, and the backup of what goes to the domain by delivery streams."""

from collections.abc import Iterator

from generator.platform.logs.log_routes import archive_bucket, backup_bucket, log_routes, stops
from generator.platform.types.log_destinations import Archive
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block
from generator.render.terraform.bucket import Bucket, closed_bucket
from generator.render.terraform.kms import alias
from generator.render.terraform.log_streams import archive_key, archive_key_argument


def blocks(platform: Platform) -> Iterator[Block]:
    """Each bucket that some log comes to."""
    kept = {stop.name: stop.days for stop in stops(log_routes(platform)) if stop.kind == "bucket"}
    archive = platform.logging.destinations.s3
    if archive is not None and archive_bucket(platform) in kept:
        if archive.encryption is True:
            yield from (archive_key(platform), alias(platform, archive_key(platform)))
        yield from closed_bucket(platform, _archive(platform, archive))
    days = kept.get(backup_bucket(platform))
    if days is not None:
        yield from closed_bucket(platform, Bucket("log-backup", backup_bucket(platform), days))


def _archive(platform: Platform, archive: Archive) -> Bucket:
    ages = sorted(archive.storage_classes.items(), key=lambda item: item[1])
    transitions = [{"storage_class": name, "days": age} for name, age in ages]
    key = archive_key_argument(platform)
    return Bucket("log-archive", archive_bucket(platform), archive.retention_days, transitions, key)
