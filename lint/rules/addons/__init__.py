"""Add-ons (ADD)."""
