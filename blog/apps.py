"""The blog's app, and the admin site that staff write in."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate, post_save


class BlogConfig(AppConfig):
    """What is stored, written, read and syndicated."""

    name = "blog"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what follows from a change of the public record."""
        from blog.editing.checklist import make_tasks, seed_checklist
        from blog.editing.templates import seed_templates
        from blog.models.site import seed_site

        post_migrate.connect(seed_site, sender=self)
        post_migrate.connect(seed_templates, sender=self)
        post_migrate.connect(seed_checklist, sender=self)

        from blog.editing.notifying.store import tell
        from blog.editing.signals import post_changed, recorded
        from blog.feeds import stored, websub
        from blog.reading import related
        from blog.reading.search.index import update
        from blog.reading.sharing.store import forget_hidden
        from blog.transfer import measuring

        post_changed.connect(stored.update, dispatch_uid="feeds")
        post_save.connect(stored.site_saved, sender="blog.SiteSettings", dispatch_uid="feeds")
        post_changed.connect(update, dispatch_uid="search")
        post_changed.connect(related.update, dispatch_uid="related")
        post_changed.connect(forget_hidden, dispatch_uid="cards")
        recorded.connect(tell, dispatch_uid="notifications")
        recorded.connect(make_tasks, dispatch_uid="checklist")
        # Before the hubs are told, which then find the sizes there.
        recorded.connect(measuring.plan, dispatch_uid="measuring")
        recorded.connect(websub.plan, dispatch_uid="websub")


class MastheadAdminConfig(AdminConfig):
    """The admin, with Masthead's own site class."""

    default_site = "blog.admin.site.MastheadAdminSite"

    def ready(self) -> None:
        """Register the blog's admins when the site they register with can be made."""
        super().ready()
        from blog.admin import registry  # noqa: F401
