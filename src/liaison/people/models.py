"""Tables of authorities, their keys and lists, officers and access tokens."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Authority(models.Model):
    """An organisation that signs records: a ministry, a customs service, a regional centre."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    roles = models.JSONField(default=list)  # codes of the vocabulary authority_role
    hosted = models.BooleanField(default=False)  # this node signs for it
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.code


class AuthorityKey(models.Model):
    """An Ed25519 key of an authority; `seed` is there, sealed, only where this node signs with it."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="keys")
    key_id = models.CharField(max_length=32, unique=True)
    public = models.BinaryField(max_length=32)
    seed = models.BinaryField(null=True)
    not_before = models.DateTimeField()
    not_after = models.DateTimeField()
    revoked = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["authority_id", "not_before", "id"]

    def __str__(self) -> str:
        return self.key_id


class DistributionList(models.Model):
    """A named audience; who is on it is a history of memberships."""

    name = models.CharField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="owned_lists")

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One stay of an authority on a list: from `since` up to, not including, `until`."""

    list = models.ForeignKey(DistributionList, on_delete=models.PROTECT, related_name="memberships")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="memberships")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("people.Officer", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["list_id", "since", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["list", "authority"],
                condition=models.Q(until__isnull=True),
                name="people_one_open_membership",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="people_membership_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} on {self.list_id}"


class Theme(models.TextChoices):
    """The colours an officer works in."""

    SYSTEM = "system", _("As the device")
    DAY = "day", _("Day")
    NIGHT = "night", _("Night")


class Scale(models.TextChoices):
    """The size of everything on a page."""

    ORDINARY = "ordinary", _("Ordinary")
    DUTY = "duty", _("Large, for a duty room")


class Officer(AbstractBaseUser):
    """A person acting for one authority, known by number: no name is kept."""

    username = models.CharField(_("user name"), max_length=60, unique=True)
    number = models.CharField(max_length=20)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="officers")
    roles = models.JSONField(default=list)  # codes of the vocabulary role
    clearance = models.PositiveSmallIntegerField(default=0)  # liaison.kernel.policy.Level
    language = models.CharField(max_length=5, default="en")
    time_zone = models.CharField(max_length=40, default="UTC")
    theme = models.CharField(max_length=10, choices=Theme.choices, default=Theme.SYSTEM)
    scale = models.CharField(max_length=10, choices=Scale.choices, default=Scale.ORDINARY)
    is_active = models.BooleanField(default=True)
    created = models.DateTimeField(default=timezone.now)

    objects = BaseUserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["number", "authority"]

    class Meta:
        ordering: ClassVar = ["authority_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["authority", "number"], name="people_one_number_per_authority"),
        ]

    def __str__(self) -> str:
        return f"{self.authority.code} {self.number}"


class AccessToken(models.Model):
    """A right to use the API under one purpose and case; only a hash of the secret is kept."""

    prefix = models.CharField(max_length=8, unique=True)
    digest = models.CharField(max_length=64)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="tokens")
    purpose = models.CharField(max_length=60)
    case = models.CharField(max_length=120, blank=True)
    created = models.DateTimeField()
    expires = models.DateTimeField()
    revoked = models.DateTimeField(null=True)
    last_used = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["officer_id", "created", "id"]

    def __str__(self) -> str:
        return self.prefix
