"""The story of a therapy: three minutes with one grown-up, as her therapist and as a by-stander.

What is said to her is chosen (``choices``); she, her hours and her weeks are the engine's
(``hours``, ``nora``); pages follow from both (``plot``), in the words of ``story.toml``.
"""
