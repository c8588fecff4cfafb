"""The changes: what somebody might break in a rule without meaning to."""

import ast
from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple

COMPLEMENT: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
SHIFT: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
SWAP = {"any": "all", "all": "any", "min": "max", "max": "min"}


class Mutant(NamedTuple):
    """A module with one change; `change` names it whatever line it is on."""

    change: str
    line: int
    tree: ast.Module


def mutants(source: str) -> Iterator[Mutant]:
    """Every change of a module's functions and numbers, in their order; equal ones are numbered."""
    tree = ast.parse(source)
    seen: dict[str, int] = {}
    for index, node in enumerate(ast.walk(tree)):
        node.__dict__["index"] = index
    for function, node in _nodes(tree):
        for mutated in _changes(node):
            change = f"{function}: {_text(node)} -> {_text(mutated)}"
            seen[change] = seen.get(change, 0) + 1
            number = f" #{seen[change]}" if seen[change] > 1 else ""
            line = (node.target if isinstance(node, ast.comprehension) else node).__dict__["lineno"]
            yield Mutant(change + number, line, _replaced(tree, node, mutated))


def _text(node: ast.AST) -> str:
    shown = f"if {ast.unparse(node.test)}" if isinstance(node, ast.If | ast.While) else ast.unparse(node)
    return " ".join(shown.split())[:200]


def _nodes(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """What may be changed, and the function that it is in."""
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef):
            for inner in statement.body:
                yield from ((statement.name, node) for node in _below(inner))
        elif isinstance(statement, ast.Assign):
            yield from (("module", node) for node in _below(statement.value))


def _below(node: ast.AST) -> Iterator[ast.AST]:
    """A node and all below it, but for texts of messages and for types."""
    if isinstance(node, ast.JoinedStr | ast.alias):
        return
    yield node
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _below(child)


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    """What a node may be changed to."""
    if isinstance(node, ast.Compare):
        yield from _compared(node)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        for index in range(len(node.values)):
            rest = [value for at, value in enumerate(node.values) if at != index]
            yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield from (ast.Constant(node.value + step) for step in (1, -1))
    elif isinstance(node, ast.Name) and node.id in SWAP:
        yield ast.Name(SWAP[node.id], node.ctx)
    elif isinstance(node, ast.Return | ast.Continue):
        yield from [] if isinstance(node, ast.Return) and node.value else [ast.Pass()]
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield | ast.YieldFrom):
        yield ast.If(ast.Constant(False), [node], [])
    else:
        yield from _conditions(node)


def _compared(node: ast.Compare) -> Iterator[ast.AST]:
    for index, operator in enumerate(node.ops):
        for table in (COMPLEMENT, SHIFT):
            if type(operator) in table:
                ops = [*node.ops[:index], table[type(operator)](), *node.ops[index + 1 :]]
                yield ast.Compare(node.left, ops, node.comparators)


def _conditions(node: ast.AST) -> Iterator[ast.AST]:
    """A condition turned round, and one that is no more; comparisons and `not` are turned round by themselves."""
    if isinstance(node, ast.If | ast.IfExp | ast.While) and not _turns(node.test):
        changed = deepcopy(node)
        changed.test = ast.UnaryOp(ast.Not(), node.test)
        yield changed
    if isinstance(node, ast.comprehension):
        for index, test in enumerate(node.ifs):
            rest = [*node.ifs[:index], *node.ifs[index + 1 :]]
            yield ast.comprehension(node.target, node.iter, rest, node.is_async)
            if not _turns(test):
                yield ast.comprehension(node.target, node.iter, [*rest, ast.UnaryOp(ast.Not(), test)], node.is_async)


def _turns(test: ast.AST) -> bool:
    return isinstance(test, ast.Compare) or (isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not))


def _replaced(tree: ast.Module, node: ast.AST, mutated: ast.AST) -> ast.Module:
    """A copy of the module with one node changed."""
    wanted = node.__dict__["index"]

    class Replace(ast.NodeTransformer):
        def visit(self, item: ast.AST) -> ast.AST:
            if item.__dict__.get("index") == wanted:
                return deepcopy(mutated)
            return self.generic_visit(item)

    changed = Replace().visit(deepcopy(tree))
    assert isinstance(changed, ast.Module)
    return ast.fix_missing_locations(changed)
