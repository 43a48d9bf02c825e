"""What a person is like, and what an encounter does to it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, submodules=["rules"])
