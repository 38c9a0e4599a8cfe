"""Reported attacks on coalition supply convoys in Iraq, 2020-2022: load, compute, draw."""

import lazy_loader

__version__ = "0.4.0"
# What is handed on stands in __init__.pyi, where editors and mypy read it too.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
