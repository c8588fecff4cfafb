"""Ways to say what differs: one module each, found by this folder's listing; each has `report(compared) -> str`."""


def formats() -> list[str]:
    """The names of the formats."""
    import pkgutil

    return sorted(module.name for module in pkgutil.iter_modules(__path__))
