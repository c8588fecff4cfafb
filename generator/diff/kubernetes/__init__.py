"""What Flux would do: two rendered trees of objects compared."""
