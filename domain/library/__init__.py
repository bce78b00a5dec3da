"""The library: workflows and presets for all projects, and the law by which they change."""
