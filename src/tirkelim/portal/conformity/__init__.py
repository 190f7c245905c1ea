"""Certificates of conformity: the holder applies, follows the case, keeps the five-day duties (503/2016)."""
