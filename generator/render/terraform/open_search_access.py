"""Who may do what in the OpenSearch domain, how its indexes are made, and how long they are kept.

Terraform's provider for AWS knows none of it: these are requests to the domain's own API, which a function of ours
makes. https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html
"""

from collections.abc import Iterator, Sequence
from typing import Any

from generator.platform.logs.open_search import replicas
from generator.platform.types.open_search import OpenSearch
from generator.platform.types.platform import Platform

SECURITY = "/_plugins/_security/api"
PRIORITY = 100
FLAT = {"type": "flat_object"}
"""One field, whatever is inside: what programs print as JSON would else make fields without end."""
FIELDS = {
    "@timestamp": {"type": "date"},
    "log_processed": FLAT,
    "kubernetes": {"properties": {"labels": FLAT, "annotations": FLAT}},
    "objectRef": FLAT,
    "requestObject": FLAT,
    "responseObject": FLAT,
    "annotations": FLAT,
}
"""Of what collectors add, and of audit logs. https://docs.opensearch.org/latest/field-types/supported-field-types/flat-object/"""

Request = dict[str, Any]


def requests(platform: Platform, found: OpenSearch, writers: Sequence[str], deliverers: Sequence[str]) -> list[Request]:
    """What brings the domain to what is said of it.

    `writers`: the ARNs of roles that send logs; `deliverers`: those of Amazon Data Firehose, which asks for more.
    """
    return [*_roles(platform, found, writers, deliverers), *_audit(found), *_indexes(platform, found)]


def _patterns(platform: Platform) -> list[str]:
    return [f"{platform.name}-*"]


def _roles(
    platform: Platform, found: OpenSearch, writers: Sequence[str], deliverers: Sequence[str]
) -> Iterator[Request]:
    everything = {"index_patterns": ["*"], "allowed_actions": ["*"]}
    mine = _patterns(platform)
    search = {"index_patterns": mine, "allowed_actions": ["read", "indices:admin/mappings/get", "search"]}
    write = {"index_patterns": mine, "allowed_actions": ["create_index", "write"]}
    yield from _role(f"{platform.name}-writers", ["cluster:monitor/main", "indices:data/write/bulk"], [write], writers)
    look = ["cluster_composite_ops", "cluster_monitor"]
    deliver = {"index_patterns": mine, "allowed_actions": ["create_index", "crud", "manage"]}
    yield from _role(f"{platform.name}-deliverers", look, [deliver], deliverers)
    yield from _role(f"{platform.name}-readers", ["cluster_composite_ops_ro"], [search], found.domain.readers)
    yield from _role(f"{platform.name}-admins", ["*"], [everything], found.domain.admins)
    people = sorted({*found.domain.admins, *found.domain.readers}) if found.domain.dashboards else []
    yield _mapping("opensearch_dashboards_user", people)


def _role(name: str, cluster: list[str], indexes: list[dict[str, Any]], principals: Sequence[str]) -> Iterator[Request]:
    body = {"cluster_permissions": cluster, "index_permissions": indexes}
    yield {"method": "PUT", "path": f"{SECURITY}/roles/{name}", "body": body}
    yield _mapping(name, principals)


def _mapping(name: str, principals: Sequence[str]) -> Request:
    """Who has a role; with nobody it is taken from those who had it."""
    roles = [principal for principal in principals if ":user/" not in principal]
    users = [principal for principal in principals if ":user/" in principal]
    body = {"backend_roles": roles, "users": users, "hosts": []}
    return {"method": "PUT", "path": f"{SECURITY}/rolesmapping/{name}", "body": body}


def _audit(found: OpenSearch) -> Iterator[Request]:
    """What is published of the domain's audit log is nothing until the domain writes it.

    https://docs.aws.amazon.com/opensearch-service/latest/developerguide/audit-logs.html
    """
    wanted = "audit" in found.domain.logs.types
    usual = ["AUTHENTICATED", "GRANTED_PRIVILEGES"]
    audit = {
        "enable_rest": True,
        "disabled_rest_categories": usual,
        "enable_transport": True,
        "disabled_transport_categories": usual,
        "resolve_bulk_requests": False,
        "log_request_body": False,
        "resolve_indices": True,
        "exclude_sensitive_headers": True,
        "ignore_users": [],
        "ignore_requests": [],
    }
    compliance = {"enabled": False, "internal_config": True, "external_config": False}
    body = {"enabled": wanted, "audit": audit, "compliance": compliance}
    yield {"method": "PUT", "path": f"{SECURITY}/audit/config", "body": body}


def _indexes(platform: Platform, found: OpenSearch) -> Iterator[Request]:
    name, patterns = f"{platform.name}-logs", _patterns(platform)
    yield {"method": "PUT", "path": f"/_index_template/{name}", "body": _template(found, patterns)}
    policy = {"policy": _retention(found, patterns)}
    yield {"method": "PUT", "path": f"/_plugins/_ism/policies/{name}", "body": policy}
    # What is there already follows the policy that it was made with, until it is told.
    yield {
        "method": "POST",
        "path": f"/_plugins/_ism/change_policy/{patterns[0]}",
        "body": {"policy_id": name},
        "unless": 404,
    }


def _template(found: OpenSearch, patterns: list[str]) -> dict[str, Any]:
    settings = {
        "index": {
            "number_of_shards": found.shards,
            "number_of_replicas": replicas(found),
            "refresh_interval": "10s",
            "codec": "best_compression",
        }
    }
    template = {"settings": settings, "mappings": {"properties": FIELDS}}
    return {"index_patterns": patterns, "priority": PRIORITY, "template": template}


def _retention(found: OpenSearch, patterns: list[str]) -> dict[str, Any]:
    """A policy of index state management.

    https://docs.opensearch.org/latest/im-plugin/ism/policies/
    """
    end = {"state_name": "delete", "conditions": {"min_index_age": f"{found.retention_days}d"}}
    return {
        "description": f"Logs are kept for {found.retention_days} days",
        "default_state": "kept",
        "states": [
            {"name": "kept", "actions": [], "transitions": [end]},
            {"name": "delete", "actions": [{"delete": {}}], "transitions": []},
        ],
        "ism_template": [{"index_patterns": patterns, "priority": PRIORITY}],
    }
