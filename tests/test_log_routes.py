"""Where logs go, by what platforms say."""

import json
from copy import deepcopy
from fnmatch import fnmatchcase
from typing import Any

from generator.platform.logs.log_routes import Route, Source, Stop, collected, log_routes
from generator.render import kubernetes, terraform
from tests.platforms import base, patches
from tests.terraform_root import document


def resources(patch: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document(terraform.files(base(patch)))["resource"]
    return found


def test_unless_something_is_said_containers_log_to_cloud_watch() -> None:
    containers = Route(Source("containers"), (Stop("logGroup", "/aws/eks/demo/containers", 30),))
    control_plane = Route(Source("controlPlane"), (Stop("logGroup", "/aws/eks/demo/cluster", 90),))
    assert log_routes(base()) == (containers, control_plane)
    assert collected(base()) == (containers,)


def test_without_a_destination_there_is_no_collector_and_nothing_for_it() -> None:
    patch: dict[str, Any] = {"logging": {"destinations": {}}}
    platform = base(patches()["fargate-mixed"] | patch)
    assert collected(platform) == ()
    root = document(terraform.files(platform))["resource"]
    assert "containers" not in root["aws_cloudwatch_log_group"]
    assert not {"fluent-bit", "fargate"} & root["aws_iam_role_policy"].keys()
    assert not [path for path in kubernetes.files(platform) if "fluent-bit" in path or "aws-logging" in path]


def test_a_key_of_ours_is_for_the_log_groups_of_containers_alone() -> None:
    found = resources({"logging": {"destinations": {"cloudWatch": {"encryption": True, "class": "INFREQUENT_ACCESS"}}}})
    group = found["aws_cloudwatch_log_group"]["containers"]
    assert group["kms_key_id"] == "${aws_kms_key.container-logs.arn}"
    assert group["log_group_class"] == "INFREQUENT_ACCESS"
    statement = json.loads(found["aws_kms_key"]["container-logs"]["policy"])["Statement"][1]
    assert statement["Principal"] == {"Service": "logs.eu-west-1.amazonaws.com"}
    arn = "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/eks/demo/containers"
    assert statement["Condition"] == {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": [arn, f"{arn}/*"]}}


SERVICES = {name: {"namespace": name[0], "image": "example.com/a:1", "replicas": 2} for name in ("ab", "ac", "bb")}


def test_log_groups_of_namespaces_and_services() -> None:
    for groups, expected in {
        "platform": {""},
        "namespace": {"", "/a", "/b"},
        "service": {"", "/a", "/b", "/a/ab", "/a/ac", "/b/bb"},
    }.items():
        patch = {"services": SERVICES, "logging": {"destinations": {"cloudWatch": {"groups": groups}}}}
        found = resources(patch)
        names = {group["name"] for group in found["aws_cloudwatch_log_group"].values()}
        assert {f"/aws/eks/demo/containers{end}" for end in expected} <= names
        policy = json.loads(found["aws_iam_role_policy"]["fluent-bit"]["policy"])
        assert len(policy["Statement"]) == (1 if groups == "platform" else 2)
        for end in expected:
            arn = f"arn:aws:logs:eu-west-1:111122223333:log-group:/aws/eks/demo/containers{end}"
            allowed = [where for statement in policy["Statement"] for where in statement["Resource"]]
            assert any(fnmatchcase(arn, where) for where in allowed)


def test_a_namespace_goes_where_it_is_said_and_all_others_where_they_did() -> None:
    patch = deepcopy(patches()["logging-subscription"])
    patch["logging"]["namespaces"] = {
        "kube-system": {"openSearch": False},
        "noise": {"cloudWatch": False, "openSearch": False},
    }
    routes = {route.source: route.stops for route in log_routes(base(patch))}
    before = {route.source: route.stops for route in log_routes(base(patches()["logging-subscription"]))}
    assert routes[Source("containers")] == before[Source("containers")]
    assert routes[Source("containers", "noise")] == ()
    (group,) = routes[Source("containers", "kube-system")]
    assert (group.name, group.following) == ("/aws/eks/demo/containers/kube-system", ())
    filters = resources(patch)["aws_cloudwatch_log_subscription_filter"]
    assert filters.keys() == {"cluster-open-search", "containers-open-search"}
