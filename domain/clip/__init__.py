"""Clips: added, edited, moved, trimmed, and tried in other versions."""
