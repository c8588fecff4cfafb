from collections.abc import Iterator

from generator.platform.services.rbac import permissions
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule

IN_NO_NAMESPACE = {
    "": {"nodes", "persistentvolumes"},
    "admissionregistration.k8s.io": {"mutatingwebhookconfigurations", "validatingwebhookconfigurations"},
    "apiextensions.k8s.io": {"customresourcedefinitions"},
    "apiregistration.k8s.io": {"apiservices"},
    "certificates.k8s.io": {"certificatesigningrequests"},
    "networking.k8s.io": {"ingressclasses"},
    "rbac.authorization.k8s.io": {"clusterroles", "clusterrolebindings"},
    "scheduling.k8s.io": {"priorityclasses"},
    "storage.k8s.io": {"csidrivers", "csinodes", "storageclasses", "volumeattachments"},
}
"""https://kubernetes.io/docs/reference/kubernetes-api/"""

NAMELESS = ("create", "deletecollection")


@rule(
    "RBC-017",
    ERROR,
    "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#role-and-clusterrole",
)
def permission_without_effect(platform: Platform) -> Iterator[Violation]:
    """A permission gives nothing.

    What lies in no namespace, such as nodes, is not reached by a permission in one. And a new object has no name yet
    when it is made: a permission to make some by name lets nobody make any.

    Bad:

        services: {web: {rbac: {nodes: {resources: [nodes], verbs: [get, list]}}}}

    Good:

        services: {web: {rbac: {nodes: {resources: [nodes], verbs: [get, list], clusterWide: true}}}}
    """
    for _, permission in permissions(platform):
        for group in () if permission.cluster_wide else permission.api_groups:
            for resource in permission.resources:
                if resource.partition("/")[0] in IN_NO_NAMESPACE.get(group, ()):
                    message = f"{resource} lie in no namespace, so this gives nothing; set clusterWide"
                    yield Violation(permission, "resources", message, Fix(True, field="cluster_wide"))
        whole = [each for each in permission.resources if "/" not in each]
        nameless = [verb for verb in permission.verbs if verb in NAMELESS]
        if permission.resource_names and whole and nameless:
            message = f"{nameless[0]} by name gives nothing; put it into a permission without resourceNames"
            yield Violation(permission, "verbs", message)
