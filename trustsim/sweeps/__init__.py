"""Sweeps: many points of a theory, and what matters there."""
