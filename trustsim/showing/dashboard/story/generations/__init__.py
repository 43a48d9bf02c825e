"""The story of three generations: a woman, her daughter and hers, and one thing that is chosen.

They are a family of the page of generations, lived by the engine (``women``); pages follow from
what a user has chosen (``choices``, ``plot``), in the words of ``story.toml``.
"""
