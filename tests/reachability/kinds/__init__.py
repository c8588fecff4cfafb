"""Kinds of resources that matter to packets: one file each, named as the kind.

`read(resource, root, world)` adds to the world what the resource is; ARGUMENTS are those that it knows. STAGE is 0 for
the network, 1 for what is placed in it, 2 for what is placed on that.
"""
