"""Storyboards and shot lists on paper, as PDF."""
