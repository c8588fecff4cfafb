"""The first files of a repository: a platform.yaml, and what checks it in every commit and pull request."""
