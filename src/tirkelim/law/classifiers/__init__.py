"""Every classifier of the law as one kind of list: stable codes, names in three languages, properties, edition.

``model`` the kind; ``lists`` the classifiers themselves; ``concordance`` former titles beside current positions.
What they become (CSV, XLSX, FHIR) is made above the law.
"""
