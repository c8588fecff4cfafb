"""What is made for logs in OpenSearch, and who may do what there."""

import json
from typing import Any

from generator.platform.logs.log_routes import log_routes, stops
from generator.render import readme, terraform
from tests.platforms import golden
from tests.terraform_root import document

PLATFORM = golden()["logging-subscription"]
ROOT: dict[str, Any] = document(terraform.files(PLATFORM))["resource"]
ARN = "arn:aws:{}:eu-west-1:111122223333:{}"


def allowed(role: str, root: dict[str, Any] = ROOT) -> dict[str, list[str]]:
    """The resources of each action that a role's own policy allows."""
    found: dict[str, list[str]] = {}
    for statement in json.loads(root["aws_iam_role_policy"][role]["policy"])["Statement"]:
        for action in statement["Action"] if statement["Effect"] == "Allow" else ():
            found.setdefault(action, []).extend(statement["Resource"])
    return found


def requests(root: dict[str, Any] = ROOT) -> dict[str, Any]:
    """What is asked of the domain, by path."""
    asked = json.loads(root["aws_lambda_invocation"]["log-domain"]["input"])["requests"]
    return {request["path"]: request["body"] for request in asked}


def test_the_forwarder_may_send_keep_and_say_and_nothing_else() -> None:
    may = {action: where for action, where in allowed("log-forwarder").items() if not action.startswith("ec2:")}
    group = ARN.format("logs", "log-group:/aws/lambda/demo-log-forwarder")
    said = [group, f"{group}:*"]
    bucket = "arn:aws:s3:::demo-dead-logs-111122223333"
    assert may == {
        "es:ESHttpPost": [ARN.format("es", "domain/demo-logs/_bulk")],
        "s3:PutObject": [f"{bucket}/*"],
        "s3:ListBucket": [bucket],
        **dict.fromkeys(("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"), said),
    }


def test_code_of_functions_may_not_use_what_lambda_needs_for_the_network() -> None:
    for function in ("log-forwarder", "log-domain"):
        (never,) = (
            statement
            for statement in json.loads(ROOT["aws_iam_role_policy"][function]["policy"])["Statement"]
            if statement["Effect"] == "Deny"
        )
        assert {action for action in allowed(function) if action.startswith("ec2:")} == set(never["Action"])
        arn = ARN.format("lambda", f"function:demo-{function}")
        assert never["Condition"] == {"ArnEquals": {"lambda:SourceFunctionArn": arn}}


def test_every_log_group_that_leads_there_has_one_subscription_and_no_other_has() -> None:
    subscribed = {body["log_group_name"] for body in ROOT["aws_cloudwatch_log_subscription_filter"].values()}
    assert subscribed == {f"${{aws_cloudwatch_log_group.{name}.name}}" for name in ("cluster", "containers")}
    permission = ROOT["aws_lambda_permission"]["log-forwarder"]
    assert permission["source_arn"] == ARN.format("logs", "log-group:/aws/eks/demo/*:*")
    assert permission["source_account"] == PLATFORM.account


def test_nothing_is_forwarded_before_the_domain_is_set_up() -> None:
    for body in ROOT["aws_cloudwatch_log_subscription_filter"].values():
        assert "aws_lambda_invocation.log-domain" in body["depends_on"]


def test_only_the_function_that_sets_it_up_is_the_domains_master() -> None:
    security = ROOT["aws_opensearch_domain"]["logs"]["advanced_security_options"]
    assert security["master_user_options"] == {"master_user_arn": "${aws_iam_role.log-domain.arn}"}
    statement = json.loads(ROOT["aws_opensearch_domain"]["logs"]["access_policies"])["Statement"][0]
    assert statement["Principal"]["AWS"] == [
        "${aws_iam_role.log-domain.arn}",
        "${aws_iam_role.log-forwarder.arn}",
        "${aws_iam_role.dashboards.arn}",
        "arn:aws:iam::111122223333:role/Admin",
        "arn:aws:iam::111122223333:role/Developer",
        "arn:aws:iam::111122223333:user/reporter",
    ]


