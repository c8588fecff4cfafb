"""Delivery streams: to the OpenSearch domain, with a backup in S3, and to the archive.

CloudWatch Logs packs many events in a record, and a domain takes one document from each: from log groups, streams lead
to S3 alone. https://docs.aws.amazon.com/firehose/latest/dev/writing-with-cloudwatch-logs.html
"""

from collections.abc import Iterator
from typing import Any

from generator.platform.logs.log_routes import index_prefix, log_routes, stops
from generator.platform.logs.open_search import open_search
from generator.platform.types.open_search import Backup, OpenSearch
from generator.platform.types.platform import Platform
from generator.render.arn import arn
from generator.render.terraform import cluster
from generator.render.terraform.block import Block, depends_on, resource
from generator.render.terraform.bucket import bucket_arn
from generator.render.terraform.log_groups import log_group, subscription
from generator.render.terraform.log_streams import LOG_DAYS, Stream, archive_key_argument, statements, streams
from generator.render.terraform.logging import cloud_watch
from generator.render.terraform.logging.domain import domain
from generator.render.terraform.open_search_network import delivery_group, subnet_refs
from generator.render.terraform.open_search_set_up import invocation
from generator.render.terraform.policy import allow, document, inline, role, service_trust

SECONDS, MEGABYTES = 60, 5
"""How long, and how much, a stream gathers for a domain."""
ARCHIVE_SECONDS, ARCHIVE_MEGABYTES = 300, 64
RETRY_SECONDS = 7200
"""After that, what the domain did not take is in the backup."""


def blocks(platform: Platform) -> Iterator[Block]:
    """Every stream with its role and log group, and the subscriptions that lead to it."""
    found = list(streams(platform))
    for stream in found:
        owner = stream.writer(platform)
        yield owner
        yield inline(owner, document(*statements(platform, stream)))
        yield from _said(stream)
        yield _stream(platform, stream)
    subscribed = [stream for stream in found if stream.subscribed]
    if subscribed:
        yield from _subscriptions(platform, subscribed)


def _said(stream: Stream) -> Iterator[Block]:
    group = log_group(stream.label, stream.log_group, LOG_DAYS, None)
    yield group
    yield resource("aws_cloudwatch_log_stream", stream.label, name="delivery", log_group_name=group.ref("name"))


def _stream(platform: Platform, stream: Stream) -> Block:
    found = open_search(platform)
    if stream.store == "index" and found is not None:
        kind, body = "opensearch", {"opensearch_configuration": _to_domain(platform, stream, found)}
        after = [invocation(platform, found, domain(platform, found.domain))]
    else:
        kind, body, after = "extended_s3", {"extended_s3_configuration": _to_archive(platform, stream)}, []
    policy = inline(stream.writer(platform), document(*statements(platform, stream)))
    return resource(
        "aws_kinesis_firehose_delivery_stream",
        stream.label,
        name=stream.name,
        destination=kind,
        server_side_encryption={"enabled": True, "key_type": "AWS_OWNED_CMK"},
        depends_on=depends_on(policy, *after),
        **body,
    )


def _to_domain(platform: Platform, stream: Stream, found: OpenSearch) -> dict[str, Any]:
    backup = found.backup or Backup()
    owner = stream.writer(platform).ref("arn")
    return {
        "domain_arn": domain(platform, found.domain).ref("arn"),
        "role_arn": owner,
        "index_name": index_prefix(platform, stream.source),
        "index_rotation_period": "OneDay",
        "buffering_interval": SECONDS,
        "buffering_size": MEGABYTES,
        "retry_duration": RETRY_SECONDS,
        "s3_backup_mode": "AllDocuments" if backup.documents == "all" else "FailedDocumentsOnly",
        "s3_configuration": {
            "role_arn": owner,
            "bucket_arn": bucket_arn(platform, stream.bucket),
            "prefix": f"{stream.label}/",
            "compression_format": "GZIP",
            "buffering_interval": ARCHIVE_SECONDS,
            "buffering_size": ARCHIVE_MEGABYTES,
            "cloudwatch_logging_options": _logging(stream),
        },
        "vpc_config": {
            "role_arn": owner,
            "subnet_ids": subnet_refs(platform, found.domain),
            "security_group_ids": [delivery_group(platform).ref("id")],
        },
        "cloudwatch_logging_options": _logging(stream),
    }


def _to_archive(platform: Platform, stream: Stream) -> dict[str, Any]:
    date = "!{timestamp:yyyy/MM/dd}"
    return {
        "role_arn": stream.writer(platform).ref("arn"),
        "bucket_arn": bucket_arn(platform, stream.bucket),
        "prefix": f"{stream.label}/{date}/",
        "error_output_prefix": f"errors/!{{firehose:error-output-type}}/{stream.label}/{date}/",
        "buffering_interval": ARCHIVE_SECONDS,
        "buffering_size": ARCHIVE_MEGABYTES,
        # What log groups send is packed already, and packed files one behind another are one.
        "compression_format": "UNCOMPRESSED" if stream.subscribed else "GZIP",
        "file_extension": ".gz",
        "kms_key_arn": archive_key_argument(platform),
        "cloudwatch_logging_options": _logging(stream),
    }


def _logging(stream: Stream) -> dict[str, Any]:
    return {"enabled": True, "log_group_name": stream.log_group, "log_stream_name": "delivery"}


def _subscriptions(platform: Platform, subscribed: list[Stream]) -> Iterator[Block]:
    """What lets log groups of the platform write to streams, and a subscription for each that does."""
    groups = {"aws:SourceArn": arn(platform, "logs", f"log-group:/aws/eks/{platform.name}/*")}
    trust = service_trust("logs.amazonaws.com", ArnLike=groups, StringEquals={"aws:SourceAccount": platform.account})
    owner = role(platform, "log-subscriptions", trust, "Log groups write to delivery streams")
    yield owner
    arns = sorted(stream.arn(platform) for stream in subscribed)
    policy = inline(owner, document(allow(["firehose:PutRecord", "firehose:PutRecordBatch"], arns)))
    yield policy
    names = {stream.name: stream for stream in subscribed}
    for group, name in _leading(platform):
        yield subscription(
            platform,
            group,
            "archive",
            destination_arn=_stream(platform, names[name]).ref("arn"),
            role_arn=owner.ref("arn"),
            depends_on=depends_on(policy),
        )


def _leading(platform: Platform) -> Iterator[tuple[Block, str]]:
    """Log groups, and the stream that each leads to."""
    known = {stop: route.source for route in log_routes(platform) for stop in stops((route,))}
    for stop, source in known.items():
        for after in stop.following:
            if after.kind == "deliveryStream":
                of_eks = source.kind == "controlPlane"
                yield cluster.log_group(platform) if of_eks else cloud_watch.group(platform, stop), after.name
