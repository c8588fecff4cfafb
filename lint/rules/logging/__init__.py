"""Logs (LOG)."""
