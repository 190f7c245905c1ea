"""Tables of identity. Accounts point to a person of the register by UUID only: the register lies above."""

from __future__ import annotations

import uuid
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from tirkelim.identity.logins import BadLogin, check_login
from tirkelim.journal.guards import guard
from tirkelim.journal.models import Change


class Role(models.TextChoices):
    """What an account may be. The public has no account."""

    APPLICANT = "applicant"
    HR_OFFICER = "hr_officer"
    HEAD_OF_ORGANISATION = "head_of_organisation"
    ASSESSMENT_ORGANISATION = "assessment_organisation"
    DEPARTMENT_OFFICER = "department_officer"
    DEPARTMENT_HEAD = "department_head"
    INSPECTOR = "inspector"
    EMPLOYMENT_OFFICER = "employment_officer"
    EMPLOYMENT_HEAD = "employment_head"
    COMMISSION_MEMBER = "commission_member"
    EDUCATION_ORGANISATION = "education_organisation"
    MINISTRY_OFFICER = "ministry_officer"
    QUALITY_BODY = "quality_body"
    NATIONAL_COORDINATOR = "national_coordinator"
    ADMINISTRATOR = "administrator"


class Authority(models.TextChoices):
    """Who decides a public service: the departments of health control, the local executive bodies for employment, or
    the authorised body in health care itself."""

    HEALTH = "health"
    EMPLOYMENT = "employment"
    MINISTRY = "ministry"


ORGANISATION_ROLES = (
    Role.HR_OFFICER,
    Role.HEAD_OF_ORGANISATION,
    Role.ASSESSMENT_ORGANISATION,
    Role.EDUCATION_ORGANISATION,
)
TERRITORY_ROLES = (
    Role.DEPARTMENT_OFFICER,
    Role.DEPARTMENT_HEAD,
    Role.INSPECTOR,
    Role.EMPLOYMENT_OFFICER,
    Role.EMPLOYMENT_HEAD,
    Role.COMMISSION_MEMBER,
)
AUTHORITY_OF_ROLE = {
    Role.DEPARTMENT_OFFICER.value: Authority.HEALTH,
    Role.DEPARTMENT_HEAD.value: Authority.HEALTH,
    Role.INSPECTOR.value: Authority.HEALTH,
    Role.EMPLOYMENT_OFFICER.value: Authority.EMPLOYMENT,
    Role.EMPLOYMENT_HEAD.value: Authority.EMPLOYMENT,
    Role.COMMISSION_MEMBER.value: Authority.EMPLOYMENT,
    Role.MINISTRY_OFFICER.value: Authority.MINISTRY,
}
"""The authority that a role serves; its rights reach no further."""


