"""A newsroom of invented outlets: planned from a seed, served on loopback, ingested like any other."""
