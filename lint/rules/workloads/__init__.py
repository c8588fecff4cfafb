"""Workloads (WRK)."""
