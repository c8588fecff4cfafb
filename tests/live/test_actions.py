"""The table of calls: what the code asks, no more and no less, by the names that botocore and IAM have."""

import ast
from collections.abc import Iterator

import pytest
from botocore import xform_name
from botocore.session import Session

from generator.live.actions import ACTIONS
from tests.platforms import ROOT
from tools.generate.live_policy import files

SIGNED = {
    "opensearch": "es",
    "elb": "elasticloadbalancing",
    "elbv2": "elasticloadbalancing",
    "service-quotas": "servicequotas",
}
NAMED = {"s3:HeadBucket": "s3:ListBucket"}
"""Calls that IAM knows by another name. https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html"""


def asked() -> Iterator[tuple[str, str]]:
    """The service and operation of every read in the code."""
    for folder in ("lint", "generator/live"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and len(node.args) >= 2):
                    continue
                service, operation = node.args[:2]
                if node.func.attr in {"read", "found"} and isinstance(service, ast.Constant):
                    assert isinstance(operation, ast.Constant), f"{path}:{node.lineno}: an operation is named"
                    yield str(service.value), str(operation.value)


def test_every_action_is_asked_by_some_code_and_no_other() -> None:
    assert {*asked()} == ACTIONS.keys()


@pytest.mark.parametrize(("service", "operation"), ACTIONS)
def test_actions_are_those_of_the_operations(service: str, operation: str) -> None:
    model = Session().get_service_model(service)
    (name,) = (each for each in model.operation_names if xform_name(each) == operation)
    action = f"{SIGNED.get(service, service)}:{name}"
    assert ACTIONS[service, operation] == NAMED.get(action, action)
    assert name.startswith(("Describe", "Get", "List", "Head")), "live commands read, and change nothing"


def test_the_policy_is_that_of_the_table() -> None:
    for path, content in files().items():
        assert (ROOT / path).read_bytes() == content
