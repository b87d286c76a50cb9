"""Publishing pipeline for United Nations documents in Akoma Ntoso (AKN4UN).

Data flows one way: read -> validate -> prepare -> write -> prove -> publish.
A package imports only from packages to its left, and from `errors`, `files`, `document` and `forms`.
"""

__version__ = "0.1.0"
