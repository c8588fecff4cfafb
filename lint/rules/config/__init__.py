"""The file itself (CFG)."""
