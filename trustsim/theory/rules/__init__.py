"""The theory, one file for each mechanism: scalars in, scalars out, one equation each.

An equation stands once, in the docstring of the rule that computes it, under its number and name;
``trustsim odd`` (``docs/odd.md``) collects them all. An equation without words of its own is told
by the first sentence of its rule. There words with dots are parameters, bare words states or
results of other equations.
"""
