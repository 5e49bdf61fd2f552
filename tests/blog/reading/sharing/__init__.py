"""The picture beside a shared link."""
