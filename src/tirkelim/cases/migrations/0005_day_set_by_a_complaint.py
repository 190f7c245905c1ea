from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_complaints_hearings_authorities")]

    operations = [
        migrations.AddField(
            model_name="complaintanswer",
            name="decide_by",
            field=models.DateField(
                help_text="of an upheld complaint about the course of a case: the day set for its decision", null=True
            ),
        ),
    ]
