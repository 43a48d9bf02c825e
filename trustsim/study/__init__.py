"""Who is there, and what happens to whom: populations, lives, configs, protocols and their room."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, submodules=["protocols"])
