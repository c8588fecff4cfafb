"""Ingress (ING)."""
