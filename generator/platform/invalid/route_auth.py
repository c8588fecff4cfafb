"""Two ways to log in, or none."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield routes whose auth does not name exactly one way to log in."""
    for route in platform.ingress.routes.values():
        auth = route.auth
        if auth is not None and sum(each is not None for each in (auth.basic, auth.oidc, auth.cognito)) != 1:
            yield Violation(route, "auth", "auth names one way to log in; keep one of basic, oidc and cognito")
