"""Stand-ins for the services: stateful, and held to the services' own descriptions."""
