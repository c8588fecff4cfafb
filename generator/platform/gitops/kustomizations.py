"""The Flux Kustomizations of a platform, by name."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform

CONTROLLERS, CONFIGS = "infrastructure-controllers", "infrastructure-configs"


def app(service: str) -> str:
    """The Kustomization of a service."""
    return f"app-{service}"


def own(name: str) -> str:
    """That of an entry of gitops.kustomizations."""
    return f"own-{name}"


def suspendable(platform: Platform) -> Iterator[str]:
    """Yield the names that gitops.suspend may have."""
    yield from (CONTROLLERS, CONFIGS)
    yield from map(app, platform.services)
    yield from map(own, platform.gitops.kustomizations)


def substituted(platform: Platform) -> bool:
    """Whether folders of the user's own have values put in, so that their text counts."""
    return any(item.substitute for item in platform.gitops.kustomizations.values())


def seconds(duration: str) -> int:
    """The length of a duration such as 1h30m."""
    total, number = 0, ""
    for character in duration:
        if character.isdigit():
            number += character
        else:
            total += int(number) * {"s": 1, "m": 60, "h": 3600}[character]
            number = ""
    return total
