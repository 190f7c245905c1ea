"""Order 503/2016: certificate of qualification conformity (edition 537/2020, repealed by 236/2023)."""
