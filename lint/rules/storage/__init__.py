"""Storage (STO)."""
