"""The rules: one file each, under the area that its id names; found by this folder's listing."""
