"""Other linters: a module each, whose name is that of its catalogue, with `-` as `_`."""
