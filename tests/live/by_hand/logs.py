"""Log groups, changed by hand."""

from tests.live.by_hand.hands import Hands, change


@change
def _retention(hands: Hands) -> None:
    """
    cluster.logs.retentionDays: declared 90, in AWS 1; log group /aws/eks/shop/cluster
    vpc.flowLogs.retentionDays: declared 90, in AWS "for ever"; log group /aws/vpc/shop/flow-logs
    """
    logs = hands.aws.client("logs")
    logs.put_retention_policy(logGroupName="/aws/eks/shop/cluster", retentionInDays=1)
    logs.delete_retention_policy(logGroupName="/aws/vpc/shop/flow-logs")


@change
def _log_groups(hands: Hands) -> None:
    """logging: declared nothing, in AWS "/aws/eks/shop/by-hand"; log group"""
    hands.aws.client("logs").create_log_group(logGroupName="/aws/eks/shop/by-hand")
