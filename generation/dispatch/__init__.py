"""What brings jobs to workers and their results home: the hands of the scheduler."""
