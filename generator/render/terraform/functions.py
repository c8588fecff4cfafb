"""Functions of AWS Lambda in the VPC, from archives that lie beside the root."""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from generator.platform.types.platform import Platform
from generator.render.arn import arn
from generator.render.functions import FOLDER, RUNTIME, function_files
from generator.render.terraform.block import Block, Expression, Template, depends_on, join, resource
from generator.render.terraform.log_groups import log_group
from generator.render.terraform.policy import Statement, allow, document, inline, log_writer, role, service_trust

LOG_DAYS = 30
NETWORK = (
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
)
"""What Lambda does with the function's role to enter a VPC.
https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html"""


class Function(NamedTuple):
    """A function: the module of generator.render.functions that it runs, what it is for, and what it may use."""

    name: str
    module: str
    description: str
    seconds: int
    memory: int
    """In MiB."""


def function_arn(platform: Platform, function: Function) -> str:
    """The ARN of a function."""
    return arn(platform, "lambda", f"function:{platform.name}-{function.name}")


def function_role(platform: Platform, function: Function) -> Block:
    """Its role."""
    return role(platform, function.name, service_trust("lambda.amazonaws.com"), function.description)


def support(platform: Platform, function: Function, statements: Sequence[Statement]) -> Iterator[Block]:
    """Its role, what that may, and its log group."""
    owner = function_role(platform, function)
    yield owner
    yield _policy(platform, function, statements)
    yield _log_group(platform, function)


def block(
    platform: Platform,
    function: Function,
    network: dict[str, list[Expression]],
    variables: Mapping[str, str | Expression | Template],
    statements: Sequence[Statement],
) -> Block:
    """The function, which waits for its policy."""
    path = f"{FOLDER}/{function.module}.zip"
    archive = function_files(function.module)[path]
    return resource(
        "aws_lambda_function",
        function.name,
        function_name=f"{platform.name}-{function.name}",
        description=function.description,
        role=function_role(platform, function).ref("arn"),
        runtime=RUNTIME,
        architectures=["arm64"],
        handler=f"{function.module}.handle",
        filename=join(Expression("path.module"), path.removeprefix("terraform")),
        source_code_hash=b64encode(sha256(archive).digest()).decode(),
        timeout=function.seconds,
        memory_size=function.memory,
        vpc_config=network,
        environment={"variables": dict(variables)},
        logging_config={"log_format": "Text", "log_group": _log_group(platform, function).ref("name")},
        depends_on=depends_on(_policy(platform, function, statements)),
    )


def _policy(platform: Platform, function: Function, statements: Sequence[Statement]) -> Block:
    group = arn(platform, "logs", f"log-group:{_log_group(platform, function).body['name']}")
    # Lambda uses these before the code runs; the code itself must not.
    itself = {"ArnEquals": {"lambda:SourceFunctionArn": function_arn(platform, function)}}
    network = allow(NETWORK, ["*"])
    never = {**network, "Effect": "Deny", "Condition": itself}
    return inline(function_role(platform, function), document(network, never, log_writer(group), *statements))


def _log_group(platform: Platform, function: Function) -> Block:
    # No subscription may ever have this group: the function would forward what it says of forwarding.
    return log_group(function.name, f"/aws/lambda/{platform.name}-{function.name}", LOG_DAYS, None)
