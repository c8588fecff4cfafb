"""Versions and support (UPG)."""
