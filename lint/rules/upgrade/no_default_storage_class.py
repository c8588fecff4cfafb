from collections.abc import Iterator

from generator.platform.nodes.auto_mode import auto_mode
from generator.platform.services.storage import has_ebs_driver
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("UPG-019", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions-standard.html")
def no_default_storage_class(platform: Platform) -> Iterator[Violation]:
    """No StorageClass is the default one.

    Since Kubernetes 1.30 EKS marks none of its own as such. A claim that names no class, as charts often leave it,
    waits for ever, and its pod with it. Services of this file always name one.

    Bad:

        addons: {aws-ebs-csi-driver: {defaultClass: false}}

    Good:

        addons: {aws-ebs-csi-driver: {defaultClass: true}}
    """
    driver = platform.addons.aws_ebs_csi_driver
    if driver is not None and not driver.default_class and has_ebs_driver(platform) and auto_mode(platform) is None:
        message = "claims that name no class stay Pending; let gp3 be the default, or allow this where another is"
        yield Violation(driver, "default_class", message, Fix(True, safe=True))
