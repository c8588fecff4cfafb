"""Flux and its repository (GIT)."""
