"""Any platform that loads: what others have written, changed at random into what the JSON Schema allows."""
