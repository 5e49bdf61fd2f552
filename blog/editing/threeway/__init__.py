"""Merging two versions that began at the same one. Pure: no database, no request."""

from blog.editing.threeway.deciding import Choice, decided
from blog.editing.threeway.folding import merge_texts
from blog.editing.threeway.results import Conflict, Merge, Piece
from blog.editing.threeway.snapshots import merge

__all__ = ["Choice", "Conflict", "Merge", "Piece", "decided", "merge", "merge_texts"]
