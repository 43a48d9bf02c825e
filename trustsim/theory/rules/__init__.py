"""The theory, one file for each mechanism: scalars in, scalars out, one equation each.

Equation numbers are those of ``docs/odd.md``.
"""