def validate_login(login: str) -> None:
    """Form and model validation of a sign-in name."""
    try:
        check_login(login)
    except BadLogin as bad:
        raise ValidationError(str(bad)) from bad


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by sign-in name; they are made by `accounts.add_account`."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """The account of a sign-in name."""
        return self.get(login=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """One who signs in. A demo account cannot exist outside demo mode."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    login = models.CharField(max_length=50, unique=True, validators=[validate_login])
    name = models.CharField(max_length=200, help_text="as shown to others, such as in decisions")
    person = models.UUIDField(null=True, unique=True, help_text="person of the register, if any")
    language = models.CharField(max_length=2, default="kk")
    demo = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    password_is_temporary = models.BooleanField(
        default=False,
        db_default=False,
        help_text="an administrator knows it: it opens nothing but the page that asks for another",
    )

    held_grants: list[RoleGrant] | None = None  # what the policy has read, for as long as this object lives

    last_login = None  # Django would set it by its own clock; sign-ins have a table of their own.

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS = ["name"]

    objects = AccountManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(language__in=["kk", "ru", "en"]), name="account_language"),
        ]

    def __str__(self) -> str:
        return self.login

    def save(self, *args: object, **kwargs: object) -> None:
        """Store; a sign-in name that could be an IIN is refused here too. Raises BadLogin."""
        self.login = check_login(self.login)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class RoleGrant(models.Model):
    """A role of an account, from a day, up to a day, for an organisation or a territory.

    It is active from `valid_from` up to, not including, `valid_to` and `revoked_from`, where these are set.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=40, choices=Role.choices)
    organisation = models.UUIDField(null=True)
    territory = models.CharField(max_length=9, null=True, help_text="KATO code of the region")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    revoked_from = models.DateField(null=True)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    revoked_by = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="grant_role_known"),
            models.CheckConstraint(
                condition=Q(role__in=ORGANISATION_ROLES, organisation__isnull=False, territory__isnull=True)
                | Q(role__in=TERRITORY_ROLES, organisation__isnull=True, territory__isnull=False)
                | Q(
                    ~Q(role__in=[*ORGANISATION_ROLES, *TERRITORY_ROLES]),
                    organisation__isnull=True,
                    territory__isnull=True,
                ),
                name="grant_scope_fits_role",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="grant_interval"
            ),
            models.CheckConstraint(
                condition=Q(revoked_from__isnull=True, revoked_by__isnull=True)
                | Q(revoked_from__isnull=False, revoked_by__isnull=False),
                name="grant_revoked_by_change",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.account_id}"

    def active(self, on: date) -> bool:
        """Whether the role may be used on a day."""
        ends = [day for day in (self.valid_to, self.revoked_from) if day is not None]
        return self.valid_from <= on and all(on < day for day in ends)


class AccountIdentifier(models.Model):
    """That an account stands for an IIN or a BIN, under a keyed digest (``identifiers.py``)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="identifiers")
    scheme = models.CharField(max_length=10)
    key = models.CharField(max_length=64)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    unlinked_by = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(scheme__in=["iin", "bin"]), name="identifier_scheme"),
            # Nobody stands for two people, and nobody's IIN opens two accounts; a BIN is shared by many.
            models.UniqueConstraint(
                fields=["key"], condition=Q(scheme="iin", unlinked_by__isnull=True), name="identifier_iin_once"
            ),
            models.UniqueConstraint(
                fields=["account"], condition=Q(scheme="iin", unlinked_by__isnull=True), name="identifier_one_iin"
            ),
            models.UniqueConstraint(
                fields=["account", "key"], condition=Q(unlinked_by__isnull=True), name="identifier_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} of {self.account_id}"


class Territory(models.Model):
    """A region or city of republican significance, with its time zone, while it has the code."""

    id = models.BigAutoField(primary_key=True)
    kato = models.CharField(max_length=9)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    time_zone = models.CharField(max_length=40)
    name_kk = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    certainty = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kato", "valid_from"], name="territory_once")]

    def __str__(self) -> str:
        return self.name_kk

    def name(self, language: str) -> str:
        """The name in kk, ru or en."""
        return {"kk": self.name_kk, "ru": self.name_ru, "en": self.name_en}[language]


class Office(models.Model):
    """The territorial department that provides the health services of a region."""

    id = models.UUIDField(primary_key=True, editable=False)
    kato = models.CharField(max_length=9)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    name_kk = models.CharField(max_length=300)
    name_ru = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kato", "valid_from"], name="office_once")]

    def __str__(self) -> str:
        return self.name_kk

    def name(self, language: str) -> str:
        """The name in kk, ru or en."""
        return {"kk": self.name_kk, "ru": self.name_ru, "en": self.name_en}[language]


class Throttle(models.Model):
    """Failed sign-ins of one name or one address, kept under a keyed hash, not in the clear."""

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()
    locked_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.key


class Way(models.TextChoices):
    """By what an account was signed in to, or a session strengthened."""

    PASSWORD = "password"  # noqa: S105 - a way
    PROVIDER = "provider"
    SIGNATURE = "signature"
    CODE = "code"
    RECOVERY_CODE = "recovery_code"


class SignInRecord(models.Model):
    """That an account signed in, or failed to, and when; never the password or the address in the clear."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="sign_ins")
    at = models.DateTimeField()
    succeeded = models.BooleanField()
    way = models.CharField(max_length=20, choices=Way.choices, default=Way.PASSWORD, db_default=Way.PASSWORD.value)
    address_key = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"sign-in of {self.account_id}"


class OpenSession(models.Model):
    """A session as its account sees it in the list of its sessions. It is open while Django's row of it stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="open_sessions")
    key = models.CharField(max_length=40, unique=True, help_text="key of Django's session")
    began_at = models.DateTimeField()
    way = models.CharField(max_length=20, choices=Way.choices)
    device = models.CharField(max_length=60, blank=True, help_text="browser and system, as the browser says")

    def __str__(self) -> str:
        return f"session of {self.account_id}"


class SecondFactor(models.Model):
    """The authenticator of an account. The secret is sealed (``sealing.py``) and goes when the authenticator does."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="second_factors")
    secret = models.TextField(null=True)
    last_step = models.BigIntegerField(null=True, help_text="time step of the last code taken: none is taken twice")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    removed_by = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account"], condition=Q(removed_by__isnull=True), name="second_factor_one"),
            models.CheckConstraint(
                condition=Q(secret__isnull=False, removed_by__isnull=True)
                | Q(secret__isnull=True, removed_by__isnull=False),
                name="second_factor_secret_goes",
            ),
        ]

    def __str__(self) -> str:
        return f"second factor of {self.account_id}"


class RecoveryCode(models.Model):
    """A code that stands in once for a lost authenticator, under a keyed digest."""

    id = models.BigAutoField(primary_key=True)
    factor = models.ForeignKey(SecondFactor, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["factor", "digest"], name="recovery_code_once")]

    def __str__(self) -> str:
        return f"recovery code {self.id}"


class Proposal(models.Model):
    """What one administrator wants and another has to confirm before anything happens (``proposals.py``)."""

    class Kind(models.TextChoices):
        """What happens on confirmation."""

        GRANT_ROLE = "grant_role"
        LINK_IDENTIFIER = "link_identifier"
        NEW_PASSWORD = "new_password"  # noqa: S105 - a kind
        RESET_SECOND_FACTOR = "reset_second_factor"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=30, choices=Kind.choices)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="proposals")
    content = models.JSONField(help_text="what the kind needs: a role with its days, or a scheme with a keyed digest")
    reason = models.CharField(max_length=500)
    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")
    declined_by = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | Q(declined_by__isnull=True), name="proposal_ends_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.account_id}"


guard(RoleGrant, set_once=("revoked_from", "revoked_by"))
guard(SignInRecord)
guard(AccountIdentifier, set_once=("unlinked_by",))
guard(Proposal, set_once=("confirmed_by", "declined_by"))
