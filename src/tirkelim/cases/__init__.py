"""Applications: transitions, clock, decisions, outbox. The only writer of a case.

Every change of a case is a command: ``engine.execute`` checks the right, the table of transitions and the version seen,
and writes state, facts, decision, journal entry and outgoing messages in one transaction. What differs between services
stands behind the ``Service`` protocol.
"""
