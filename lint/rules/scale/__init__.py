"""Limits of large clusters (SCA)."""
