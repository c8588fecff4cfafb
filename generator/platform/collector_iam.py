"""How the collector of logs gets the credentials of its role."""

from typing import Literal

from generator.platform.fleets import fleets
from generator.platform.log_routes import collected
from generator.platform.types.platform import Platform


def collector_mechanism(platform: Platform) -> Literal["podIdentity", "irsa"] | None:
    """None where there is no collector; else that of the platform.

    But only where it works before any other pod does: agents that intercept are pods themselves. And Fluentd's plugin
    for OpenSearch asks the instance metadata service before the agent of EKS Pod Identity, yet takes a token first.
    https://github.com/fluent/fluent-plugin-opensearch#configuration
    """
    if not fleets(platform) or not collected(platform):
        return None
    direct = any(stop.kind == "index" for route in collected(platform) for stop in route.stops)
    by_token = platform.logging.collector == "fluentd" and direct
    return "irsa" if by_token or platform.iam.mechanism == "irsa" else "podIdentity"
