"""Who reaches whom, reasoned from the Terraform that is rendered, and from nothing else.

`world.of(document, policies, more_nodes, more_pods)` reads a root; `reach.can_reach(world, source, destination, port)`
answers and says why.
Each kind of resource is a file of `kinds/`; one that no file knows, or an argument of it, is an error and not a yes.
"""
