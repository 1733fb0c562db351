"""The scorers that lie beside the data."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

LoadScorer = Callable[[str], ModuleType]


@pytest.fixture(scope="session")
def scorer(shared: Path) -> LoadScorer:
    def load(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(name, shared.parent / "eval" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load
