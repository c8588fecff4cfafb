"""Nodes (CMP)."""
