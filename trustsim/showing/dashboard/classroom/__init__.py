"""The classroom: one room for everybody who was told its code, with questions and their votes.

``room`` says what a room is, ``happenings`` what can happen in it, and ``kept`` writes that down;
``door`` lets in who knows the code; ``pupil``, ``lecturer`` and ``lesson`` are its pages, listed in
``app`` beside those of the dashboard; ``sharing`` starts all of it, and only then is it read.
"""
