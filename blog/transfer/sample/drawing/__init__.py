"""The sample blog's pictures, drawn when it is loaded; the same each time, byte for byte."""
