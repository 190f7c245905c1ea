"""The law kernel: the rules of the orders, as pure functions of facts, a day and a book.

Standard library only: no web, no database, no clock. Read by lawyers. Start at ``citation`` and ``finding`` for the
vocabulary, at ``book`` for how editions and numbers are found, and at an ``order_*`` folder for the rules of one order.
"""
