"""Readers of collectors' configurations, written from what their projects publish of language and plugins.

`fluent-bit --dry-run` and `fluentd --dry-run` accept much that then does not run: these refuse it.
"""
