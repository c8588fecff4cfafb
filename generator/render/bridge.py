"""The closed set of values that only AWS knows: the bootstrap root writes them, Flux substitutes them."""

from generator.render.yaml_text import Variable

NAMESPACE, CONFIG_MAP = "flux-system", "flux-runtime-info"

VPC_ID = Variable("VPC_ID")
CLUSTER_SECURITY_GROUP_ID = Variable("CLUSTER_SECURITY_GROUP_ID")
