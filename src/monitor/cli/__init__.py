"""The command line: parse, call the newsroom, print. One file for each kind of verb."""

from monitor.cli.main import main

__all__ = ["main"]
