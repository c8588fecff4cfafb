"""Control plane and access (CLU)."""
