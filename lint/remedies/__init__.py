"""Fixes that several rules have: what can be worked out, and never what somebody has to decide."""
