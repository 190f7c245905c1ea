"""Order 283/2020: results of continuous professional development (CPD) and qualification levels (edition 66/2025).

Where a paragraph stands: ``activity`` the facts of one result; ``criteria`` the 21 rows of annex 1, what each asks for;
``checks``, ``measures``, ``tariff``, ``assess`` their units (annex 1, p.6, p.7, p.11); ``volume`` the sum and annex 3;
``columns`` the comparisons shared with the national batch; ``levels`` the levels and who gets which (annexes 3, 4);
``steps`` order and service (p.12, p.19, annex 5); ``transitions`` old categories and nurses (p.12, p.19);
``stages``, ``assessed_levels`` the assessment; ``specialisation`` p.18; ``recognition`` p.15; ``decision`` the award;
``ledger`` and ``duplicates`` a worker's results; ``progress`` and ``ways`` what a level still lacks, and what earns it;
``sheet``, ``refusals``, ``signatures``, ``sheet_decision`` the confirmation (p.2, p.6-11, annex 2);
``questions`` and ``level_questions`` the public questions.
"""
