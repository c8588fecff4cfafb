import re
from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule

ADDRESS = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3}){3}")


@rule("SVC-028", ERROR, "https://kubernetes.io/docs/concepts/services-networking/service/#externalname")
def external_name_is_address(platform: Platform) -> Iterator[Violation]:
    """An ExternalName is an address.

    It is an answer of DNS, a CNAME: of an address written there, clients make a name, which nobody finds.

    Bad:

        services: {billing: {namespace: shop, expose: {type: ExternalName, externalName: 10.0.0.5}}}

    Good:

        services: {billing: {namespace: shop, expose: {type: ExternalName, externalName: billing.example.com}}}
    """
    for service in platform.services.values():
        external = service.expose.external_name or ""
        if ADDRESS.fullmatch(external):
            yield Violation(service.expose, "external_name", f"{external} is an address; give it a name in DNS")
