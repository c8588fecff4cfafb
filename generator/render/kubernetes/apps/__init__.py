"""The objects of a service: one module for each kind, with `manifests(topology, name, service)`."""
