"""The complete description of the model after ODD+D, put together from where each part stands once.

Equations and visits stand in docstrings, numbers in the tables of parameters, and what no code says
in ``texts``, one for each published heading (``headings.toml``). ``written`` puts them together for
``trustsim odd``.
"""
