"""The functions of the commands, by group: each takes the values of its options and returns an exit status."""
