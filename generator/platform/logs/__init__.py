"""Logs: which goes where, and by what."""
