"""The pull protocol: work for workers that ask for it themselves."""
