"""Languages: codes, direction, script, and the few words that other steps must know."""
