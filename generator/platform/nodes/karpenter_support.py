"""The version of Karpenter that we render for, and what it works with, as of 2026-11-22.

https://karpenter.sh/docs/upgrading/compatibility/
"""

MADE_FOR = "1.14"
NEWEST_KUBERNETES = 36
"""The newest minor version of Kubernetes."""
