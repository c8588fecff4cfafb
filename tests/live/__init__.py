"""What is asked of AWS, and what is made of its answers."""
