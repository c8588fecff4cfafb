from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.references import own_arns
from lint.reader import Reader
from lint.rule import ERROR, live_rule


@live_rule("LIV-036", ERROR, "https://docs.aws.amazon.com/waf/latest/APIReference/API_GetWebACL.html")
def web_acl_missing(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """A web ACL that is not there, or is of another region than the load balancer.

    The load balancer controller then stops before it has made any listener: the way in stays closed.
    """
    for reference, arn in own_arns(platform, "wafv2", "regional/webacl/[^/*?]+/[^*?]+"):
        _, _, name, identity = arn.resource.split("/", 3)
        if arn.region != platform.region:
            message = f"the web ACL is of {arn.region}; a load balancer in {platform.region} takes its own region's"
            yield reference.violation(message)
        elif aws.found("wafv2", "get_web_acl", Name=name, Scope="REGIONAL", Id=identity) is None:
            yield reference.violation(f"there is no web ACL {name} with the id {identity}; make it first")
