"""Trains what the built-in engine has learned: `make train`. Not part of the installed package."""
