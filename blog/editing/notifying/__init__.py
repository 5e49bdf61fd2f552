"""Telling people by e-mail what was done: who is told of what, and that nobody is told twice."""
