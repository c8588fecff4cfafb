"""The forms of a comparison: one module each, with `report`."""
