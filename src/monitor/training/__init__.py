"""How the tables and weights of the package are made: run by hand, imported by nothing.

Each module is one command, as `python -m monitor.training.region DATA`: it reads labelled articles that are
not part of the project, writes tables or weights into the package, and prints the figures of a part of
the data that it did not learn from. It needs the packages of the `dev` extra.
"""
