from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("GIT-018", WARNING, "https://fluxcd.io/flux/guides/mozilla-sops/")
def useless_decryption(platform: Platform) -> Iterator[Violation]:
    """There are keys and nothing to decrypt, or encrypted files and no key.

    Flux decrypts files of `gitops.kustomizations`, and nothing else: what is rendered is never encrypted. It needs a
    KMS key that it may use, or a Secret with age or OpenPGP keys.

    Bad:

        gitops: {decryption: {secret: sops-age}}

    Good:

        gitops: {decryption: {secret: sops-age}, kustomizations: {secrets: {path: secrets}}}
    """
    gitops = platform.gitops
    if gitops.decryption is None:
        return
    if not gitops.kustomizations:
        yield Violation(gitops, "decryption", "there is no folder to decrypt; add it to gitops.kustomizations")
    elif not gitops.decryption.keys and gitops.decryption.secret is None:
        yield Violation(gitops, "decryption", "there is no key to decrypt with; name KMS keys in keys, or a Secret")
