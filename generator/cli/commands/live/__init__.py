"""Ask AWS, read-only, with the credentials that its own tools use.

Example: groundplan live check
"""
