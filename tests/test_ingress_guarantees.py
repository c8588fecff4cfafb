"""What users would have to see to with annotations of their own, and never can get wrong here."""

from generator.platform.types.platform import Platform
from tests.ingress_objects import chart, releases
from tests.manifests import named, objects, of_kind
from tests.test_ingress_chain import routed

ALB = "alb.ingress.kubernetes.io/"
MERGED = {"listen-ports", "group.order"}
"""What Ingresses of a group may say each for themselves, beside what is about their own rules and targets.
https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#ingressgroup"""
OWN = ("healthcheck-", "success-codes", "target-", "transforms.", "auth-")


@routed
def test_no_ingress_has_a_snippet_or_the_class_of_before(platform: Platform) -> None:
    """Whoever may write a snippet may read every Secret that the proxy can (CVE-2021-25742)."""
    items = objects(platform)
    for ingress in of_kind(items, "Ingress"):
        annotations = ingress["metadata"].get("annotations", {})
        assert not [key for key in annotations if "snippet" in key or key == "kubernetes.io/ingress.class"]
        assert ingress["spec"]["ingressClassName"]
    for release in releases(items).values():
        controller = release["spec"]["values"].get("controller", {})
        switch = {"nginx-ingress": "enableSnippets", "ingress-nginx": "allowSnippetAnnotations"}.get(chart(release))
        assert switch is None or controller[switch] is False


@routed
def test_ingresses_of_one_load_balancer_do_not_contradict_each_other(platform: Platform) -> None:
    """One that did would stop the controller for the whole group."""
    said: dict[tuple[str, str], set[str]] = {}
    for ingress in of_kind(objects(platform), "Ingress"):
        for key, value in ingress["metadata"].get("annotations", {}).items():
            name = key.removeprefix(ALB)
            if key.startswith(ALB) and name not in MERGED and not name.startswith(OWN):
                said.setdefault((ingress["spec"]["ingressClassName"], name), set()).add(value)
    assert all(len(values) == 1 for values in said.values())


@routed
def test_orders_are_those_that_the_controller_takes(platform: Platform) -> None:
    found = [item["metadata"].get("annotations", {}).get(f"{ALB}group.order") for item in objects(platform)]
    assert all(-1000 <= int(order) <= 1000 for order in found if order is not None)


@routed
def test_what_serves_callers_or_makes_load_balancers_survives_the_drain_of_a_node(platform: Platform) -> None:
    items = objects(platform)
    for name, release in releases(items).items():
        values = release["spec"]["values"].get("controller", {})
        budget = values.get("podDisruptionBudget") or values.get("PodDisruptionBudget")
        if values.get("replicaCount", 1) > 1 and chart(release) != "ingress-nginx":  # whose chart has one of itself
            assert budget is not None, name
            assert budget["maxUnavailable"] == 1
    if any(item["metadata"]["name"] == "aws-load-balancer-controller" for item in of_kind(items, "HelmRelease")):
        values = named(items, "HelmRelease", "aws-load-balancer-controller")["spec"]["values"]
        assert (values["replicaCount"], values["podDisruptionBudget"]) == (2, {"maxUnavailable": 1})
