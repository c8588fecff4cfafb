"""Flux: what it reads, what it applies, and what it puts into texts."""
