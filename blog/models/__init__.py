"""What is stored. One file per concept; import from here."""

from blog.models.author import Author, AuthorGroup, AuthorLink
from blog.models.checklist import ChecklistItem, ChecklistTask
from blog.models.collaborator import Acknowledgement, Collaborator, Grant
from blog.models.correction import Correction
from blog.models.credit import Credit
from blog.models.document import Document, Status
from blog.models.event import Event
from blog.models.feed import FeedEntry
from blog.models.feed_polls import FeedClient, FeedFormat, FeedPolls
from blog.models.hub import HubNotice
from blog.models.image import Image
from blog.models.listing import ListCount, Listing, ListKind
from blog.models.notification import Notification, NotificationChoice
from blog.models.page import Page
from blog.models.picture_size import PictureSize
from blog.models.picture_use import PictureUse
from blog.models.post import Post
from blog.models.presence import Presence
from blog.models.redirect import Redirect
from blog.models.related import RelatedPost
from blog.models.review import Approval, Comment, PreviewLink, PreviewOpening, SignOff
from blog.models.revision import Revision
from blog.models.search import SearchRow, SearchWord
from blog.models.site import MenuItem, SiteSettings, SocialLink
from blog.models.snapshot import CreditRef, Ref, Snapshot, ThanksRef
from blog.models.taxonomy import Category, Series, Tag, Tagging, TagSynonym
from blog.models.template import PostTemplate

__all__ = [
    "Acknowledgement",
    "Approval",
    "Author",
    "AuthorGroup",
    "AuthorLink",
    "Category",
    "ChecklistItem",
    "ChecklistTask",
    "Collaborator",
    "Comment",
    "Correction",
    "Credit",
    "CreditRef",
    "Document",
    "Event",
    "FeedClient",
    "FeedEntry",
    "FeedFormat",
    "FeedPolls",
    "Grant",
    "HubNotice",
    "Image",
    "ListCount",
    "ListKind",
    "Listing",
    "MenuItem",
    "Notification",
    "NotificationChoice",
    "Page",
    "PictureSize",
    "PictureUse",
    "Post",
    "PostTemplate",
    "Presence",
    "PreviewLink",
    "PreviewOpening",
    "Redirect",
    "Ref",
    "RelatedPost",
    "Revision",
    "SearchRow",
    "SearchWord",
    "Series",
    "SignOff",
    "SiteSettings",
    "Snapshot",
    "SocialLink",
    "Status",
    "Tag",
    "TagSynonym",
    "Tagging",
    "ThanksRef",
]
