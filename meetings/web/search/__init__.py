"""The parts of the search's pages: what an address asks, and what its answer looks like."""
