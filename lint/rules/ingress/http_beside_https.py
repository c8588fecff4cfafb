from collections.abc import Iterator

from generator.platform.services.ingress_controllers import has_tls
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("ING-004", WARNING, "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-1")
def http_beside_https(platform: Platform) -> Iterator[Violation]:
    """An ingress class has a certificate, and serves plain HTTP all the same.

    Whoever types the host without https:// stays on plain HTTP: cookies and passwords can be read on the way, and
    nobody notices, as everything works. A redirect costs one answer.

    Bad:

        ingress: {classes: {public: {redirect: false}}}

    Good:

        ingress: {classes: {public: {redirect: true}}}
    """
    for name, class_ in platform.ingress.classes.items():
        if class_.redirect is False and has_tls(class_):
            message = f"{name} serves its routes by plain HTTP, too; leave it out, so that HTTP is redirected"
            yield Violation(class_, "redirect", message, Fix(True))
