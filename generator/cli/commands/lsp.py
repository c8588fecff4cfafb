"""Serve an editor."""

from generator.cli.options import Policy, Rules
from generator.cli.own_rules import loaded


def command(rules: Rules = None, policy: Policy = None) -> int:
    """Serve an editor: a language server over standard input and output.

    Example: groundplan lsp
    """
    from generator.cli.policy import policy as named
    from generator.lsp.features import add
    from generator.lsp.server import Server

    with loaded(rules):
        add(Server(named(policy) if policy else None)).run()
    return 0
