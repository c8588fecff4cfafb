"""Which rule of a shared load balancer wins."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.manifests import (
    Object,
    objects,
    of_kind,
    platform,
)


def listener_rules(items: list[Object]) -> Iterator[tuple[str, list[str], str]]:
    """The rules of a listener as the AWS Load Balancer Controller makes them: host, path patterns, service."""

    def place(item: Object) -> tuple[int, str]:
        meta = item["metadata"]
        return int(meta["annotations"]["alb.ingress.kubernetes.io/group.order"]), f"{meta['namespace']}/{meta['name']}"

    for ingress in sorted(of_kind(items, "Ingress"), key=place):
        for rule in ingress["spec"]["rules"]:
            for path in sorted(rule["http"]["paths"], key=lambda path: -len(path["path"])):
                bare = path["path"].rstrip("/")
                yield rule["host"], [bare, f"{bare}/*"] if bare else ["/*"], path["backend"]["service"]["name"]


def matches(pattern: str, text: str) -> bool:
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), text) is not None


HOSTS = ["a.example.com", "b.example.com", "x.a.example.com", "*.example.com", "*.a.example.com"]
PATHS = ["/", "/a", "/a/", "/a/b", "/a/b/c", "/ab", "/b"]
REQUESTS = [
    (host.replace("*", star), path)
    for host in HOSTS
    for star in ("q", "a", "r.s")
    for path in ("/", "/a", "/a/z", "/a/b", "/a/b/c/d", "/ab", "/b/", "/zz")
]


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from(HOSTS), st.sampled_from(PATHS)),
        st.tuples(st.sampled_from(["left", "right"]), st.sampled_from(["s1", "s2", "s3"])),
        min_size=1,
        max_size=14,
    )
)
def test_the_most_specific_rule_wins_whoever_owns_it(rules: dict[tuple[str, str], tuple[str, str]]) -> None:
    rules = {key: value for key, value in rules.items() if key[1] != "/a/" or (key[0], "/a") not in rules}
    routes: dict[str, Any] = {}
    for (host, path), (route, owner) in rules.items():
        entry = routes.setdefault(route, {"class": "public", "hosts": {}})
        entry["hosts"].setdefault(host, {})[path] = f"{owner}:http"
    service = {"namespace": "one", "image": "public.ecr.aws/x/y:1", "ports": {"http": 80}}
    patch = {
        "services": dict.fromkeys(("s1", "s2", "s3"), service),
        "ingress": {"classes": {"public": {"controller": "alb"}}, "routes": routes},
    }
    made = list(listener_rules(objects(platform(patch))))
    for host, path in REQUESTS:
        fitting = [
            ((not known.startswith("*"), known.count("."), len(prefix.rstrip("/"))), owner)
            for (known, prefix), (_, owner) in rules.items()
            if matches(known, host) and f"{path.rstrip('/')}/".startswith(f"{prefix.rstrip('/')}/")
        ]
        expected = max(fitting)[1] if fitting else None
        first = next(
            (to for known, paths, to in made if matches(known, host) and any(matches(p, path) for p in paths)), None
        )
        assert first == expected, (host, path)


@pytest.mark.parametrize(
    ("hosts", "orders"),
    [
        pytest.param(
            {"a.example.com": {"/": "s1:http"}, "b.example.com": {"/": "s2:http"}}, {"r.s1": 0, "r.s2": 0}, id="apart"
        ),
        pytest.param({"a.example.com": {"/": "s1:http", "/x": "s2:http"}}, {"r.s1": 1, "r.s2": 0}, id="path"),
        pytest.param({"a.example.com": {"/x": "s1:http", "/xy": "s2:http"}}, {"r.s1": 0, "r.s2": 0}, id="segments"),
        pytest.param(
            {"*.example.com": {"/x": "s1:http"}, "a.example.com": {"/": "s2:http"}},
            {"r.s1": 1, "r.s2": 0},
            id="wildcard",
        ),
        pytest.param(
            {"a.example.com": {"/": "s1:http", "/x": "s2:http", "/x/y": "s3:http", "/z": "s1:http"}},
            {"r.s1": 2, "r.s2": 1, "r.s3": 0},
            id="chain",
        ),
        pytest.param(
            {"a.example.com": {"/": "s1:http", "/x": "s2:http"}, "b.example.com": {"/": "s2:http", "/x": "s1:http"}},
            {"r.s1": 0, "r.s1.2": 1, "r.s2": 0, "r.s2.2": 1},
            id="circle",
        ),
    ],
)
def test_ingresses_are_ordered_only_as_far_as_they_must(hosts: dict[str, Any], orders: dict[str, int]) -> None:
    service = {"namespace": "one", "image": "public.ecr.aws/x/y:1", "ports": {"http": 80}}
    routes = {"r": {"class": "public", "hosts": hosts}}
    patch = {
        "services": dict.fromkeys(("s1", "s2", "s3"), service),
        "ingress": {"classes": {"public": {"controller": "alb"}}, "routes": routes},
    }
    assert {
        item["metadata"]["name"]: int(item["metadata"]["annotations"]["alb.ingress.kubernetes.io/group.order"])
        for item in of_kind(objects(platform(patch)), "Ingress")
    } == orders
