"""Runs satz and its rivals on the same texts, in turns, and tells how they did."""
