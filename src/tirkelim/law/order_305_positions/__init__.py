"""Order 305/2020: the nomenclature of health-system positions and their qualification characteristics."""
