"""A whole public service in one folder, made up for tests: the permission to hold a training course.

docs/add-a-service.md leads through these files in their order. Nothing outside this folder knows of it.
"""
