"""What relates works: citations, and what is a revision, corrigendum or addendum of what."""
