"""What an account has, as far as live rules ask: read-only, by a reader."""
