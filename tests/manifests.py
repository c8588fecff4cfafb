"""Rendered objects, as Flux would apply them, and platforms that have some of everything."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.platform.types.platform import Platform
from generator.render import flux, kubernetes
from generator.render.files import Files
from tests.platforms import base, example
from tests.tools import run, tool

BRIDGE = {
    "CLUSTER_DNS": "fd5b:2874:204b::a/128",
    "CLUSTER_SECURITY_GROUP_ID": "sg-0123456789abcdef0",
    "OPENSEARCH_HOST": "vpc-shop-logs-0123456789abcdefghijklmnop.eu-west-1.es.amazonaws.com",
    "VPC_ID": "vpc-0123456789abcdef0",
}
"""Values that only AWS knows."""

ONE_OF_MANY = {"IPV6_": "2001:db8:1234:1aff::/64", "FILE_SYSTEM_": "fs-0123456789abcdef0"}
"""The same, of each subnet's IPv6 block and of each file system, by how their names begin."""

Object = dict[str, Any]


def platform(patch: str | dict[str, Any]) -> Platform:
    """The smallest platform with a merge patch applied."""
    return base(yaml.safe_load(patch) if isinstance(patch, str) else patch)


def rendered(platform: Platform) -> Files:
    return {**kubernetes.files(platform), **flux.files(platform)}


def substituted(text: str) -> str:
    """What Flux' strict substitution makes of a text: $$ is one dollar, ${NAME} a value that must exist."""

    def value(found: re.Match[str]) -> str:
        if found.group() == "$$":
            return "$"
        name = found.group(1)
        return next((value for kind, value in ONE_OF_MANY.items() if name.startswith(kind)), None) or BRIDGE[name]

    return re.sub(r"\$\$|\$\{([^}]*)\}", value, text)


def objects(platform: Platform) -> list[Object]:
    return [
        yaml.safe_load(substituted(text.decode()))
        for path, text in rendered(platform).items()
        if not path.endswith("/kustomization.yaml")
    ]


def of_kind(items: list[Object], kind: str) -> list[Object]:
    return [item for item in items if item["kind"] == kind]


def named(items: list[Object], kind: str, name: str) -> Object:
    (found,) = (item for item in of_kind(items, kind) if item["metadata"]["name"] == name)
    return found


WIDE = """
tags: {owner: team, "cost centre": "4711"}
iam: {roles: {api: {statements: [{actions: ["s3:GetObject"], resources: ["*"]}]}}}
services:
  api:
    namespace: front
    image: public.ecr.aws/x/api:1
    replicas: {min: 2, max: 4}
    iam: api
    ports: {http: 8080, admin: 9000, health: 8081}
    probes: {readiness: {path: /ready, port: health}}
    connectsTo:
      store: sql
      api: admin
      world: {cidr: 0.0.0.0/0, ports: [443, 80]}
      self: {cidr: 169.254.169.254/32, ports: [80]}
  store:
    namespace: back
    image: public.ecr.aws/x/store:1
    replicas: 1
    spread: node
    ports: {sql: 5432, metrics: 9187}
    probes: {readiness: {port: sql}}
    connectsTo: {api: http, peers: {cidr: 10.9.0.1/16, ports: [5432]}}
  batch:
    namespace: back
    image: public.ecr.aws/x/batch:1
    replicas: 0
    spread: none
    expose: {type: none}
    connectsTo: {store: sql}
ingress:
  classes:
    public:
      controller: alb
      scheme: internet-facing
      certificates: ["arn:aws:acm:eu-west-1:111122223333:certificate/1"]
    inside: {controller: alb}
    unused: {controller: alb}
  routes:
    shop: {class: public, hosts: {shop.example.com: {/: "store:sql", /api: "api:http", /api/v2/: "api:admin"}}}
    office: {class: inside, hosts: {"*.corp.example.com": {/: "api:http"}, x.corp.example.com: {/: "api:http"}}}
"""
PLATFORMS: dict[str, Platform] = {
    **example(),
    "wide": platform(WIDE),
    "bare": platform("{}"),
    "isolated": platform(WIDE + "vpc: {nat: none}\n"),
    "ipv6": platform(WIDE + "cluster: {ipFamily: ipv6}\n"),
}

every_platform = pytest.mark.parametrize("anything", PLATFORMS.values(), ids=PLATFORMS)
"""A test that holds of all of them."""


def kustomize(folder: Path) -> str:
    built = run([tool("kubectl"), "kustomize", "."], folder)
    assert built.returncode == 0, built.stderr
    return built.stdout
