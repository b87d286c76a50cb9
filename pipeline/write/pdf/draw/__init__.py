"""Drawing pages on a canvas."""
