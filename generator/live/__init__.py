"""What only AWS can say: asked read-only, with boto3, and kept nowhere."""
