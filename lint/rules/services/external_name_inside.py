import re
from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule

INSIDE = re.compile(r"(^|\.)svc(\.cluster\.local)?$")


@rule("SVC-030", WARNING, "https://kubernetes.io/docs/concepts/services-networking/service/#externalname")
def external_name_inside(platform: Platform) -> Iterator[Violation]:
    """An ExternalName stands for a name inside the cluster, or for itself.

    It goes round what the other namespace says of who may call it by which name, and breaks unseen when that is
    renamed; one that stands for itself is looked up for ever. Call the service by its own name.

    Bad:

        services:
          shortcut: {namespace: shop, expose: {type: ExternalName, externalName: api.other.svc.cluster.local}}

    Good:

        services: {web: {connectsTo: {web: http}}}
    """
    for service in platform.services.values():
        external = (service.expose.external_name or "").rstrip(".")
        if INSIDE.search(external):
            message = f"{external} is a name of the cluster; call that service itself, by connectsTo"
            yield Violation(service.expose, "external_name", message)
