"""The commands of `drafting`, by noun; `drafting.__main__` is their door."""
