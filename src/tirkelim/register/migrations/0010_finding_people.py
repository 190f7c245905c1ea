"""Indexes by which people and jobs are found in a register of millions."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("register", "0009_no_overlap")]
    operations = []
