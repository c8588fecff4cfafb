"""The NodePool of a pool, of Karpenter or of Auto Mode: which nodes it may have, and when they go."""

from generator.platform.nodes.node_pool import Requirement, requirements
from generator.platform.types.karpenter_disruption import Budget
from generator.platform.types.node_group import Taint
from generator.platform.types.platform import Platform
from generator.platform.types.pool import Pool
from generator.render.kubernetes.manifest import Manifest, platform_labels


def node_pool(platform: Platform, name: str, pool: Pool, class_: Manifest) -> Manifest:
    """A NodePool, given the manifest of the class of its nodes."""
    reference = {
        "group": class_["apiVersion"].partition("/")[0],
        "kind": class_["kind"],
        "name": class_["metadata"]["name"],
    }
    return {
        "apiVersion": "karpenter.sh/v1",
        "kind": "NodePool",
        "metadata": {"name": name, "labels": platform_labels(platform)},
        "spec": _spec(platform, pool, reference),
    }


def _spec(platform: Platform, pool: Pool, class_: Manifest) -> Manifest:
    """What Karpenter is told of a pool.

    https://karpenter.sh/docs/concepts/nodepools/
    """
    limits = {"cpu": pool.limits.cpu, "memory": pool.limits.memory, "nodes": pool.limits.nodes}
    given = {key: str(value) for key, value in limits.items() if value is not None}
    return {
        "replicas": pool.replicas,
        "weight": pool.weight,
        "limits": given or None,
        "template": {
            "metadata": {"labels": dict(sorted(pool.labels.items()))} if pool.labels else None,
            "spec": {
                "nodeClassRef": class_,
                "requirements": [_requirement(one) for one in requirements(platform, pool)],
                "taints": _taints(pool.taints),
                "startupTaints": _taints(pool.startup_taints),
                "expireAfter": pool.expire_after,
                "terminationGracePeriod": pool.termination_grace_period,
            },
        },
        "disruption": {
            "consolidationPolicy": pool.disruption.consolidation_policy,
            "consolidateAfter": pool.disruption.consolidate_after,
            "budgets": [_budget(each) for each in pool.disruption.budgets] or [{"nodes": "10%"}],
        },
    }


def _requirement(one: Requirement) -> Manifest:
    values = list(one.values) or None
    return {"key": one.key, "operator": one.operator, "values": values, "minValues": one.min_values}


def _taints(taints: dict[str, Taint]) -> list[Manifest] | None:
    return [{"key": key, "value": taint.value, "effect": taint.effect} for key, taint in sorted(taints.items())] or None


def _budget(budget: Budget) -> Manifest:
    return {
        "nodes": str(budget.nodes),
        "reasons": list(budget.reasons) or None,
        "schedule": budget.schedule,
        "duration": budget.duration,
    }
