"""The PDF file: objects, structure tree, embedded fonts, metadata."""
