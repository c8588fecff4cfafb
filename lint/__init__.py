"""Best practice for EKS, checked on the intent."""
