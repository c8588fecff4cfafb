"""The OpenSearch domain: its key, its network, what it writes of itself, and the function that sets it up."""

from collections.abc import Iterator
from typing import Any

from generator.platform.logs.open_search import domain_name, domain_zones, open_search
from generator.platform.types.open_search import Dashboards, Domain
from generator.platform.types.platform import Platform
from generator.render.arn import arn, managed_policy
from generator.render.terraform import open_search_set_up
from generator.render.terraform.block import Block, depends_on, resource
from generator.render.terraform.kms import alias, own_key
from generator.render.terraform.log_groups import key_argument, log_group
from generator.render.terraform.log_writers import domain_deliverers, domain_writers
from generator.render.terraform.open_search_network import domain_group, security_groups, subnet_refs
from generator.render.terraform.policy import Statement, assume, attachments, document, role, service_trust

LOG_TYPES = {
    "application": "ES_APPLICATION_LOGS",
    "audit": "AUDIT_LOGS",
    "indexSlow": "INDEX_SLOW_LOGS",
    "searchSlow": "SEARCH_SLOW_LOGS",
}
TLS = "Policy-Min-TLS-1-2-PFS-2023-10"


def blocks(platform: Platform) -> Iterator[Block]:
    """The domain and all that belongs to it alone."""
    found = open_search(platform)
    if found is None:
        return
    spec = found.domain
    yield from security_groups(platform, spec)
    if spec.encryption is True:
        yield from (_key(platform), alias(platform, _key(platform)))
    yield from _log_groups(platform, spec).values()
    if spec.logs.types:
        yield _log_policy(platform, spec)
    if spec.service_linked_role:
        yield _service_linked_role()
    yield from _cognito(platform, spec)
    yield from open_search_set_up.role_blocks(platform, found)
    yield domain(platform, spec)
    yield from open_search_set_up.blocks(platform, found, domain(platform, spec))


def domain(platform: Platform, spec: Domain) -> Block:
    """The domain. Its master is the function that sets it up, and nobody else."""
    groups = _log_groups(platform, spec)
    protected = {"prevent_destroy": True} if spec.deletion_protection else None
    first = [_log_policy(platform, spec)] if groups else []
    key = key_argument(spec.encryption, _key(platform))
    return resource(
        "aws_opensearch_domain",
        "logs",
        domain_name=domain_name(platform, spec),
        engine_version=spec.version,
        cluster_config=_cluster(platform, spec),
        ebs_options={"ebs_enabled": True, "volume_type": "gp3", "volume_size": spec.volume_size},
        encrypt_at_rest={"enabled": True} | ({"kms_key_id": key} if key else {}),
        node_to_node_encryption={"enabled": True},
        domain_endpoint_options={"enforce_https": True, "tls_security_policy": TLS},
        advanced_security_options=_security(open_search_set_up.master(platform)),
        access_policies=document(_access(platform, spec)),
        vpc_options={
            "subnet_ids": subnet_refs(platform, spec),
            "security_group_ids": [domain_group(platform).ref("id")],
        },
        log_publishing_options=_published(groups) or None,
        cognito_options=_cognito_options(platform, spec),
        auto_tune_options={"desired_state": "DISABLED"} if "t3." in spec.instance_type else None,
        software_update_options={"auto_software_update_enabled": True},
        off_peak_window_options={"enabled": True},
        lifecycle=protected,
        depends_on=depends_on(*first, *([_service_linked_role()] if spec.service_linked_role else [])) or None,
    )


def _cluster(platform: Platform, spec: Domain) -> dict[str, Any]:
    zones, masters = domain_zones(platform, spec), spec.dedicated_masters
    found: dict[str, Any] = {
        "instance_type": spec.instance_type,
        "instance_count": spec.instances,
        "zone_awareness_enabled": zones > 1,
    }
    if zones > 1:
        found["zone_awareness_config"] = {"availability_zone_count": zones}
    if masters is not None:
        found |= {
            "dedicated_master_enabled": True,
            "dedicated_master_type": masters.instance_type,
            "dedicated_master_count": masters.instances,
        }
    return found


