"""What a change of platform.yaml really does: two platforms, rendered, compared, and what follows from it."""
