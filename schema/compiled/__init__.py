"""Runs of plain fields as generated Python functions instead of one interpreter step per field.

graphql-core spends about 3 µs on each field of each object. A timeline asks the same fifteen
attributes of a thousand clips, so nearly all of it is repetition that is known beforehand:
`plan` reads a selection into a shape, `code` writes the shape as a function, `executor` puts the
function where graphql-core would have walked, and walks where no function fits.
"""
