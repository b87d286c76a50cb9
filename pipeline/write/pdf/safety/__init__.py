"""Whether a PDF is inert: its file taken apart without the leniency of a viewer, its objects and pages looked at."""
