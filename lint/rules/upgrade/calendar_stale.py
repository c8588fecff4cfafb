from collections.abc import Iterator
from datetime import date

from generator.platform.cluster.addon_versions import addon_versions
from generator.platform.cluster.versions import calendar
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import INFO, dated_rule

FRESH = 120


@dated_rule("UPG-005", INFO, "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html")
def calendar_stale(platform: Platform, today: date) -> Iterator[Violation]:
    """Our support calendar, or what we know of the add-ons' versions, is older than 120 days.

    AWS adds three versions a year and sometimes moves a date, and add-ons have a new version each month. What the other
    rules say of versions may be out of date. The add-ons are spoken of where a version of CoreDNS is given.

    Bad, on 2027-04-01:

        cluster: {version: "1.36"}

    Good, on 2027-03-01:

        cluster: {version: "1.36"}
    """
    age = (today - calendar().as_of).days
    if age > FRESH:
        message = f"the calendar of versions is of {calendar().as_of}, {age} days old; update groundplan"
        yield Violation(platform.cluster, "version", message)
    coredns = platform.addons.coredns
    if coredns.version is None:
        return
    of_addons = addon_versions().as_of
    age = (today - of_addons).days
    if age > FRESH:
        message = f"what is known of its versions is of {of_addons}, {age} days old; update groundplan"
        yield Violation(coredns, "version", message)
