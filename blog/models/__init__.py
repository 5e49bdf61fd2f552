"""What is stored. One file per concept; import from here."""

from blog.models.author import Author
from blog.models.collaborator import Acknowledgement, Collaborator, Grant
from blog.models.document import Document, Status
from blog.models.image import Image
from blog.models.page import Page
from blog.models.post import Credit, Post
from blog.models.redirect import Redirect
from blog.models.revision import Revision
from blog.models.search import SearchRow
from blog.models.site import MenuItem, SiteSettings, SocialLink
from blog.models.snapshot import CreditRef, Ref, Snapshot, ThanksRef
from blog.models.taxonomy import Category, Series, Tag, Tagging, TagSynonym

__all__ = [
    "Acknowledgement",
    "Author",
    "Category",
    "Collaborator",
    "Credit",
    "CreditRef",
    "Document",
    "Grant",
    "Image",
    "MenuItem",
    "Page",
    "Post",
    "Redirect",
    "Ref",
    "Revision",
    "SearchRow",
    "Series",
    "SiteSettings",
    "Snapshot",
    "SocialLink",
    "Status",
    "Tag",
    "TagSynonym",
    "Tagging",
    "ThanksRef",
]
