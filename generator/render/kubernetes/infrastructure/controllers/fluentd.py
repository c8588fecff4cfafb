"""The log collector, where it is Fluentd."""

from generator.render.kubernetes.collectors.fluentd import manifests

__all__ = ["manifests"]
