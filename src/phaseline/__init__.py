"""
Phaseline checks and explains phased responses: it advises, it never decides.

Read in this order: `terms`, `case`, `desk`, `explore`, `present`, `brief`, `web`, `cli`.
"""

__version__ = "0.1.0"

__all__ = ["__version__"]
