"""Running the rules: over one file and many, with schema, well-formedness and conformance."""
