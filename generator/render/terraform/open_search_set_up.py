"""The function that sets the OpenSearch domain up, and that runs whenever what it says has changed."""

from collections.abc import Iterable, Iterator

from generator.platform.logs.open_search import domain_name
from generator.platform.types.open_search import OpenSearch
from generator.platform.types.platform import Platform
from generator.render.arn import arn
from generator.render.terraform import functions
from generator.render.terraform.block import Block, depends_on, join, json_text, resource
from generator.render.terraform.functions import Function
from generator.render.terraform.log_writers import domain_deliverers, domain_writers
from generator.render.terraform.open_search_access import requests
from generator.render.terraform.open_search_network import function_network, security_groups
from generator.render.terraform.policy import Statement, allow

FUNCTION = Function("log-domain", "set_up", "Sets the OpenSearch domain up", 600, 256)


def master(platform: Platform) -> Block:
    """The role of the domain's master."""
    return functions.function_role(platform, FUNCTION)


def role_blocks(platform: Platform, found: OpenSearch) -> Iterator[Block]:
    """What is there before the domain: its master."""
    yield from functions.support(platform, FUNCTION, [_statement(platform, found)])


def blocks(platform: Platform, found: OpenSearch, domain: Block) -> Iterator[Block]:
    """The function, and its invocation, which is another whenever what is asked for is."""
    yield _function(platform, found, domain)
    yield invocation(platform, found, domain)


def invocation(platform: Platform, found: OpenSearch, domain: Block) -> Block:
    """What is done once the domain, and the way to it, are there."""
    function = _function(platform, found, domain)
    writers = _arns(platform, domain_writers(platform))
    deliverers = _arns(platform, domain_deliverers(platform))
    return resource(
        "aws_lambda_invocation",
        "log-domain",
        function_name=function.ref("function_name"),
        input=json_text({"requests": requests(platform, found, writers, deliverers)}),
        triggers={"source": function.body["source_code_hash"]},
        depends_on=depends_on(*(rule for rule in security_groups(platform, found.domain) if "_rule" in rule.labels[0])),
    )


def _arns(platform: Platform, roles: Iterable[Block]) -> list[str]:
    return [arn(platform, "iam", f"role/{role.body['name']}", regional=False) for role in roles]


def _function(platform: Platform, found: OpenSearch, domain: Block) -> Block:
    variables = {"DOMAIN": join("https://", domain.ref("endpoint"))}
    network = function_network(platform, found.domain)
    return functions.block(platform, FUNCTION, network, variables, [_statement(platform, found)])


def _statement(platform: Platform, found: OpenSearch) -> Statement:
    home = arn(platform, "es", f"domain/{domain_name(platform, found.domain)}")
    plugins = [f"{home}/_plugins/_security/api/*", f"{home}/_plugins/_ism/*", f"{home}/_index_template/*"]
    return allow(["es:ESHttpGet", "es:ESHttpPost", "es:ESHttpPut"], plugins)
