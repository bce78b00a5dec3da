"""Figures against floors measured in the same run."""
