"""Collectors of logs: a DaemonSet for each, from one description of what is read, joined, hidden and sent where."""
