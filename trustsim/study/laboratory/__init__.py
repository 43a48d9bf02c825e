"""What happens in one event of a laboratory visit or of a visit at home.

A visit is a script of events (``script``); what one leaves behind in the room is carried to the
next. What happens with the partner is what happens in everyday life, and teaches as much where a
config says that the visit is ``lasting``; else nothing is learnt that lasts. Each event also leaves
four numbers (an outcome), which the protocol that wrote the script knows how to read.
"""
