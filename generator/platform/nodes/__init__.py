"""What pods run on: instance types, images, pools, and what a node has room for."""
