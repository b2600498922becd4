"""Long proofs and broken rules: what `make drills` runs. A few of each are in `make test` too."""
