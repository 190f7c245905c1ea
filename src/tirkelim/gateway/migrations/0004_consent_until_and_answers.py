"""Consent has an end and can be given by a message; questions have a number that both sides keep."""

import uuid

from django.db import migrations, models

EXPLAINED = {
    "require-concurrent-index-creation": "the table of one-time codes grows by some hundreds a day: its indexes take a "
    "moment, in which no code is sent",
}


class Migration(migrations.Migration):
    dependencies = [
        ("gateway", "0003_holder_pulls"),
    ]

    operations = [
        migrations.CreateModel(
            name="InboundSms",
            fields=[
                ("message", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("outcome", models.CharField(max_length=20)),
            ],
        ),
        migrations.CreateModel(
            name="SmsQuestion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("person", models.UUIDField()),
                ("case", models.UUIDField()),
                ("data_sets", models.JSONField()),
                ("language", models.CharField(max_length=2)),
                ("number_digest", models.CharField(max_length=64)),
                ("address_digest", models.CharField(blank=True, default="", max_length=64)),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("tries", models.PositiveIntegerField(default=0)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "answer",
                    models.CharField(blank=True, choices=[("yes", "Yes"), ("no", "No")], default="", max_length=3),
                ),
            ],
        ),
        migrations.AddField(
            model_name="consent",
            name="until",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="holderpull",
            name="correlation",
            field=models.CharField(blank=True, db_default="", default="", max_length=36),
        ),
        migrations.AddField(
            model_name="onetimecode",
            name="address_digest",
            field=models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
        migrations.AddField(
            model_name="onetimecode",
            name="number_digest",
            field=models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
        migrations.AddField(
            model_name="pull",
            name="correlation",
            field=models.CharField(blank=True, db_default="", default="", max_length=36),
        ),
        migrations.AddIndex(
            model_name="onetimecode",
            index=models.Index(fields=["number_digest", "sent_at"], name="code_of_number"),
        ),
        migrations.AddIndex(
            model_name="onetimecode",
            index=models.Index(fields=["address_digest", "sent_at"], name="code_of_address"),
        ),
        migrations.AddIndex(
            model_name="smsquestion",
            index=models.Index(fields=["person", "sent_at"], name="sms_question_of_person"),
        ),
        migrations.AddIndex(
            model_name="smsquestion",
            index=models.Index(fields=["number_digest", "sent_at"], name="sms_question_of_number"),
        ),
        migrations.AddIndex(
            model_name="smsquestion",
            index=models.Index(fields=["address_digest", "sent_at"], name="sms_question_of_address"),
        ),
        migrations.AddConstraint(
            model_name="smsquestion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)), fields=("number_digest",), name="sms_question_one_at_a_time"
            ),
        ),
    ]
