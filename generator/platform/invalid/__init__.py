"""Faults between fields that leave nothing sensible to render: one file each, found by this folder's listing."""
