"""WordprocessingML: elements, parts and properties of the package."""
