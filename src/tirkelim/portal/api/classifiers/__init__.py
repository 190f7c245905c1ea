"""Classifiers for other systems: ``/api/v1/classifiers``, each as JSON, CSV, XLSX and FHIR; and the match of titles."""
