"""Families of Amazon's images: one module each, found by this folder's listing; it has `FAMILY`."""

from functools import cache

from generator.platform.discover import modules
from generator.render.terraform.ami_families.family import AmiFamily


def family(ami: str) -> AmiFamily:
    """The family of a kind of image."""
    return next(found for found in families() if ami.startswith(found.prefix))


@cache
def families() -> tuple[AmiFamily, ...]:
    """Every family."""
    return tuple(module.FAMILY for module in modules(__name__) if hasattr(module, "FAMILY"))
