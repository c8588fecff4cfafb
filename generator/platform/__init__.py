"""platform.yaml as a typed value: all that lint and the renderers know of it."""