def test_roles_of_the_domain_are_for_who_is_named() -> None:
    asked = requests()
    security = "/_plugins/_security/api"
    role = "arn:aws:iam::111122223333:role/"
    assert asked[f"{security}/rolesmapping/demo-writers"]["backend_roles"] == [f"{role}demo-log-forwarder"]
    readers = asked[f"{security}/rolesmapping/demo-readers"]
    assert readers["backend_roles"] == [f"{role}Developer"]
    assert readers["users"] == ["arn:aws:iam::111122223333:user/reporter"]
    assert asked[f"{security}/roles/demo-readers"]["index_permissions"][0]["index_patterns"] == ["demo-*"]
    assert asked[f"{security}/rolesmapping/opensearch_dashboards_user"]["backend_roles"] == [
        f"{role}Admin",
        f"{role}Developer",
    ]
    assert asked[f"{security}/audit/config"]["enabled"] is True


def test_an_index_is_deleted_when_its_days_are_over() -> None:
    policy = requests()["/_plugins/_ism/policies/demo-logs"]["policy"]
    assert policy["states"][0]["transitions"][0]["conditions"] == {"min_index_age": "14d"}
    template = requests()["/_index_template/demo-logs"]
    assert template["index_patterns"] == policy["ism_template"][0]["index_patterns"] == ["demo-*"]
    assert template["template"]["settings"]["index"]["number_of_shards"] == 3
    indexes = {stop.name for stop in stops(log_routes(PLATFORM)) if stop.kind == "index"}
    assert indexes == {"demo-containers", "demo-control-plane"}


def test_the_readme_names_every_stop_of_a_log() -> None:
    text = readme.files(PLATFORM)["README.md"].decode()
    for stop in stops(log_routes(PLATFORM)):
        assert f"`{stop.name}`" in text


DIRECT, FIREHOSE = (
    document(terraform.files(golden()[name]))["resource"] for name in ("logging-direct", "logging-firehose")
)
MAPPING = "/_plugins/_security/api/rolesmapping/"


def test_a_collector_that_sends_directly_may_send_to_its_domain_alone() -> None:
    home = ARN.format("es", "domain/demo-logs")
    assert allowed("fluent-bit", DIRECT) == {
        "es:ESHttpPost": [f"{home}/_bulk"],
        "es:ESHttpGet": [f"{home}/"],
        "es:ESHttpHead": [f"{home}/"],
    }
    collector = "arn:aws:iam::111122223333:role/demo-fluent-bit"
    assert requests(DIRECT)[f"{MAPPING}demo-writers"]["backend_roles"] == [collector]
    assert "log-forwarder" not in DIRECT["aws_lambda_function"]
    assert DIRECT["aws_cloudwatch_log_group"].keys() & {"containers", "log-forwarder"} == set()
    rule = DIRECT["aws_vpc_security_group_ingress_rule"]["open-search-nodes"]
    assert rule["referenced_security_group_id"].endswith("cluster_security_group_id}")


def test_a_collector_that_writes_to_streams_may_do_that_alone() -> None:
    streams = [
        ARN.format("firehose", f"deliverystream/demo-containers-{store}") for store in ("archive", "open-search")
    ]
    assert allowed("fluent-bit", FIREHOSE) == dict.fromkeys(("firehose:PutRecord", "firehose:PutRecordBatch"), streams)


def test_a_stream_reaches_its_own_stores_alone() -> None:
    search, archive = (allowed(f"containers-{store}", FIREHOSE) for store in ("open-search", "archive"))
    assert search["s3:PutObject"] == [f"arn:aws:s3:::demo-backup-111122223333{end}" for end in ("", "/*")]
    assert {action for action in archive if action.startswith("es:")} == set()
    assert archive["kms:GenerateDataKey"] == ["${aws_kms_key.log-archive.arn}"]
    deliverer = "arn:aws:iam::111122223333:role/demo-containers-open-search"
    assert requests(FIREHOSE)[f"{MAPPING}demo-deliverers"]["backend_roles"] == [deliverer]
    assert requests(FIREHOSE)[f"{MAPPING}demo-writers"]["backend_roles"] == []


def test_streams_to_a_domain_have_no_log_group_before_them() -> None:
    """CloudWatch packs many events in a record, of which Firehose would make one document."""
    subscribed = {body["destination_arn"] for body in FIREHOSE["aws_cloudwatch_log_subscription_filter"].values()}
    assert subscribed == {"${aws_kinesis_firehose_delivery_stream.control-plane-archive.arn}"}
    assert FIREHOSE["aws_kinesis_firehose_delivery_stream"]["control-plane-archive"]["destination"] == "extended_s3"
