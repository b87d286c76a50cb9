"""Breaking the flow into pages."""
