"""The library: works and expressions of `source/`, found by name, IRI, path or git revision."""
