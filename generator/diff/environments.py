"""Environments that come and go as a whole."""

from generator.platform.types.platform import Platform


def removed(platform: Platform) -> str:
    """What to do before an environment is taken out: its Terraform code goes with it, and its resources do not."""
    return (
        f"environment {platform.environment} is taken out: with its folder goes the code that could destroy "
        f"its resources in {platform.account}, and none of them is destroyed by that; run `terraform destroy` in "
        "both of its roots from the revision before, bootstrap first, and then merge this"
    )
