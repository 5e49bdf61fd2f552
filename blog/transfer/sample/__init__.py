"""A made-up publication to click through: `manage.py load_sample`."""
