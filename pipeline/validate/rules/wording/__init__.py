"""Rules on wording: characters, typography, identity with the witness."""
