"""What only AWS can tell, as rules: one file each, which `groundplan live check` alone runs."""
