"""The dashboard: a page for each thing a student may look at, in the browser and offline.

Whatever a page shows comes from the engine, the tables and the words of the command line. ``serve``
starts it, ``app`` lists the pages; what a page shows is worked out in plain Python beside it and
drawn in the browser by a small Vue component.
"""
