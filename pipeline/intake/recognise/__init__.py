"""From raw document to document: masthead, body, levels, tables."""
