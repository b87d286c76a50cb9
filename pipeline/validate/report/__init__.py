"""Findings and rules shown: text, JSON, SARIF, JUnit, the list of rules with examples."""
