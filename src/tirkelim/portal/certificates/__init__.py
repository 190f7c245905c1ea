"""The later life of certificates: finding one, duplicates, withdrawal, restoration."""
