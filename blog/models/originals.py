"""Where uploaded files are kept as they came: private, and never served."""

from __future__ import annotations

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible


@deconstructible
class OriginalStorage(FileSystemStorage):
    """The folder `ORIGINALS_ROOT`. A file may tell where a photo was taken, so none has a URL."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        """The folder, asked each time, as tests move it."""
        return str(settings.ORIGINALS_ROOT)

    @property
    def location(self) -> str:
        """The same; settings make it absolute."""
        return self.base_location

    def url(self, name: str | None) -> str:
        """Refuse: an original is never served."""
        raise ValueError("Originals are kept, not served.")
