"""Workflows: definitions with parameters, and the graphs that are built of them.

A definition (`definition`, read and judged by `reader`) has a graph in ComfyUI's API format
(`graph`), parameters and which inputs of nodes they set. `value` judges what somebody chose,
`build` makes the graph that a worker is sent: `stage` repeats nodes, `chain` inserts LoRAs, `seed`
and `preview` do what their names say. `proposal` makes a definition of a bare graph, `catalogue`
and `check` hold it against what a worker has. All of it is pure; `folder` alone reads files.
"""
