"""The commission at work (503/2016 p.6-10): who sits on it, its sittings, scores, resolutions and minutes.

Commands write and readings read; nobody else touches the tables. A command is one change with a journal entry in the
stream of the commission (``commission:<territory>``), and in that of the case where it concerns one person.
"""
