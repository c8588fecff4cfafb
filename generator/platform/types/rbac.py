"""services.<name>.rbac: what the pods of a service may do in the Kubernetes API."""

from typing import Annotated, Literal

from msgspec import Meta

from generator.platform.types.node import Namespace, Node, says, text

Verb = Literal[
    "get",
    "list",
    "watch",
    "create",
    "update",
    "patch",
    "delete",
    "deletecollection",
    "approve",
    "bind",
    "escalate",
    "impersonate",
    "sign",
    "use",
    "head",
    "post",
    "put",
    "*",
]
"""https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb"""

ApiGroup = Annotated[str, text(r"[a-z0-9.*-]{0,253}", "an API group", "apps", "coordination.k8s.io")]
Resource = Annotated[
    str, text(r"[a-z0-9*./-]{1,253}", "a resource in its plural, or a part of one", "pods", "pods/log")
]
ObjectName = Annotated[str, text(r"[A-Za-z0-9.:_-]{1,253}", "the name of an object", "leader")]
Url = Annotated[str, text(r"/[!-~]*", "a path of the API server", "/metrics")]


class Permission(Node, frozen=True, kw_only=True):
    """A rule of a Role, or of a ClusterRole where it holds in the whole cluster."""

    api_groups: Annotated[
        tuple[ApiGroup, ...], Meta(min_length=1), says('The API groups of the resources; "" is the one of pods.')
    ] = ("",)
    resources: Annotated[tuple[Resource, ...], says("The resources, as kubectl api-resources names them.")] = ()
    resource_names: Annotated[tuple[ObjectName, ...], says("The objects by name. Unset: all of them.")] = ()
    urls: Annotated[tuple[Url, ...], says("Paths of the API server that are no resources; with clusterWide.")] = ()
    verbs: Annotated[tuple[Verb, ...], Meta(min_length=1), says("What it may do with them.")]
    namespaces: Annotated[tuple[Namespace, ...], says("Where it may. Unset: in the service's own namespace.")] = ()
    cluster_wide: Annotated[bool, says("Whether it may in all namespaces, and with what lies in none.")] = False
