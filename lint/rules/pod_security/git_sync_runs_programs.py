from collections.abc import Iterator

from generator.platform.services.containers import every_container
from generator.platform.types.container import ContainerFields
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import ERROR, rule

VARIABLES = ("GITSYNC_GIT", "GIT_SYNC_GIT")
OPTION = "--git"


@rule(
    "PSS-023",
    ERROR,
    "https://github.com/kubernetes/git-sync#manual",
)
def git_sync_runs_programs(platform: Platform) -> Iterator[Violation]:
    """git-sync is told which program to run in place of git.

    Whatever that names is run with the rights of the pod, again and again: a file in the repository that it has just
    fetched is enough. Nobody needs it; git is in the image.

    Bad:

        services:
          web:
            image: registry.k8s.io/git-sync/git-sync:v4.4.0
            env: {GITSYNC_ROOT: /tmp/repo, GITSYNC_GIT: /tmp/repo/run}

    Good:

        services:
          web:
            image: registry.k8s.io/git-sync/git-sync:v4.4.0
            env: {GITSYNC_ROOT: /tmp/repo}
    """
    for name, container in every_container(platform):
        if "git-sync" in (container.image or ""):
            for field in _told(container):
                message = f"{name} runs what this names, with the pod's rights; leave it out"
                yield Violation(container, field, message, Fix(REMOVED) if _is_whole(container, field) else None)


def _told(container: ContainerFields) -> Iterator[tuple[str, str | int]]:
    yield from (("env", variable) for variable in VARIABLES if variable in container.env)
    for field in ("command", "args"):
        for index, word in enumerate(getattr(container, field)):
            if word.partition("=")[0] == OPTION:
                yield field, index


def _is_whole(container: ContainerFields, field: tuple[str, str | int]) -> bool:
    """Whether nothing is left of it without its place: the value of an option may be the next word."""
    kind, key = field
    return not isinstance(key, int) or "=" in getattr(container, kind)[key]
