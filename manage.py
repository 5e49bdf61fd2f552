#!/usr/bin/env python
"""Run Masthead's management commands."""

import os
import sys


def main() -> None:
    """Hand the command line to Django with Masthead's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "blog.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # A wrong setting is for the operator to mend; where the code read it helps nobody.
        sys.exit(f"Masthead can't start: {error}")


if __name__ == "__main__":
    main()
