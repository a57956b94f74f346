"""Writes about people: each a verb and what it changes, with keywords only."""

from liaison.people.services.authorities import create_authority, create_list, join_list, leave_list
from liaison.people.services.keys import add_key, revoke_key, rotate_key
from liaison.people.services.officers import (
    create_officer,
    disable_officer,
    readmit_officer,
    set_clearance,
    set_preferences,
    set_roles,
    state_purpose,
)
from liaison.people.services.tokens import issue_token, note_token_use, revoke_token

__all__ = [
    "add_key",
    "create_authority",
    "create_list",
    "create_officer",
    "disable_officer",
    "issue_token",
    "join_list",
    "leave_list",
    "note_token_use",
    "readmit_officer",
    "revoke_key",
    "revoke_token",
    "rotate_key",
    "set_clearance",
    "set_preferences",
    "set_roles",
    "state_purpose",
]