def _security(master: Block) -> dict[str, Any]:
    return {
        "enabled": True,
        "internal_user_database_enabled": False,
        "master_user_options": {"master_user_arn": master.ref("arn")},
    }


def _access(platform: Platform, spec: Domain) -> Statement:
    """Who may call the domain at all; what they may do there its own roles say."""
    ours = [writer.ref("arn") for writer in _callers(platform)]
    people = sorted({*spec.admins, *spec.readers})
    if isinstance(spec.dashboards, Dashboards) and spec.dashboards.cognito is not None:
        ours.append(_cognito_role(platform).ref("arn"))
    where = f"{arn(platform, 'es', f'domain/{domain_name(platform, spec)}')}/*"
    return assume({"AWS": [*ours, *people]}, "es:ESHttp*") | {"Resource": where}


def _callers(platform: Platform) -> Iterator[Block]:
    yield open_search_set_up.master(platform)
    yield from domain_writers(platform)
    yield from domain_deliverers(platform)


def _key(platform: Platform) -> Block:
    return own_key(platform, "open-search", f"Logs of {platform.name} in OpenSearch")


def _log_groups(platform: Platform, spec: Domain) -> dict[str, Block]:
    """By kind of log."""
    home = f"/aws/opensearch/{domain_name(platform, spec)}"
    return {
        kind: log_group(f"open-search-{kind}", f"{home}/{kind}", spec.logs.retention_days, None)
        for kind in sorted(set(spec.logs.types))
    }


def _published(groups: dict[str, Block]) -> list[dict[str, Any]]:
    return [{"log_type": LOG_TYPES[kind], "cloudwatch_log_group_arn": it.ref("arn")} for kind, it in groups.items()]


def _log_policy(platform: Platform, spec: Domain) -> Block:
    """OpenSearch may write there, for this domain alone.

    https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createdomain-configure-slow-logs.html
    """
    name = domain_name(platform, spec)
    body = {
        "Resource": arn(platform, "logs", f"log-group:/aws/opensearch/{name}/*"),
        "Condition": {
            "StringEquals": {"aws:SourceAccount": platform.account},
            "ArnLike": {"aws:SourceArn": arn(platform, "es", f"domain/{name}")},
        },
    }
    actions = ("logs:CreateLogStream", "logs:PutLogEvents", "logs:PutLogEventsBatch")
    statement = assume({"Service": "es.amazonaws.com"}, *actions) | body
    return resource(
        "aws_cloudwatch_log_resource_policy",
        "open-search",
        policy_name=f"{name}-open-search",
        policy_document=document(statement),
    )


def _service_linked_role() -> Block:
    # An account has one for all its domains.
    return resource("aws_iam_service_linked_role", "open-search", aws_service_name="opensearchservice.amazonaws.com")


def _cognito(platform: Platform, spec: Domain) -> Iterator[Block]:
    if _cognito_options(platform, spec) is not None:
        owner = _cognito_role(platform)
        yield owner
        yield from attachments(owner, {"cognito": managed_policy(platform, "AmazonOpenSearchServiceCognitoAccess")})


def _cognito_role(platform: Platform) -> Block:
    trust = service_trust("opensearchservice.amazonaws.com", StringEquals={"aws:SourceAccount": platform.account})
    return role(platform, "dashboards", trust, "OpenSearch lets people in who Cognito knows")


def _cognito_options(platform: Platform, spec: Domain) -> dict[str, Any] | None:
    if not isinstance(spec.dashboards, Dashboards) or spec.dashboards.cognito is None:
        return None
    return {
        "enabled": True,
        "user_pool_id": spec.dashboards.cognito.user_pool,
        "identity_pool_id": spec.dashboards.cognito.identity_pool,
        "role_arn": _cognito_role(platform).ref("arn"),
    }
