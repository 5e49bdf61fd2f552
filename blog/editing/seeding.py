"""Rows that Masthead brings along: made once, and never again for somebody who deleted them."""

from __future__ import annotations

from typing import Any


def is_time_to_seed(plan: list[tuple[Any, bool]] | None, made_by: tuple[str, str]) -> bool:
    """Whether a table is new or was emptied: its migration has just run, or all was flushed.

    `plan` is what `post_migrate` says was migrated (a flush says nothing); `made_by` names the
    app and the migration that make the table.
    """
    if plan is None:
        return True
    return any(
        (migration.app_label, migration.name) == made_by and not backwards
        for migration, backwards in plan
    )
