"""What `live pin` writes: a module for each kind, found by this folder's listing, with `pins(platform, aws)`."""
