"""What lines are recognised by: words, names of styles, dates, numerals."""
