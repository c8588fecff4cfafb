"""Delivery streams of Amazon Data Firehose: what they are called, who they are, and what they may do.

https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from generator.platform.logs.log_routes import Source, Stop, log_routes, stops
from generator.platform.logs.open_search import domain_name
from generator.platform.types.open_search import Domain
from generator.platform.types.platform import Platform
from generator.render.arn import arn
from generator.render.terraform.block import Block, Expression
from generator.render.terraform.bucket import bucket_arn
from generator.render.terraform.kms import own_key
from generator.render.terraform.log_groups import key_argument
from generator.render.terraform.policy import Statement, allow, role, service_trust

LOG_DAYS = 30
NETWORK = (
    "ec2:CreateNetworkInterface",
    "ec2:CreateNetworkInterfacePermission",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcAttribute",
    "ec2:DescribeVpcs",
)


class Stream(NamedTuple):
    """A delivery stream: its name behind the platform's, what is written to it, and where it goes on to."""

    label: str
    name: str
    source: Source
    store: Literal["index", "bucket"]
    subscribed: bool
    """Whether a log group is what writes to it, and not a collector."""
    bucket: str

    def writer(self, platform: Platform) -> Block:
        """Its role."""
        trust = service_trust("firehose.amazonaws.com", StringEquals={"aws:SourceAccount": platform.account})
        return role(platform, self.label, trust, f"The delivery stream {self.name}")

    def arn(self, platform: Platform) -> str:
        """Its ARN."""
        return arn(platform, "firehose", f"deliverystream/{self.name}")

    @property
    def log_group(self) -> str:
        """Where it says what it could not deliver."""
        return f"/aws/kinesisfirehose/{self.name}"


def streams(platform: Platform) -> Iterator[Stream]:
    """Yield every delivery stream of the platform's logs, once."""
    seen = set()
    for route in log_routes(platform):
        first = {stop.name for stop in route.stops}
        for stop in stops((route,)):
            if stop.kind == "deliveryStream" and stop.name not in seen:
                seen.add(stop.name)
                yield _stream(platform, route.source, stop, stop.name not in first)


def _stream(platform: Platform, source: Source, stop: Stop, subscribed: bool) -> Stream:
    store: Literal["index", "bucket"] = "index" if any(after.kind == "index" for after in stop.following) else "bucket"
    (bucket,) = (after.name for after in stop.following if after.kind == "bucket")
    return Stream(stop.name.removeprefix(f"{platform.name}-"), stop.name, source, store, subscribed, bucket)


def delivers_to_domain(platform: Platform) -> bool:
    """Whether a delivery stream sends documents to the domain."""
    return any(stream.store == "index" for stream in streams(platform))


def archive_key(platform: Platform) -> Block:
    """The key of the archive, where it is ours."""
    return own_key(platform, "log-archive", f"Log archive of {platform.name}")


def archive_key_argument(platform: Platform) -> Expression | str | None:
    """The key that files of the archive have, unless it is S3's own."""
    found = platform.logging.destinations.s3
    return None if found is None else key_argument(found.encryption, archive_key(platform))


def statements(platform: Platform, stream: Stream) -> Iterator[Statement]:
    """What a delivery stream may do, and no other."""
    home = bucket_arn(platform, stream.bucket)
    read = ("s3:AbortMultipartUpload", "s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads")
    yield allow([*read, "s3:GetObject", "s3:PutObject"], [home, f"{home}/*"])
    yield allow(["logs:PutLogEvents"], [f"{arn(platform, 'logs', f'log-group:{stream.log_group}')}:*"])
    key = archive_key_argument(platform) if stream.store == "bucket" else None
    if key is not None:
        yield allow(["kms:Decrypt", "kms:GenerateDataKey"], [key])
    found = platform.logging.destinations.open_search
    if stream.store == "index" and found is not None:
        yield from _search(platform, found.domain)


def _search(platform: Platform, domain: Domain) -> Iterator[Statement]:
    """The domain, and a way to it."""
    home = arn(platform, "es", f"domain/{domain_name(platform, domain)}")
    asked = ["es:DescribeDomain", "es:DescribeDomainConfig", "es:DescribeDomains", "es:ESHttpGet", "es:ESHttpPost"]
    yield allow([*asked, "es:ESHttpPut"], [home, f"{home}/*"])
    yield allow(NETWORK, ["*"])
