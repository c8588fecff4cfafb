"""The text of a platform.yaml: its values, where each is, and changes that leave the rest as it was."""
