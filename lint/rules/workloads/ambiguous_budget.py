from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.types.workload import Disruption
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import ERROR, rule


@rule("WRK-029", ERROR, "https://kubernetes.io/docs/tasks/run-application/configure-pdb/")
def ambiguous_budget(platform: Platform) -> Iterator[Violation]:
    """A disruption budget says both how many stay and how many may go, or neither.

    Kubernetes refuses a budget with both; one with neither protects nothing.

    Bad:

        services: {web: {disruption: {minAvailable: 1, maxUnavailable: 1}}}

    Good:

        services: {web: {disruption: {maxUnavailable: 1}}}
    """
    for name, service in platform.services.items():
        budget = service.disruption
        if budget is not None and (budget.min_available is None) == (budget.max_unavailable is None):
            which = "neither minAvailable nor" if budget.min_available is None else "both minAvailable and"
            message = f"the budget of {name} has {which} maxUnavailable; give one of them"
            yield Violation(service, "disruption", message, _only_one(budget))


def _only_one(budget: Disruption) -> Fix:
    """How many may go: it stays right when the number of pods changes."""
    if budget.max_unavailable is None:
        return Fix(1, field="max_unavailable", node=budget)
    return Fix(REMOVED, field="min_available", node=budget)
