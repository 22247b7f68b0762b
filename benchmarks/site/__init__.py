"""The site measured: pages, moves, waiting and streams, beside a peer or the machine's own limit in the same run."""
