"""Quotas of the account: one file each, with what the platform needs beyond what there is of it, and what is used."""
