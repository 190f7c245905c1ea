"""The demo region, read by many tests. A package, so that pytest knows when the last of them is over."""
