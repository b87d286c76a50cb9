"""A work in all its languages: what one language says otherwise than the others.

Reads the passages of each language. Gives `Slip`s: a figure, month, citation, paragraph, note or line in which one
language stands alone. No translation is judged: only what every language has to say alike is compared, in a form that
does not depend on how a language writes it.
"""
