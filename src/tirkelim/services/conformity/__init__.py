"""Certificates of qualification conformity (503/2016): a commission recommends, the local executive body decides."""
