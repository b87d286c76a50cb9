"""What rules are made of: findings, rules, the file as rules see it, profiles, suppressions."""
