"""What happens in one encounter: messages, and what they do to the child.

In distress and in play the child sends a ``Signal`` and the partner an ``Answer`` (``nurture``); in
a lesson the partner gives a ``Testimony`` (``lessons``); before two conflicting claims the child
weighs ``Reasons`` (``claims``).
"""
