"""Publishing pipeline for United Nations documents in Akoma Ntoso (AKN4UN).

Data flows one way: read -> validate -> prepare -> write -> prove -> publish.
The public functions are in `pipeline.api`; docs/architecture.md shows the packages.
"""

__version__ = "0.4.0.dev0"
