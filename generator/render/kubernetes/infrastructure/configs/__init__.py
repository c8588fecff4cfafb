"""Configuration of the cluster: one module each, with `manifests(platform)`."""
