"""The labels of what we render, by which Fargate profiles and network policies find pods too."""

from generator.platform.types.platform import Platform


def labels(platform: Platform, name: str) -> dict[str, str]:
    """The recommended labels.

    https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
    """
    return {"app.kubernetes.io/name": name, **platform_labels(platform)}


def platform_labels(platform: Platform) -> dict[str, str]:
    """The labels of everything that we render."""
    return {"app.kubernetes.io/part-of": platform.name, "app.kubernetes.io/managed-by": "groundplan"}
