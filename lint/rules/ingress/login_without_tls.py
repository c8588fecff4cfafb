from collections.abc import Iterator

from generator.platform.services.ingress_controllers import has_tls, redirects
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import ERROR, rule


@rule(
    "ING-023",
    ERROR,
    "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#authentication",
)
def login_without_tls(platform: Platform) -> Iterator[Violation]:
    """A route asks people to log in over plain HTTP.

    A load balancer logs people in at HTTPS listeners alone: the controller fails on the Ingress, and the route is not
    served. With basic authentication everybody on the way can read the password: where the class has a certificate,
    too, as long as it does not redirect.

    Bad:

        ingress:
          classes: {public: {certificates: []}}
          routes:
            shop:
              auth:
                cognito:
                  {userPool: "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/a", client: a, domain: a}

    Good:

        ingress:
          routes:
            shop:
              auth:
                cognito:
                  {userPool: "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/a", client: a, domain: a}
    """
    for route in platform.ingress.routes.values():
        class_ = platform.ingress.classes[route.class_]
        if route.auth is not None and not has_tls(class_):
            yield Violation(route, "auth", f"{route.class_} speaks plain HTTP; give the class a certificate")
        elif route.auth is not None and route.auth.basic is not None and not redirects(class_):
            message = f"{route.class_} speaks plain HTTP, too, and takes passwords by it; leave redirect out"
            yield Violation(route, "auth", message, Fix(REMOVED, field="redirect", node=class_))
