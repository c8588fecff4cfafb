from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import INFO, rule


@rule("SVC-029", INFO, "https://kubernetes.io/docs/concepts/services-networking/service/#externalname")
def external_name_and_tls(platform: Platform) -> Iterator[Violation]:
    """Whoever calls an ExternalName by HTTP or TLS calls it by the wrong name.

    DNS answers with the other name, and the client does not notice: it sends the name of the Service as Host and in
    TLS, which the other side has neither a site nor a certificate for. Let clients use the other name itself, or tell
    them the host.

    Bad:

        services: {billing: {namespace: shop, expose: {type: ExternalName, externalName: billing.example.com}}}

    Good:

        services: {web: {env: {BILLING_URL: "https://billing.example.com"}}}
    """
    for name, service in platform.services.items():
        external = service.expose.external_name
        if external is not None:
            message = f"clients send {name} as Host, and {external} may not know that; name {external} to them instead"
            yield Violation(service.expose, "external_name", message)
