"""The language server: what editors show of a platform.yaml while it is typed."""
