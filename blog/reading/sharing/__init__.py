"""The picture that stands beside a link to a page wherever it is shared: 1200 by 630 pixels."""
