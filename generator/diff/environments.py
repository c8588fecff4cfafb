"""Environments that come and go as a whole."""

from collections.abc import Iterable

from generator.platform.types.platform import Platform


def removed(platform: Platform, others: Iterable[Platform] = ()) -> str:
    """What to do before an environment is taken out: its Terraform code goes with it, and its resources do not.

    `others` are the environments that come: one with the same cluster is this one under another name.
    """
    same = next((each for each in others if _cluster(each) == _cluster(platform)), None)
    if same is not None:
        old, new = platform.environment, same.environment
        return (
            f"environment {old} becomes {new}: its folder, its state and the path that Flux reads are others, so "
            "Terraform would make everything a second time, and fail at the names; keep the environment's name by "
            f"`environments: {{{old}: {{tier: {same.tier}}}}}`"
        )
    return (
        f"environment {platform.environment} is taken out: with its folder goes the code that could destroy "
        f"its resources in {platform.account}, and none of them is destroyed by that; run `terraform destroy` in "
        "both of its roots from the revision before, bootstrap first, and then merge this"
    )


def _cluster(platform: Platform) -> tuple[str, str, str]:
    return platform.account, platform.region, platform.name
