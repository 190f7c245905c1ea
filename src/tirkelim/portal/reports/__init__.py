"""The monthly report, reports on request, the organisation's passport: tables, charts, PDF and XLSX."""
