"""Complaints about decisions and delays, and hearings before a refusal, for every service."""
