"""Static files under lasting names."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class LastingNames(CompressedManifestStaticFilesStorage):
    """Names each file by its content, in the imports of JavaScript modules too.

    So a browser never mixes the modules of two releases.
    """

    support_js_module_import_aggregation = True
