"""Logs: what writes them and how long they are kept; a GB written costs most, then what is kept.

https://aws.amazon.com/cloudwatch/pricing/
"""

from collections.abc import Iterator

from generator.diff.costs.driver import Amount, Driver
from generator.platform.logs.log_routes import log_routes, stops
from generator.platform.types.platform import Platform

_KEPT = {"logGroup": "log group", "index": "indexes", "bucket": "bucket"}


def drivers(platform: Platform) -> Iterator[Driver]:
    """Days for each place where logs stay, once each; sources; and what the user says of their volume."""
    routes = log_routes(platform)
    kept = {(stop.kind, stop.name): stop.days for stop in stops(routes) if stop.days is not None}
    for (kind, name), days in sorted(kept.items()):
        yield Driver(f"{_KEPT[kind]} {name}, kept", Amount(days), "days")
    passing = {stop.name for stop in stops(routes) if stop.kind == "deliveryStream"}
    yield Driver("delivery streams of logs", Amount(len(passing)), "")
    yield Driver("kinds of control plane logs", Amount(len(set(platform.cluster.logs.types))), "")
    yield from _flow_logs(platform)
    search = platform.logging.destinations.open_search
    if search is not None and search.daily_gigabytes is not None:
        yield Driver("logs, as said in dailyGigabytes", Amount(round(search.daily_gigabytes * 1000)), "MB a day")


def _flow_logs(platform: Platform) -> Iterator[Driver]:
    logs = platform.vpc.flow_logs
    destination = logs.destination or ("none" if platform.vpc.id else "cloudWatch")
    if destination != "none" and (logs.s3 is None or logs.s3.bucket is None):
        yield Driver(
            f"flow logs of {logs.traffic} traffic in {destination}, kept", Amount(logs.retention_days or 90), "days"
        )
    elif destination != "none":
        yield Driver(f"flow logs of {logs.traffic} traffic in a bucket of others", Amount(1), "")
