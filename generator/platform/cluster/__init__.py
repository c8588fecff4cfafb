"""The cluster: versions, add-ons, registries, and the pods that are ours."""
