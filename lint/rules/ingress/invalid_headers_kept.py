from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule

KEY = "routing.http.drop_invalid_header_fields.enabled"


@rule(
    "ING-024",
    WARNING,
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#load-balancer-attributes",
    also=("checkov:CKV_AWS_131",),
)
def invalid_headers_kept(platform: Platform) -> Iterator[Violation]:
    """A load balancer passes on headers that are not valid.

    What one server takes for a header and the next for the end of a request lets somebody slip a second one through.
    The attribute drops such headers, and is set unless the class says otherwise.

    Bad:

        ingress: {classes: {public: {attributes: {routing.http.drop_invalid_header_fields.enabled: "false"}}}}

    Good:

        ingress: {classes: {public: {attributes: {routing.http.drop_invalid_header_fields.enabled: "true"}}}}
    """
    for name, class_ in platform.ingress.classes.items():
        if class_.attributes.get(KEY) == "false":
            yield Violation(
                class_, ("attributes", KEY), f"{name} passes on headers that are not valid; leave it out", Fix("true")
            )
