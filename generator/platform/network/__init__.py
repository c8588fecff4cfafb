"""The VPC: who has which addresses, and where things are placed."""
