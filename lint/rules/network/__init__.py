"""VPC, subnets, routing and endpoints (NET)."""
