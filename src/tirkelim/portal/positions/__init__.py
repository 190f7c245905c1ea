"""Positions for everyone: the nomenclature, the interior ministry's register, old titles matched. Nothing is stored."""
