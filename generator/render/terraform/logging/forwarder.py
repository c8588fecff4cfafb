"""From CloudWatch Logs to the OpenSearch domain: subscriptions, the function, and where its dead letters go.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
"""

import json
from collections.abc import Iterator

from generator.platform.logs.log_routes import Stop, index_prefix, log_routes, stops
from generator.platform.logs.open_search import domain_name, open_search
from generator.platform.types.open_search import OpenSearch
from generator.platform.types.platform import Platform
from generator.render.arn import arn
from generator.render.terraform import cluster, functions
from generator.render.terraform.block import Block, Template, depends_on, join, resource
from generator.render.terraform.bucket import Bucket, bucket_arn, closed_bucket
from generator.render.terraform.functions import support
from generator.render.terraform.log_groups import subscription
from generator.render.terraform.log_writers import FORWARDING, forwards
from generator.render.terraform.logging import cloud_watch
from generator.render.terraform.logging.domain import domain
from generator.render.terraform.open_search_network import function_network
from generator.render.terraform.open_search_set_up import invocation
from generator.render.terraform.policy import Statement, allow

LETTER_DAYS = 30


def blocks(platform: Platform) -> Iterator[Block]:
    """The function with all that it needs, and a subscription for every log group that leads to it."""
    found = open_search(platform)
    if found is None or not forwards(platform):
        return
    yield from closed_bucket(platform, Bucket("dead-logs", _bucket_name(platform), LETTER_DAYS))
    yield from support(platform, FORWARDING, _statements(platform, found))
    function = _function(platform, found)
    yield function
    yield _failures(platform, function)
    permission = _permission(platform, function)
    yield permission
    for group in _groups(platform):
        after = depends_on(permission, invocation(platform, found, domain(platform, found.domain)))
        yield subscription(platform, group, "open-search", destination_arn=function.ref("arn"), depends_on=after)


def _bucket_name(platform: Platform) -> str:
    return f"{platform.name}-dead-logs-{platform.account}"


def _function(platform: Platform, found: OpenSearch) -> Block:
    # Log groups of single namespaces and services have names below that of all containers.
    whole = [route for route in log_routes(platform) if route.source.namespace is None]
    sources = {
        stop.name: index_prefix(platform, source)
        for source, stops_ in whole
        for stop in stops_
        if stop.kind == "logGroup"
    }
    variables: dict[str, str | Template] = {
        "DOMAIN": join("https://", domain(platform, found.domain).ref("endpoint")),
        "INDEXES": json.dumps(sources, sort_keys=True),
        "DEAD_LETTERS": _bucket_name(platform),
    }
    network = function_network(platform, found.domain)
    return functions.block(platform, FORWARDING, network, variables, _statements(platform, found))


def _statements(platform: Platform, found: OpenSearch) -> list[Statement]:
    home = bucket_arn(platform, _bucket_name(platform))
    bulk = arn(platform, "es", f"domain/{domain_name(platform, found.domain)}/_bulk")
    return [
        allow(["es:ESHttpPost"], [bulk]),
        allow(["s3:PutObject"], [f"{home}/*"]),
        # Lambda looks before it keeps what the function could not even read.
        allow(["s3:ListBucket"], [home]),
    ]


def _failures(platform: Platform, function: Block) -> Block:
    """What the function fails at is repeated twice, and then kept whole.

    https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
    """
    kept = bucket_arn(platform, _bucket_name(platform))
    return resource(
        "aws_lambda_function_event_invoke_config",
        FORWARDING.name,
        function_name=function.ref("function_name"),
        maximum_retry_attempts=2,
        maximum_event_age_in_seconds=21600,
        destination_config={"on_failure": {"destination": kept}},
    )


def _permission(platform: Platform, function: Block) -> Block:
    """CloudWatch Logs may call the function, for log groups of this platform alone."""
    return resource(
        "aws_lambda_permission",
        FORWARDING.name,
        statement_id="cloudwatch-logs",
        action="lambda:InvokeFunction",
        function_name=function.ref("function_name"),
        principal="logs.amazonaws.com",
        source_account=platform.account,
        source_arn=arn(platform, "logs", f"log-group:/aws/eks/{platform.name}/*:*"),
    )


def _groups(platform: Platform) -> Iterator[Block]:
    """Every log group that leads to the function, once."""
    found = {stop: route.source for route in log_routes(platform) for stop in stops((route,)) if _leads(stop)}
    for stop, source in found.items():
        yield cluster.log_group(platform) if source.kind == "controlPlane" else cloud_watch.group(platform, stop)


def _leads(stop: Stop) -> bool:
    return stop.kind == "logGroup" and any(following.kind == "function" for following in stop.following)
