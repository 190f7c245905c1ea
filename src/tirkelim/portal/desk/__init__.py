"""The department's desk: applications, a case with its reasons, the decision. And the administrator's page."""
