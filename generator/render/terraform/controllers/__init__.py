"""What the controllers that we install may do in AWS, and what they need there: one module each."""
