"""Scoring by a unit's own scheme file: every figure with its formula, inputs and evidence.

A scheme is local and is never the standard. Where evidence is missing, sources disagree or a
denominator is nothing, there is no conclusion, and the reason is said instead.
"""
