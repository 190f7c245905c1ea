"""Which certified people a licence's annexes have, day by day, and what is short (59/2020 ann.1 rows 8, 9(3); readings
L12, L14).

Nothing of it is stored but that a shortage was told (decision 0028).
"""
