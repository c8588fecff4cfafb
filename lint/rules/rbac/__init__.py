"""Rights in the Kubernetes API (RBC)."""
