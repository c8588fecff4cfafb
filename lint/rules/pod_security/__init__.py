"""Pod security (PSS)."""
