"""Tirkelim: the professional register of health workers and the services that decide who may practise."""
