"""Many roots through one `terraform test`: starting Terraform with the provider costs more than any of them.

https://developer.hashicorp.com/terraform/language/tests
"""

import json
from pathlib import Path
from typing import Any

from tests.tools import run, tool

ROOTS = "roots"
MOCKS: dict[str, dict[str, Any]] = {
    "aws_iam_role": {"arn": "arn:aws:iam::111122223333:role/mock"},
    "aws_kms_key": {"arn": "arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000"},
    "aws_cloudwatch_log_group": {"arn": "arn:aws:logs:eu-west-1:111122223333:log-group:mock"},
    "aws_kinesis_firehose_delivery_stream": {"arn": "arn:aws:firehose:eu-west-1:111122223333:deliverystream/mock"},
    "aws_lambda_function": {"arn": "arn:aws:lambda:eu-west-1:111122223333:function:mock"},
    "aws_opensearch_domain": {
        "arn": "arn:aws:es:eu-west-1:111122223333:domain/mock",
        "endpoint": "vpc-mock.amazonaws.com",
    },
    "aws_sqs_queue": {
        "arn": "arn:aws:sqs:eu-west-1:111122223333:mock",
        "url": "https://sqs.eu-west-1.amazonaws.com/mock",
    },
    "aws_launch_template": {"id": "lt-0123456789abcdef0", "latest_version": 1},
    "aws_eks_cluster": {
        "arn": "arn:aws:eks:eu-west-1:111122223333:cluster/mock",
        "certificate_authority": [{"data": "Q0E="}],
        "identity": [{"oidc": [{"issuer": "https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF"}]}],
        "kubernetes_network_config": {"service_ipv6_cidr": "fd5b:2874:204b::/108"},
    },
    "aws_vpc": {"ipv6_cidr_block": "2001:db8:1234:1a00::/56"},
}
"""What AWS would have given, where the provider parses it."""

Expected = dict[str, str]
"""Terraform's expressions, and the text that each must be in the plan."""


def prove(roots: dict[str, Expected], folder: Path) -> dict[str, list[str]]:
    """What Terraform has against each root below folder/roots, by its name; nothing where all is well.

    Each is validated and planned with the real provider, then applied and destroyed with a mock of it. A root has
    a file of tests of its own, because what is wrong with one stops the rest of a file.
    """
    # Terraform installs nothing for a folder that holds no configuration.
    (folder / "main.tf.json").write_text("{}")
    for name, expected in roots.items():
        (folder / f"{name}.tftest.json").write_text(json.dumps(_tests(name, expected)))
    initialised = run([tool("terraform"), "init", "-input=false", "-no-color"], folder)
    if initialised.returncode:
        return {name: [initialised.stderr] for name in roots}
    done = run(["terraform", "test", "-json"], folder)
    messages = [json.loads(line) for line in done.stdout.splitlines()]
    return {name: list(_against(messages, f"{name}.tftest.json")) for name in roots}


def _tests(name: str, expected: Expected) -> dict[str, Any]:
    mocks = {kind: {"defaults": values} for kind, values in MOCKS.items()}
    module = {"source": f"./{ROOTS}/{name}"}
    asserted = [
        {"condition": f"${{{expression} == {json.dumps(text)}}}", "error_message": f"{expression} is not {text}"}
        for expression, text in expected.items()
    ]
    return {
        "mock_provider": {"aws": {"alias": "mock", "mock_resource": mocks}},
        "run": {
            "plan": {"command": "plan", "module": module, "assert": asserted},
            "apply": {"command": "apply", "module": module, "providers": {"aws": "aws.mock"}},
        },
    }


def _against(messages: list[dict[str, Any]], file: str) -> list[str]:
    """Errors and warnings of a file, and runs of it that are not known to have passed."""
    ours = [message for message in messages if message.get("@testfile") == file]
    # An error that is in no file of tests stops them all.
    errors = [message for message in messages if "@testfile" not in message and message["@level"] == "error"]
    found = [_said(message) for message in [*errors, *ours] if "diagnostic" in message]
    ended = {
        (message["test_run"]["run"], message["test_run"].get("status"))
        for message in ours
        if message["type"] == "test_run" and message["test_run"]["progress"] == "complete"
    }
    missing = {("plan", "pass"), ("apply", "pass")} - ended
    return [*found, *(f"{name} did not pass" for name, _ in sorted(missing))]


def _said(message: dict[str, Any]) -> str:
    diagnostic = message["diagnostic"]
    place = diagnostic.get("range", {}).get("filename", "")
    return f"{message['@message']} ({place}: {diagnostic.get('detail', '')})"
