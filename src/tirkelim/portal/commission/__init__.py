"""The commission of a local executive body: members, sittings, scores, minutes (503/2016 p.6-10)."""
