from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("GIT-019", WARNING, "https://fluxcd.io/flux/components/notification/providers/#address")
def notification_in_the_clear(platform: Platform) -> Iterator[Violation]:
    """What Flux does is told over http, with the token if there is one.

    Notifications name services, revisions and errors, and the token of their provider goes along in a header: over http
    anybody on the way reads both. An address inside the cluster (`.svc`) may be http.

    Bad:

        gitops: {notifications: {hook: {provider: generic, address: "http://alerts.example.com/flux"}}}

    Good:

        gitops: {notifications: {hook: {provider: generic, address: "https://alerts.example.com/flux"}}}
    """
    for item in platform.gitops.notifications.values():
        scheme, _, rest = (item.address or "").partition("://")
        host = rest.partition("/")[0].partition(":")[0]
        if scheme == "http" and not host.endswith((".svc", ".svc.cluster.local")):
            yield Violation(item, "address", f"{host} is told in the clear; use https", Fix(f"https://{rest}"))
