"""When Karpenter replaces nodes or takes them away."""

from typing import Annotated, Literal

from msgspec import Meta

from generator.platform.types.node import Node, says, text

Duration = Annotated[str, text(r"([0-9]+(s|m|h))+", "a duration of hours, minutes and seconds", "720h")]
Age = Annotated[str, text(r"([0-9]+(s|m|h))+|Never", "a duration such as 720h, or Never", "720h")]
BudgetPercentage = Annotated[str, text(r"(100|[0-9]{1,2})%", "a percentage", "10%")]


class Budget(Node, frozen=True, kw_only=True):
    """How many nodes may be disrupted at once; of several, the strictest holds."""

    nodes: Annotated[
        Annotated[int, Meta(ge=0, le=10000)] | BudgetPercentage, says("A number, or a percentage of the pool; 0: none.")
    ]
    reasons: Annotated[
        tuple[Literal["Underutilized", "Empty", "Drifted"], ...], says("What it holds for; empty: for all.")
    ] = ()
    schedule: Annotated[
        Annotated[
            str,
            text(
                r"@(annually|yearly|monthly|weekly|daily|midnight|hourly)|[0-9A-Za-z*/,?-]+( [0-9A-Za-z*/,?-]+){4}",
                "a schedule of five cron fields",
                "0 9 * * mon-fri",
            ),
        ]
        | None,
        says("When it begins to hold, in UTC; always without it. It needs a duration."),
    ] = None
    duration: Annotated[
        Annotated[str, text(r"[0-9]+(h|m)|[0-9]+h[0-9]+m", "a duration of hours and minutes", "8h")] | None,
        says("How long it then holds."),
    ] = None


class NodeDisruption(Node, frozen=True):
    """What Karpenter does with nodes that are empty, poorly used, or no longer as this file says."""

    consolidation_policy: Annotated[
        Literal["WhenEmptyOrUnderutilized", "WhenEmpty", "Balanced"],
        says("WhenEmpty: only nodes without pods go. Balanced: others only when that saves more than it disturbs."),
    ] = "WhenEmptyOrUnderutilized"
    consolidate_after: Annotated[Age, says("How long after the last change of its pods a node is looked at.")] = "1m"
    budgets: Annotated[
        tuple[Budget, ...], Meta(max_length=50), says("How many nodes at once; empty: 10 % of the pool.")
    ] = ()
