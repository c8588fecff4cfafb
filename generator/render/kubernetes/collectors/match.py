"""Tags of Fluent Bit's, on nodes and in the router of Fargate."""

_TAG = r"^kube\.(?:.+\.)?containers\."


def match(pattern: str) -> str:
    """What a filter or an output gets, given a pattern of tags.py; all logs of containers where it is empty."""
    return f"Match_Regex {_TAG}(?:{pattern})" if pattern else "Match kube.*"
