"""Every call that is made, and the IAM action that allows it: what is not here is not called.

https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
"""

ACTIONS = {
    ("ec2", "describe_availability_zones"): "ec2:DescribeAvailabilityZones",
    ("sts", "get_caller_identity"): "sts:GetCallerIdentity",
}
