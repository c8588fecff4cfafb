from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import INFO, WARNING, rule


@rule("CFG-008", WARNING, "https://developer.hashicorp.com/terraform/language/backend", development=INFO)
def local_state(platform: Platform) -> Iterator[Violation]:
    """Terraform's state would lie in a file beside what is rendered.

    Without a backend, who applies has the only copy: another machine, or CI, would make everything a second time. The
    file also lies in a folder that is committed, and state holds secrets.

    Bad:

        terraform: {backend: {s3: null}}

    Good:

        terraform: {backend: {s3: {bucket: demo-terraform-state, prefix: eks/demo, region: eu-west-1}}}
    """
    if platform.terraform.backend.s3 is None:
        yield Violation(platform, "terraform", "state would be kept in a local file; set terraform.backend.s3")
