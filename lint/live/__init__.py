"""What only AWS can tell, asked by `groundplan live check`."""
