"""How people are found by their names. This table can be made anew from the facts at any time; it proves nothing."""

from __future__ import annotations

from django.db import models


class NameKey(models.Model):
    """Every name that a person has or had, folded for searching: see register/names.py and register/sounds.py.

    `words` holds each folded word with a space before it, in all spellings; `sounds` the same words as they sound,
    in one script, so that a name is found in another alphabet or with a slip.
    """

    person = models.OneToOneField(
        "register.Person", primary_key=True, on_delete=models.PROTECT, related_name="name_key"
    )
    words = models.CharField(max_length=2000)
    sounds = models.CharField(max_length=2000)

    def __str__(self) -> str:
        return str(self.person_id)


class NameSlip(models.Model):
    """A word of somebody's name as it sounds, and what is heard of it with one letter missing, or none.

    Two words that differ by one letter have such a rest in common, so that a slip is found by looking up a few rests,
    among hundred thousands of words, in any database. Derived as NameKey is; a word that nobody has any more may stay.
    """

    id = models.BigAutoField(primary_key=True)
    heard = models.CharField(max_length=60)
    word = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["heard", "word"], name="name_slip_once")]

    def __str__(self) -> str:
        return self.heard
