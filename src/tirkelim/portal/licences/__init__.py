"""Licences for those who hold them: applying, paying, following, the licence and its staff (59/2020)."""
