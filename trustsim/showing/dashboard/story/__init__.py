"""The story: five minutes with one child of the model: meet it, raise it, and meet it again.

A user makes choices (``choices``); a child of the engine is raised by them (``upbringing``,
``milo``); pages (``page``) follow from both (``plot``, ``ideas``), in the words of ``story.toml``,
and are shown (``telling``). Two shorter stories are made alike (``therapy``, ``generations``).
"""
