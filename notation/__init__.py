"""What people write as YAML or JSON: plain values, where each stands, and sentences for faults."""
