"""Where Flux finds what we render, counted from the repository's root."""

from generator.platform.types.platform import Platform


def beside(platform: Platform, folder: str) -> str:
    """The path of a folder beside platform.yaml, as Flux takes it."""
    base = "" if platform.gitops.path == "." else f"{platform.gitops.path}/"
    return f"./{base}{folder}"


def rendered(platform: Platform, folder: str) -> str:
    """The path of a folder of rendered/<environment>/, as Flux takes it."""
    return beside(platform, f"rendered/{platform.environment}/{folder}")


def sync_path(platform: Platform) -> str:
    """What applies everything: of the Flux Operator what Flux itself is pointed at."""
    return rendered(platform, "kubernetes/cluster")


def bootstrap_path(platform: Platform) -> str:
    """What `flux bootstrap` is given: a folder that it writes its own manifests into, beside our sync."""
    return rendered(platform, "kubernetes/sync")
