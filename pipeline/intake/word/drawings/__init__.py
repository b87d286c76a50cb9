"""Pictures, charts and diagrams of a Word file."""
