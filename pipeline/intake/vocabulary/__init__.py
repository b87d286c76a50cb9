"""Words, names of styles, dates and numerals by which lines are recognised."""
