"""What Terraform would do: two rendered roots compared, without credentials and without a state."""
