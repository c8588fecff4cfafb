from collections.abc import Iterator

from generator.platform.services.service_load_balancers import service_load_balancers
from generator.platform.types.ingress import IngressClass
from generator.platform.types.load_balancer import LoadBalancer
from generator.platform.types.node import Node
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.reader import NotRead, Reader
from lint.rule import ERROR, live_rule


@live_rule("LIV-042", ERROR, "https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html")
def bucket_missing(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """A bucket that does not exist: of Terraform's state, of access logs, or of flow logs.

    A bucket that is there and may not be looked at is taken to be right.
    """
    for node, field, bucket in _buckets(platform):
        if not _is_there(aws, bucket):
            yield Violation(node, field, f"there is no bucket {bucket}; make it first")


def _buckets(platform: Platform) -> Iterator[tuple[Node, str, str]]:
    state = platform.terraform.backend.s3
    if state is not None:
        yield state, "bucket", state.bucket
    files = platform.vpc.flow_logs.s3
    if files is not None and files.bucket is not None:
        yield files, "bucket", files.bucket
    holders: list[IngressClass | LoadBalancer] = [*platform.ingress.classes.values()]
    for holder in (*holders, *service_load_balancers(platform).values()):
        if holder.access_logs is not None:
            yield holder, "access_logs", holder.access_logs


def _is_there(aws: Reader, bucket: str) -> bool:
    try:
        return aws.found("s3", "head_bucket", Bucket=bucket) is not None
    except NotRead as error:
        # Another region's or account's: S3 says that much of any bucket.
        if error.code in {"403", "301"}:
            return True
        raise
