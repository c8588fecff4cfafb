"""Roles and policies (IAM)."""
