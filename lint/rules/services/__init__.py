"""Services and their load balancers (SVC)."""
