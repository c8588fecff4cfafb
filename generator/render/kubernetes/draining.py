"""How a pod behind a load balancer goes without a lost request.

The controller deregisters its address; the load balancer then waits for requests that are under way,
which the pod must still answer. https://docs.aws.amazon.com/eks/latest/best-practices/load-balancing.html
"""

DEREGISTRATION_DELAY = 15
"""Seconds that the load balancer waits for requests under way."""

PRE_STOP = DEREGISTRATION_DELAY + 5
"""Seconds that the pod goes on as before: the deregistration takes a moment to arrive."""

GRACE_PERIOD = PRE_STOP + 30
"""Seconds until the pod is killed: it has 30, as without a load balancer, once it is told to stop."""
