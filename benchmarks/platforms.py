"""Platforms of any number of services."""

import json
from typing import Any

import yaml

from benchmarks import ROOT

NAMESPACES = 20
_EXAMPLE: dict[str, Any] = yaml.safe_load((ROOT / "platform.yaml").read_text())


def service(index: int) -> str:
    return f"service-{index:05}"


def namespace(index: int) -> str:
    return f"team-{index % NAMESPACES:02}"


def platform(services: int) -> str:
    """The worked example's production with so many services like its `orders`, each calling the next, in a ring."""
    base = {key: value for key, value in _EXAMPLE.items() if key not in {"environments", "ingress", "lint"}}
    own = {"services": {service(i): _service(i, services) for i in range(services)}, "iam": {}}
    group = _EXAMPLE["nodes"]["groups"]["general"] | {
        "instanceTypes": ["m7g.8xlarge"],
        "scaling": {"min": 3, "max": 150},
    }
    own["nodes"] = {"groups": {"general": group}}
    whole = base | _EXAMPLE["environments"]["production"] | own
    # Through JSON, so that nothing is shared: YAML would write what is as anchors, which nobody does by hand.
    return yaml.dump(json.loads(json.dumps(whole)), Dumper=yaml.CSafeDumper, sort_keys=False)


def _service(index: int, services: int) -> dict[str, Any]:
    other = (index + 1) % services
    orders: dict[str, Any] = _EXAMPLE["services"]["orders"]
    return orders | {
        "namespace": namespace(index),
        "env": {"UPSTREAM_URL": f"http://{service(other)}.{namespace(other)}.svc:8080"},
        "connectsTo": {service(other): "http", "database": {"cidr": "10.20.240.0/22", "ports": [5432]}},
    }
