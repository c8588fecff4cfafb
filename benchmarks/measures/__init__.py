"""What is measured: one module a table, with `table(large) -> Table`."""
