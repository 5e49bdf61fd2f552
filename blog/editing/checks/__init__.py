"""Checks before publishing: one small class each. docs/checks.md says how to add one."""

from blog.editing.checks.check import Check
from blog.editing.checks.draft import Draft
from blog.editing.checks.finding import Finding, Fix, Place, Weight
from blog.editing.checks.running import blocking, run, warnings

__all__ = ["Check", "Draft", "Finding", "Fix", "Place", "Weight", "blocking", "run", "warnings"]
