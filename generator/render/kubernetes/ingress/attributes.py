"""Attributes of the load balancers of ingress classes."""

from generator.platform.services.ingress_controllers import ability
from generator.platform.types.ingress import IngressClass
from generator.platform.types.platform import Platform


def load_balancer_attributes(platform: Platform, class_: IngressClass) -> dict[str, str]:
    """Attributes by key: ours, and those that the class adds or says otherwise."""
    found = {"deletion_protection.enabled": "true" if platform.tier == "production" else "false"}
    if class_.access_logs is not None:
        prefix = {"access_logs.s3.bucket": class_.access_logs, "access_logs.s3.prefix": platform.name}
        found |= {"access_logs.s3.enabled": "true", **prefix}
    if ability(class_).front == "alb":
        found["routing.http.drop_invalid_header_fields.enabled"] = "true"
    return dict(sorted({**found, **class_.attributes}.items()))
