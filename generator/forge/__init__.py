"""Services that keep pull requests: what a comparison says is kept there, in one comment."""
