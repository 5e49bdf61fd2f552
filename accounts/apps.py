"""The accounts app."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """Users, roles and sign-in."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the role groups whenever migrations have run."""
        from accounts.roles import seed_roles

        for app in ("accounts", "blog"):
            post_migrate.connect(seed_roles, sender=apps.get_app_config(app))
