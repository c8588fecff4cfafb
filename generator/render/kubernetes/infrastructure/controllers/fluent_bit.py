"""The log collector, where it is Fluent Bit."""

from generator.render.kubernetes.collectors.fluent_bit import manifests

__all__ = ["manifests"]
