from collections.abc import Iterator

from generator.platform.gitops.notifications import NEEDS
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("GIT-020", WARNING, "https://fluxcd.io/flux/components/notification/providers/#git-commit-status-updates")
def commit_status_pending(platform: Platform) -> Iterator[Violation]:
    """Commits are marked when they fail, and never when they work.

    A commit that mends what has failed is told of with severity info. With `error` its status never turns green, and a
    check that a merge waits for never comes.

    Bad:

        gitops: {notifications: {commits: {provider: github, secret: github-token, severity: error}}}

    Good:

        gitops: {notifications: {commits: {provider: github, secret: github-token, severity: info}}}
    """
    for item in platform.gitops.notifications.values():
        if NEEDS[item.provider].of_commits and item.severity == "error":
            message = f"{item.provider} is told of failures alone; use info"
            yield Violation(item, "severity", message, Fix("info", safe=True))
