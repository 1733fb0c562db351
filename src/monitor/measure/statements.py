"""Ibis expressions as statements of DuckDB, each compiled once."""

from collections import OrderedDict
from collections.abc import Mapping

import ibis.expr.operations as ops
import ibis.expr.types as ir
from ibis.backends.duckdb import Backend
from sqlglot import exp

REMEMBERED = 500


class Statements:
    """Compiles expressions, and compares labels as the numbers that DuckDB keeps them as."""

    def __init__(self, duck: Backend) -> None:
        self._duck = duck
        self._known: OrderedDict[tuple[object, ...], str] = OrderedDict()

    def of(self, expression: ir.Table, types: Mapping[str, str]) -> str | None:
        """The statement; None for an expression that brings rows of its own.

        `types` names the ENUM of each column that holds a list of labels.
        """
        node = expression.op()
        key = node, *types.values()
        if key not in self._known:
            if node.find(ops.InMemoryTable):
                return None
            tree = self._duck.compiler.to_sqlglot(expression)
            self._known[key] = tree.transform(lambda each: _typed(each, types)).sql("duckdb")
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        return self._known[key]


def _typed(node: exp.Expression, types: Mapping[str, str]) -> exp.Expression:
    """Cast the label that a list is searched for; else DuckDB casts every label of every list to a text."""
    if isinstance(node, exp.ArrayContains) and isinstance(node.this, exp.Column) and node.this.name in types:
        kind = exp.DataType.build(types[node.this.name], udt=True)
        node.set("expression", exp.TryCast(this=node.expression, to=kind))
    return node
