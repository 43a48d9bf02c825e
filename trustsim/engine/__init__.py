"""Play it: the calendar of a household, the agents, the compiled loops, and what is kept."""
