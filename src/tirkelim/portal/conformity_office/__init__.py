"""The local executive body's room of certificates of conformity: finding one, its whole life, withdrawal (503/2016)."""
