"""docs/live-policy.json: the IAM policy that `groundplan live` needs, from the calls that it makes."""

import json

from generator.live.actions import ACTIONS


def files() -> dict[str, bytes]:
    """One statement: most of these actions know no resources."""
    statement = {
        "Sid": "GroundplanLive",
        "Effect": "Allow",
        "Action": sorted(set(ACTIONS.values())),
        "Resource": "*",
    }
    return {
        "docs/live-policy.json": (
            json.dumps({"Version": "2012-10-17", "Statement": [statement]}, indent=2) + "\n"
        ).encode()
    }
