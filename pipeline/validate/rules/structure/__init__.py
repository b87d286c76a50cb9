"""Rules on structure: schema, elements in their places, numbering, notes, letters, masthead."""
