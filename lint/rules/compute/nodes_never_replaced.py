from collections.abc import Iterator

from generator.platform.nodes.node_pool import every_pool
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("CMP-093", WARNING, "https://karpenter.sh/docs/concepts/disruption/")
def nodes_never_replaced(platform: Platform) -> Iterator[Violation]:
    """A budget lets no node of a pool be replaced, ever.

    A new image, a new version of Kubernetes and every change of the pool reach a node only by replacing it: with a
    budget of 0 that always holds, the pool stays as it is. Give such a budget a schedule and a duration.

    Bad:

        nodes:
          karpenter: {pools: {batch: {subnets: private, limits: {cpu: 200}, disruption: {budgets: [{nodes: 0}]}}}}

    Good:

        nodes:
          karpenter:
            pools:
              batch:
                subnets: private
                limits: {cpu: 200}
                disruption: {budgets: [{nodes: 0, schedule: "0 8 * * mon-fri", duration: 10h}]}
    """
    for name, pool in every_pool(platform):
        for index, budget in enumerate(pool.disruption.budgets):
            always = budget.schedule is None and (not budget.reasons or "Drifted" in budget.reasons)
            if always and str(budget.nodes).rstrip("%").strip("0") == "":
                message = f"no node of {name} is ever replaced for a new image or version; give it a schedule"
                yield Violation(pool.disruption, ("budgets", index), message)
