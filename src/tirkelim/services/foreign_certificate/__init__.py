"""The foreign specialist's certificate (274/2020 annex 6): what its forms say, which facts follow, what is issued.

It stands on the domestic certificate: the same certificate, given on other facts by another standard.
"""
