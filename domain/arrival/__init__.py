"""A project from elsewhere: whether its history is one, and under which ids it is kept."""
