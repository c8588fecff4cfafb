"""A stand-in for AWS on this machine: moto, and for EKS, of which moto lacks too much, one of our own."""
