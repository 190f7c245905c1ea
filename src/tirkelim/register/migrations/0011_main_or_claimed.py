"""A job is the main one or claims to be it, not both. The table is large: its old rows are looked through without a lock."""

from __future__ import annotations

from django.db import migrations, models

from tirkelim.journal.migrating import AddCheckInTwoSteps


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("register", "0010_finding_people")]
    operations = [
        AddCheckInTwoSteps(
            model_name="employment",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_main", False), ("claims_main", False), _connector="OR"), name="main_or_claimed"
            ),
        ),
    ]
