"""Work for machines: queue, workers, models."""
