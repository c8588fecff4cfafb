"""Where Flux finds what we render, counted from the repository's root."""

from generator.platform.types.platform import Platform


def rendered(platform: Platform, folder: str) -> str:
    """The path of a folder of rendered/<environment>/, as Flux takes it."""
    base = "" if platform.gitops.path == "." else f"{platform.gitops.path}/"
    return f"./{base}rendered/{platform.environment}/{folder}"


def sync_path(platform: Platform) -> str:
    """What Flux itself is pointed at."""
    return rendered(platform, "kubernetes/cluster")
