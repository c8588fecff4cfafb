"""EKS Auto Mode: whether it is on, and what it then does itself."""

from generator.platform.types.auto_mode import AutoMode
from generator.platform.types.platform import Platform


def auto_mode(platform: Platform) -> AutoMode | None:
    """Auto Mode, where it is on."""
    given = platform.nodes.auto_mode
    return given if given is not None and given.enabled else None


def needs_load_balancer_controller(platform: Platform) -> bool:
    """Whether a class needs the AWS Load Balancer Controller; Auto Mode makes load balancers itself.

    https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html
    """
    return auto_mode(platform) is None and any(
        class_.controller == "alb" for class_ in platform.ingress.classes.values()
    )
