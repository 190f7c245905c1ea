"""Order 274/2020: specialist certificates for admission to clinical practice (edition 23/2024).

``certificate`` is the domestic service (annex 2), ``foreign_certificate`` that for foreign specialists (annex 6).
Start at ``decision`` (one case decided whole) or ``questions`` (each rule asked on its own); ``route``, ``training``,
``education``, ``mid_level``, ``documents``, ``indefinite`` hold one rule each.
"""
