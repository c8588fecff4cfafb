"""The language: one module per key of platform.yaml, and the single source of its JSON Schema."""
