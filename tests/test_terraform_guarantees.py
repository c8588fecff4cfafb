"""What no field of platform.yaml can change of what Terraform makes, and no rule need therefore find."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from generator.platform.types.platform import Platform
from generator.render import terraform
from tests.platforms import base, golden
from tests.terraform_root import document

Block = dict[str, Any]
PUBLIC_NODES = {"nodes": {"groups": {"general": {"subnets": "public"}}}}


@cache
def platforms() -> dict[str, Platform]:
    """Every golden platform, and one whose nodes a rule would find in a public tier."""
    return {**golden(), "public-nodes": base(PUBLIC_NODES)}


@cache
def roots() -> dict[str, Block]:
    """The resources of every platform, by kind and label."""
    return {name: document(terraform.files(platform))["resource"] for name, platform in platforms().items()}


def every(kind: str) -> list[tuple[str, str, Block]]:
    """All resources of a kind: platform, label and body; there must be some, or nothing is proven."""
    found = [(name, label, body) for name, root in roots().items() for label, body in root.get(kind, {}).items()]
    assert found, kind
    return found


def test_nodes_can_find_each_other_by_name() -> None:
    for name, _, vpc in every("aws_vpc"):
        assert vpc["enable_dns_support"] is vpc["enable_dns_hostnames"] is True, name


def test_only_nodes_in_public_subnets_get_public_addresses() -> None:
    seen = set()
    for name, label, subnet in every("aws_subnet"):
        platform = platforms()[name]
        tier = next(tier for tier in platform.subnets if label.startswith(f"{tier}-"))
        public = subnet.get("map_public_ip_on_launch", False)
        seen.add(public)
        assert not public or platform.subnets[tier].kind == "public", (name, label)
        groups = [group.subnets for group in platform.nodes.groups.values()]
        assert public or platform.subnets[tier].kind != "public" or tier not in groups, (name, label)
    assert seen == {True, False}
    for _, _, template in every("aws_launch_template"):
        assert "associate_public_ip_address" not in str(template)


def test_subnets_are_for_load_balancers_of_one_scheme() -> None:
    roles = {"kubernetes.io/role/elb": "public", "kubernetes.io/role/internal-elb": "private"}
    seen = set()
    for name, label, subnet in every("aws_subnet"):
        tagged = [kind for tag, kind in roles.items() if tag in subnet["tags"]]
        assert len(tagged) <= 1, (name, label)
        tier = next(tier for tier in platforms()[name].subnets if label.startswith(f"{tier}-"))
        assert tagged in ([], [platforms()[name].subnets[tier].kind]), (name, label)
        seen.update(tagged)
    assert seen == set(roles.values())


def test_endpoints_answer_by_the_names_of_their_services_in_every_zone() -> None:
    found = [(name, body) for name, _, body in every("aws_vpc_endpoint") if body["vpc_endpoint_type"] == "Interface"]
    assert found
    for name, endpoint in found:
        assert endpoint["private_dns_enabled"] is True, name
        assert len(endpoint["subnet_ids"]) == len(platforms()[name].vpc.zones), name


def test_what_leaves_a_zone_leaves_by_its_own_gateway() -> None:
    seen = 0
    for name, root in roots().items():
        if platforms()[name].vpc.nat == "perZone":
            for label, route in root.get("aws_route", {}).items():
                gateway = route.get("nat_gateway_id", "")
                zone = next((zone for zone in platforms()[name].vpc.zones if f"-{zone}" in label), None)
                seen += bool(gateway)
                assert not gateway or gateway == f"${{aws_nat_gateway.{zone}.id}}", (name, label)
    assert seen


def rules_of_groups() -> Iterator[tuple[str, Block]]:
    for kind in ("aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"):
        yield from ((f"{name}: {label}", body) for name, label, body in every(kind))


def test_every_rule_of_a_security_group_says_what_it_is_for() -> None:
    for where, rule in rules_of_groups():
        assert rule["description"].strip(), where
    for name, label, group in every("aws_security_group"):
        assert group["description"].strip(), (name, label)
        assert not {"ingress", "egress"} & group.keys(), (name, label)
        assert f"kubernetes.io/cluster/{platforms()[name].name}" not in group.get("tags", {}), (name, label)


def test_the_control_plane_lets_in_who_has_an_access_entry_alone() -> None:
    for name, _, cluster in every("aws_eks_cluster"):
        assert cluster["access_config"] == {
            "authentication_mode": "API",
            "bootstrap_cluster_creator_admin_permissions": False,
        }, name
        assert cluster["upgrade_policy"]["support_type"] == platforms()[name].cluster.support_type.upper()


def test_eks_finds_its_log_group_made() -> None:
    for name, _, cluster in every("aws_eks_cluster"):
        assert "aws_cloudwatch_log_group.cluster" in cluster["depends_on"], name


def test_no_log_is_kept_for_ever() -> None:
    for name, label, group in every("aws_cloudwatch_log_group"):
        assert group["retention_in_days"] > 0, (name, label)


def test_nodes_answer_to_version_2_of_the_metadata_service_alone() -> None:
    for name, label, template in every("aws_launch_template"):
        assert template["metadata_options"]["http_tokens"] == "required", (name, label)
        assert template["metadata_options"].get("http_endpoint", "enabled") == "enabled", (name, label)


def test_launch_templates_leave_out_what_eks_refuses() -> None:
    """https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html"""
    refused = {"hibernation_options", "iam_instance_profile", "instance_initiated_shutdown_behavior"}
    managed = {
        (name, body["launch_template"]["id"])
        for name, _, body in every("aws_eks_node_group")
        if "launch_template" in body
    }
    assert managed
    for name, label, template in every("aws_launch_template"):
        if (name, f"${{aws_launch_template.{label}.id}}") in managed:
            assert not refused & template.keys(), (name, label)
            assert "subnet_id" not in str(template.get("network_interfaces")), (name, label)


def test_volumes_of_nodes_are_encrypted_and_of_a_type_of_today() -> None:
    for name, label, template in every("aws_launch_template"):
        for device in template["block_device_mappings"]:
            assert device["ebs"]["encrypted"] in (True, "true"), (name, label)
            assert device["ebs"]["volume_type"] in ("gp3", "io2"), (name, label)


def test_domains_are_encrypted_and_reached_from_the_vpc_by_names_and_roles() -> None:
    for name, _, domain in every("aws_opensearch_domain"):
        assert domain["encrypt_at_rest"]["enabled"] is domain["node_to_node_encryption"]["enabled"] is True, name
        endpoint = domain["domain_endpoint_options"]
        assert endpoint["enforce_https"] is True, name
        assert endpoint["tls_security_policy"].startswith("Policy-Min-TLS-1-2"), name
        assert domain["vpc_options"]["subnet_ids"], name
        assert domain["vpc_options"]["security_group_ids"], name
        assert domain["advanced_security_options"]["enabled"] is True, name


def test_delivery_streams_encrypt_what_they_hold() -> None:
    for name, label, stream in every("aws_kinesis_firehose_delivery_stream"):
        assert stream["server_side_encryption"]["enabled"] is True, (name, label)


def test_keys_of_ours_rotate_and_are_the_accounts() -> None:
    for name, label, key in every("aws_kms_key"):
        assert key["enable_key_rotation"] is True, (name, label)
        assert key.get("is_enabled", True) is True, (name, label)


def test_the_role_of_the_control_plane_has_policies_of_eks_alone() -> None:
    found = {
        body["policy_arn"].rpartition("/")[2]
        for _, _, body in every("aws_iam_role_policy_attachment")
        if body["role"] == "${aws_iam_role.cluster.name}"
    }
    assert {"AmazonEKSClusterPolicy", "AmazonEKSVPCResourceController"} <= found
    assert all(policy.startswith("AmazonEKS") for policy in found)
