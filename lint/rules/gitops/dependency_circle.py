from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("GIT-007", ERROR, "https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies")
def dependency_circle(platform: Platform) -> Iterator[Violation]:
    """Folders wait for each other, so none is ever applied.

    Flux applies a Kustomization when those that it depends on are ready. In a circle none is the first, and all of them
    say that a dependency is not ready, for ever.

    Bad:

        gitops:
          kustomizations:
            tools: {path: tools, dependsOn: [rules]}
            rules: {path: rules, dependsOn: [tools]}

    Good:

        gitops:
          kustomizations:
            tools: {path: tools, dependsOn: [rules]}
            rules: {path: rules}
    """
    after = {name: own.depends_on for name, own in platform.gitops.kustomizations.items()}
    for name, own in platform.gitops.kustomizations.items():
        circle = _way_back(name, after)
        if circle:
            message = f"it waits for itself: {' -> '.join(circle)}; take one of them out of dependsOn"
            yield Violation(own, "depends_on", message)


def _way_back(start: str, after: dict[str, tuple[str, ...]]) -> list[str]:
    """The shortest way from a folder to itself; empty where there is none."""
    ways, seen = [[start]], {start}
    for way in ways:
        for before in after[way[-1]]:
            if before == start:
                return [*way, start]
            if before not in seen:
                seen.add(before)
                ways.append([*way, before])
    return []
