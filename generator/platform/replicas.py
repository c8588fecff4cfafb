"""How many pods of a service there may be."""

from generator.platform.types.services import Autoscaling, Service


def fewest(service: Service) -> int:
    """The fewest pods of a service."""
    return service.replicas.min if isinstance(service.replicas, Autoscaling) else service.replicas


def most(service: Service) -> int:
    """The most pods of a service."""
    return service.replicas.max if isinstance(service.replicas, Autoscaling) else service.replicas
