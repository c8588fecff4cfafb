"""Pod networking (CNI)."""
